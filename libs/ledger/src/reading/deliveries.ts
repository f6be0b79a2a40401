import type { EventType, Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import { streamOf } from './events.js';
import { organisationsNamed, type NamedOrganisation } from './organisations.js';

/** A message on its way out about an event of a case. No address; an expert appears as an expert. */
export interface DeliveryEntry {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: EventType;
  /** Business time of the event. */
  readonly eventAt: Instant;
  readonly recipient: NamedOrganisation;
  readonly channel: string;
  readonly state: 'pending' | 'sent' | 'failed';
  readonly attempts: number;
  /** Machine time: when it was sent, or when it is tried next. */
  readonly recordedAt: Instant;
}

interface DeliveryLine {
  id: string;
  event_id: string;
  type: EventType;
  at: Date;
  recipient: string;
  channel: string;
  state: DeliveryEntry['state'];
  attempts: number;
  recorded_at: Date;
}

/** What was sent, or is to be sent, about a case. */
export async function deliveriesOf(session: Session, caseId: string): Promise<readonly DeliveryEntry[]> {
  const rows = await session.rows<DeliveryLine>(
    `SELECT d.id, i.event_id, e.type, e.at, i.recipient, d.channel, d.state, d.attempts, coalesce(d.sent_at, d.next_at) AS recorded_at
       FROM event e
       JOIN notification_item i ON i.event_id = e.stream || '/' || e.seq
       JOIN delivery d ON d.notification_id = i.notification_id
      WHERE e.stream = $1 ORDER BY recorded_at, d.id`,
    [streamOf(caseId)],
  );
  const names = await organisationsNamed(
    session,
    rows.map((row) => row.recipient),
  );
  return rows.map((row) => ({
    id: row.id,
    eventId: row.event_id,
    eventType: row.type,
    eventAt: instantOf(row.at),
    recipient: names.get(row.recipient) ?? { id: row.recipient, name: { zh: row.recipient, en: row.recipient } },
    channel: row.channel,
    state: row.state,
    attempts: row.attempts,
    recordedAt: instantOf(row.recorded_at),
  }));
}
