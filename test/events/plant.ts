import { TOPICS } from '@vermilion/contracts';
import { connectedTo, type SqlClient } from '../support/sql-client.js';

/** Streams that take turns, so that all shards of the outbox have their share. */
const STREAMS = 4_000;

/** Puts envelopes into the outbox as the ledger does, in one transaction each time: of a usual size, with the instant at which they were written. */
export class Planter {
  private planted = 0;

  private constructor(private readonly client: SqlClient) {}

  static async beside(databaseOwner: string): Promise<Planter> {
    const client = await connectedTo(databaseOwner);
    await client.query('SET ROLE vermilion_engine');
    return new Planter(client);
  }

  /** The topic is one that nothing inside reads: what is measured is the way there, not what somebody makes of it. */
  async plant(count: number): Promise<void> {
    const first = this.planted;
    this.planted += count;
    await this.client.query(
      `INSERT INTO outbox (shard, stream, seq, topic, key, payload)
       SELECT n % 8, 'bench:' || n % ${STREAMS}, n / ${STREAMS} + 1, $3, 'bench:' || n % ${STREAMS},
              json_build_object('specversion', '1.0', 'id', 'bench:' || n, 'source', '/vermilion/ledger', 'type', 'bench.planted.v1',
                                'at', $4::float8, 'n', n, 'data', json_build_object('words', repeat('言', 120)))
         FROM generate_series($1::int, $1::int + $2::int - 1) AS n`,
      [first, count, TOPICS.notifications, Date.now()],
    );
  }

  async waiting(): Promise<number> {
    const { rows } = await this.client.query<{ n: string }>(
      `SELECT count(*) AS n FROM outbox WHERE stream LIKE 'bench:%'`,
    );
    return Number(rows[0]?.n);
  }

  leave(): Promise<void> {
    return this.client.end();
  }
}
