import type { EventType, Instant, RoundEventType } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import { organisationsNamed, type NamedOrganisation } from './organisations.js';

/** That an organisation was told of a fact, and on which way. No address and no words; experts appear to nobody but themselves. */
export interface Told {
  readonly id: string;
  readonly eventType: EventType | RoundEventType;
  readonly caseId: string | null;
  readonly recipient: NamedOrganisation;
  readonly channel: 'inbox' | 'mail';
  /** `written`: into the inbox alone; nothing goes out. */
  readonly state: 'written' | 'pending' | 'sent' | 'failed';
  readonly attempts: number;
  readonly eventAt: Instant;
  readonly recordedAt: Instant;
}

interface Line {
  id: string;
  type: Told['eventType'];
  stream: string;
  recipient: string;
  channel: 'mail' | null;
  state: Told['state'];
  attempts: number;
  at: Date;
  recorded_at: Date;
}

/** Who was told last, the newest facts first; of one state, or all. Needs the rights of operations. */
export async function toldLast(
  session: Session,
  state: Told['state'] | undefined,
  limit: number,
): Promise<readonly Told[]> {
  const rows = await session.rows<Line>(
    `SELECT i.event_id || ' ' || i.recipient || coalesce(' ' || d.id, '') AS id, e.type, e.stream, i.recipient, d.channel,
            coalesce(d.state, 'written') AS state, coalesce(d.attempts, 0) AS attempts, e.at,
            coalesce(d.sent_at, d.next_at, e.recorded_at) AS recorded_at
       FROM event e
       JOIN notification_item i ON i.event_id = e.stream || '/' || e.seq
       LEFT JOIN delivery d ON d.notification_id = i.notification_id
      WHERE $1::text IS NULL OR coalesce(d.state, 'written') = $1
      ORDER BY e.recorded_at DESC, e.stream, e.seq DESC, i.recipient LIMIT $2`,
    [state ?? null, limit],
  );
  const names = await organisationsNamed(
    session,
    rows.map(({ recipient }) => recipient),
  );
  return rows.map((row) => toldOf(row, names));
}

function toldOf(row: Line, names: ReadonlyMap<string, NamedOrganisation>): Told {
  const { id, type, stream, recipient, channel, state, attempts } = row;
  return {
    id,
    eventType: type,
    caseId: stream.startsWith('application:') ? stream.slice('application:'.length) : null,
    recipient: names.get(recipient) ?? { id: recipient, name: { zh: recipient, en: recipient } },
    channel: channel ?? 'inbox',
    state,
    attempts,
    eventAt: instantOf(row.at),
    recordedAt: instantOf(row.recorded_at),
  };
}
