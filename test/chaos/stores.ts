import { TOPICS, type CloudEvent } from '@vermilion/contracts';
import { SYSTEM, type EventType } from '@vermilion/domain';
import { connect, verifyChain, type Connection } from '@vermilion/ledger';
import { brokersFrom, readTopic } from '@vermilion/messaging';

export interface StoredEvent {
  readonly stream: string;
  readonly seq: number;
  readonly type: EventType;
  readonly command_id: string;
  /** Who gave the command: what the engine opens by itself, such as a re-examination that is due, nobody has to acknowledge. */
  readonly actor_kind: 'person' | 'clock' | 'system';
}

export interface StoredCase {
  readonly id: string;
  readonly phase: string;
  readonly stage: string | null;
  readonly holder_kind: string | null;
  readonly seq: number;
  readonly stage_seq: number;
  readonly workflow_seq: number;
  /** Seconds since the case last moved. */
  readonly age: number;
  readonly tasks: number;
  /** Due rows that are not recorded yet. */
  readonly due: number;
  readonly incidents: number;
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** What the stores hold, read past all apps. */
export class Stores {
  private constructor(
    private readonly ledger: Connection,
    private readonly brokers: string,
  ) {}

  static async open(env: Readonly<Record<string, string>>): Promise<Stores> {
    return new Stores(await connect({ url: env['DATABASE_URL'] ?? '', poolSize: 2 }), env['KAFKA_BROKERS'] ?? '');
  }

  close(): Promise<void> {
    return this.ledger.close();
  }

  events(): Promise<StoredEvent[]> {
    return this.ledger.read(SYSTEM, (session) =>
      session.rows<StoredEvent>('SELECT stream, seq, type, command_id, actor_kind FROM event ORDER BY stream, seq', []),
    );
  }

  cases(): Promise<StoredCase[]> {
    return this.ledger.read(SYSTEM, (session) =>
      session.rows<StoredCase>(
        `SELECT c.id, c.phase, c.stage, c.holder_kind, c.seq, c.stage_seq, c.workflow_seq,
                extract(epoch FROM now() - c.updated_at)::float8 AS age,
                (SELECT count(*)::int FROM task t WHERE t.case_id = c.id) AS tasks,
                (SELECT count(*)::int FROM deadline d WHERE d.case_id = c.id AND d.recorded_at IS NULL) AS due,
                (SELECT count(*)::int FROM incident i WHERE i.subject LIKE '%' || c.id || '%' AND i.closed_at IS NULL) AS incidents
           FROM "case" c ORDER BY c.id`,
        [],
      ),
    );
  }

  /** How often each of the commands stands in the log, by `actor key`. */
  async commands(): Promise<Map<string, number>> {
    const rows = await this.ledger.read(SYSTEM, (session) =>
      session.rows<{ actor: string; key: string; count: number }>(
        'SELECT actor, key, count(*)::int AS count FROM command GROUP BY actor, key',
        [],
      ),
    );
    return new Map(rows.map(({ actor, key, count }) => [`${actor} ${key}`, count]));
  }

  /** Streams whose chain of hashes does not hold, with what is wrong. */
  async brokenChains(streams: readonly string[]): Promise<string[]> {
    const reports = await this.ledger.read(SYSTEM, async (session) => {
      const found: string[] = [];
      for (const stream of streams) {
        const { faults } = await verifyChain(session, stream);
        found.push(...faults.map(({ seq, fault }) => `${stream}/${seq} ${fault}`));
      }
      return found;
    });
    return reports;
  }

  /** The sequence numbers of each stream as they stand in Kafka, in the order of the partition, repetitions included. */
  async published(): Promise<Map<string, number[]>> {
    const connection = { brokers: brokersFrom(this.brokers), clientId: 'vermilion-chaos', log: SILENT };
    const found = new Map<string, number[]>();
    for (const { value } of await readTopic(connection, TOPICS.cases)) {
      const { subject, seq } = JSON.parse(value) as CloudEvent;
      found.set(subject, [...(found.get(subject) ?? []), seq]);
    }
    return found;
  }
}

/** First appearances only: what a consumer that refuses stale numbers gets to see. */
export function firstAppearances(seqs: readonly number[]): number[] {
  let highest = 0;
  return seqs.filter((seq) => {
    if (seq <= highest) return false;
    highest = seq;
    return true;
  });
}
