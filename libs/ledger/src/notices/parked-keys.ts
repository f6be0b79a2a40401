import { openIncident } from '../due/incidents.js';
import type { Session } from '../session.js';

const INCIDENT = 'message-parked';

/** A message that a consumer could not process; it and all later ones of its key wait among the dead letters. */
export interface ParkedKey {
  readonly key: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly reason: string;
}

/** @returns those of the keys that wait at present. */
export async function parkedKeysAmong(
  session: Session,
  consumer: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await session.rows<{ key: string }>(
    'SELECT key FROM parked_key WHERE consumer = $1 AND released_at IS NULL AND key = ANY($2::text[])',
    [consumer, keys],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Parks a key and opens an incident; a key that waits already stays as it is. */
export async function parkKey(session: Session, consumer: string, parked: ParkedKey): Promise<void> {
  const { key, topic, partition, offset, reason } = parked;
  await session.execute(
    `INSERT INTO parked_key AS p (consumer, key, topic, partition, message_offset, reason) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (consumer, key) DO UPDATE SET topic = $3, partition = $4, message_offset = $5, reason = $6, parked_at = now(),
       release_requested_at = NULL, released_at = NULL WHERE p.released_at IS NOT NULL`,
    [consumer, key, topic, partition, offset, reason],
  );
  await openIncident(session, { kind: INCIDENT, subject: `${consumer}/${key}`, detail: { consumer, ...parked } });
}

/** Operations want the key to be taken up again. @returns false when no such key waits. */
export async function requestRelease(session: Session, consumer: string, key: string): Promise<boolean> {
  const changed = await session.execute(
    'UPDATE parked_key SET release_requested_at = now() WHERE consumer = $1 AND key = $2 AND released_at IS NULL',
    [consumer, key],
  );
  return changed > 0;
}

/** The keys of a consumer that are to be taken up again. */
export async function releaseRequests(session: Session, consumer: string): Promise<ParkedKey[]> {
  return session.rows<ParkedKey>(
    `SELECT key, topic, partition, message_offset AS "offset", reason FROM parked_key
      WHERE consumer = $1 AND release_requested_at IS NOT NULL AND released_at IS NULL ORDER BY release_requested_at`,
    [consumer],
  );
}

/** Everything of the key has been processed: it waits no longer, its incident is closed. */
export async function releaseKey(session: Session, consumer: string, key: string): Promise<void> {
  await session.execute('UPDATE parked_key SET released_at = now() WHERE consumer = $1 AND key = $2', [consumer, key]);
  await session.execute(
    'UPDATE incident SET closed_at = now() WHERE kind = $1 AND subject = $2 AND closed_at IS NULL',
    [INCIDENT, `${consumer}/${key}`],
  );
}

/** A message of the key failed again: it goes on waiting. */
export async function keepParked(session: Session, consumer: string, key: string, reason: string): Promise<void> {
  await session.execute(
    'UPDATE parked_key SET release_requested_at = NULL, reason = $3 WHERE consumer = $1 AND key = $2',
    [consumer, key, reason],
  );
}
