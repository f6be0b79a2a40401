import type { Session } from '../session.js';
import { outboxShardOf } from './shard.js';

/** An envelope for the relay, written in the transaction of what it tells of. */
export interface Envelope {
  readonly stream: string;
  readonly seq: number;
  readonly topic: string;
  readonly key: string;
  /** A CloudEvent. */
  readonly payload: object;
}

/** Hands envelopes to the relay; they are published if and only if the transaction commits. */
export function putIntoOutbox(session: Session, envelopes: readonly Envelope[]): void {
  if (envelopes.length === 0) return;
  const columns = <T>(pick: (envelope: Envelope) => T): T[] => envelopes.map(pick);
  session.later(
    `INSERT INTO outbox (shard, stream, seq, topic, key, payload)
     SELECT shard, stream, seq, topic, key, payload
       FROM unnest($1::smallint[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY
         AS t(shard, stream, seq, topic, key, payload, n)
      ORDER BY n`,
    [
      columns(({ stream }) => outboxShardOf(stream)),
      columns(({ stream }) => stream),
      columns(({ seq }) => seq),
      columns(({ topic }) => topic),
      columns(({ key }) => key),
      columns(({ payload }) => JSON.stringify(payload)),
    ],
  );
}
