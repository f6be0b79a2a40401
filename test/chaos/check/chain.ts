import { createHash } from 'node:crypto';
import type { Evidence } from './evidence.js';
import type { Event } from './rows.js';
import { grouped, plainText, type Violation } from './violation.js';

const BEGINNING = '0'.repeat(64);

/** P9: each event's hash is SHA-256 over the hash before it and its body, and the body says what the columns say. */
export function chainFaults({ events, cases }: Evidence): Violation[] {
  const found: Violation[] = [];
  const tell = (event: Event, what: string) =>
    found.push({ invariant: 'P9', subject: `${event.stream}/${event.seq}`, what });
  for (const stream of grouped(events, (event) => event.stream).values()) {
    let before = BEGINNING;
    for (const event of stream) {
      if (event.prev_hash !== before) tell(event, 'does not name the hash of the event before it');
      if (sha256(`${event.prev_hash}${event.body}`) !== event.hash) tell(event, 'the hash is not that of its body');
      if (plainText(bodyOf(event)) !== event.body) tell(event, 'the columns say something else than the body');
      before = event.hash;
    }
  }
  const heads = grouped(events, (event) => event.stream);
  for (const { id, stream, seq } of cases)
    if (heads.get(stream)?.at(-1)?.seq !== seq)
      found.push({ invariant: 'P9', subject: id, what: `the case stands at ${seq}, its stream ends elsewhere` });
  return found;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function bodyOf(event: Event): object {
  const { stream, seq, type, version, data, ordinal } = event;
  const [kind, organisation] = [event.actor_kind, event.actor_organisation];
  const actor = { kind, organisation, person: event.actor_person, role: event.actor_role };
  const [at, recordedAt] = [inShanghai(event.at), inShanghai(event.recorded_at)];
  return {
    ...{ stream, seq, type, version, data, actor, at, recordedAt, ordinal },
    onBehalfOf: event.on_behalf_of,
    commandId: event.command_id,
  };
}

/** As events write an instant: Asia/Shanghai, milliseconds only when there are any. */
function inShanghai(moment: Date): string {
  const text = new Date(moment.getTime() + 8 * 3_600_000).toISOString();
  return `${text.replace(/\.000Z$|Z$/, '')}+08:00`;
}
