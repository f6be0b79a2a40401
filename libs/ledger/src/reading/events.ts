import type { EventType, Instant, Role, RoundEventType } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { roundStreamOf } from '../core/rounds/lock-round.js';
import type { Session } from '../session.js';
import type { EventRow } from '../tables/events.js';
import { organisationsNamed, type NamedOrganisation } from './organisations.js';

/** A fact of a case, or of a round. An expert appears as an expert, never by identity. */
export interface EventEntry<Type extends string = EventType> {
  readonly id: string;
  readonly seq: number;
  readonly type: Type;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly actor: {
    readonly kind: 'person' | 'clock' | 'system';
    readonly organisation: NamedOrganisation | null;
    readonly role: Role | null;
  };
  readonly data: { readonly [key: string]: unknown };
  readonly hash: string;
}

/** The stream of a case. */
export function streamOf(caseId: string): string {
  return `application:${caseId}`;
}

/** The facts of a case that come after `afterSeq`, in order. */
export async function eventsOf(session: Session, caseId: string, afterSeq = 0): Promise<readonly EventEntry[]> {
  return eventsIn<EventType>(session, streamOf(caseId), afterSeq);
}

/** The facts of a round that come after `afterSeq`, in order. */
export async function eventsOfRound(
  session: Session,
  roundId: string,
  afterSeq = 0,
): Promise<readonly EventEntry<RoundEventType>[]> {
  return eventsIn<RoundEventType>(session, roundStreamOf(roundId), afterSeq);
}

async function eventsIn<Type extends string>(
  session: Session,
  stream: string,
  afterSeq: number,
): Promise<readonly EventEntry<Type>[]> {
  const rows = await session.rows<EventRow>(
    `SELECT stream, seq, type, at, recorded_at, actor_kind, actor_organisation, actor_role, data, hash
       FROM event WHERE stream = $1 AND seq > $2 ORDER BY seq`,
    [stream, afterSeq],
  );
  const names = await organisationsNamed(
    session,
    rows.flatMap((row) => row.actor_organisation ?? []),
  );
  return rows.map((row) => ({
    id: `${row.stream}/${row.seq}`,
    seq: row.seq,
    type: row.type as string as Type,
    at: instantOf(row.at),
    recordedAt: instantOf(row.recorded_at),
    actor: {
      kind: row.actor_kind,
      organisation: row.actor_organisation === null ? null : (names.get(row.actor_organisation) ?? null),
      role: row.actor_role,
    },
    data: row.data,
    hash: row.hash,
  }));
}
