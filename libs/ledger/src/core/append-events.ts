import { canonicalText, hashText, type Actor, type Instant } from '@vermilion/domain';
import type { Session } from '../session.js';

/** Everything of an event that the chain protects. */
export interface EventBody {
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly actor: {
    readonly kind: Actor['kind'];
    readonly organisation: string | null;
    readonly person: string | null;
    readonly role: string | null;
  };
  readonly onBehalfOf: string | null;
  readonly at: Instant;
  readonly recordedAt: Instant;
  /** Hash of the command's author and key: the same for the events of one command, and nobody's name. */
  readonly commandId: string;
  readonly ordinal: number;
}

/** An event in its place, of whatever stream. */
interface Placed {
  readonly seq: number;
  readonly event: { readonly type: string; readonly data: unknown };
}

/** Where the events of one command go. */
export interface Append {
  readonly stream: string;
  readonly steps: readonly Placed[];
  readonly actor: Actor;
  /** The colleague on leave for whom the actor stands in. */
  readonly onBehalfOf?: string | null;
  readonly commandId: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  /** Hash of the last event so far. */
  readonly headHash: string;
}

/** The version in which events are written at present; older ones are read through upcasters. */
const eventVersion = 1;

/** An event's link: it depends on every event before it. */
export function linkOf(previous: string, body: string): string {
  return hashText(`${previous}${body}`);
}

/** Writes the events of commands, each behind the last one of its stream. The columns are taken from the very text that the hash covers, which is read once: OFFSET 0 keeps the planner from putting it into each column. */
export function appendEvents(session: Session, appends: readonly Append[]): void {
  const links = appends.flatMap(chainOf);
  session.later(
    `INSERT INTO event (stream, seq, type, version, body, data, actor_kind, actor_organisation, actor_person, actor_role,
                        on_behalf_of, at, recorded_at, command_id, ordinal, prev_hash, hash)
     SELECT j->>'stream', (j->>'seq')::int, j->>'type', (j->>'version')::smallint, body, j->'data',
            j->'actor'->>'kind', j->'actor'->>'organisation', j->'actor'->>'person', j->'actor'->>'role',
            j->>'onBehalfOf', (j->>'at')::timestamptz, (j->>'recordedAt')::timestamptz, j->>'commandId', (j->>'ordinal')::smallint,
            prev_hash, hash
       FROM unnest($1::text[], $2::text[], $3::text[]) AS t(body, prev_hash, hash), LATERAL (SELECT body::jsonb AS j OFFSET 0) AS b`,
    [links.map(({ body }) => body), links.map(({ previous }) => previous), links.map(({ hash }) => hash)],
  );
}

interface Link {
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

function chainOf(append: Append): Link[] {
  const links: Link[] = [];
  for (const [ordinal, step] of append.steps.entries()) {
    const body = canonicalText(bodyOf(append, step, ordinal));
    const previous = links.at(-1)?.hash ?? append.headHash;
    links.push({ body, previous, hash: linkOf(previous, body) });
  }
  return links;
}

function bodyOf(
  { stream, actor, onBehalfOf, at, recordedAt, commandId }: Append,
  step: Placed,
  ordinal: number,
): EventBody {
  return {
    stream,
    seq: step.seq,
    type: step.event.type,
    version: eventVersion,
    data: step.event.data,
    actor: authorOf(actor),
    onBehalfOf: onBehalfOf ?? null,
    at,
    recordedAt,
    commandId,
    ordinal,
  };
}

/** Who acted, as the chain says it. An expert is a seat number there, in the data of the event: who sits there is a secret of its own. */
function authorOf(actor: Actor): EventBody['actor'] {
  if (actor.kind !== 'person') return { kind: actor.kind, organisation: null, person: null, role: null };
  const { kind, organisation, person, role } = actor;
  if (organisation.startsWith('expert:')) return { kind, organisation: 'expert', person: null, role };
  return { kind, organisation, person, role };
}
