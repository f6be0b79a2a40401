import { readFile } from 'node:fs/promises';
import { TOPICS } from '@vermilion/contracts';
import { brokersFrom, readTopic } from '@vermilion/messaging';
import { connectedTo } from '../../support/sql-client.js';
import { quietKafka } from '../../support/topic.js';
import type { JournalLine } from '../journal-file.js';
import type * as rows from './rows.js';

/** Everything that the checker looks at, as it lies in the stores. `tx`: the transaction that wrote the row (`xmin`). */
export interface Evidence {
  readonly journal: readonly JournalLine[];
  readonly events: readonly rows.Event[];
  readonly commands: readonly rows.Command[];
  readonly cases: readonly rows.Case[];
  readonly tasks: readonly rows.Task[];
  readonly holders: readonly rows.Holder[];
  readonly access: readonly rows.Access[];
  readonly deadlines: readonly rows.Deadline[];
  readonly incidents: readonly rows.Incident[];
  readonly notifications: readonly rows.Notification[];
  readonly items: readonly rows.Item[];
  readonly inbox: readonly rows.Inbox[];
  readonly deliveries: readonly rows.Delivery[];
  readonly payloads: readonly rows.Payload[];
  readonly documents: readonly rows.Document[];
  /** Rows that the relay has not taken. */
  readonly outbox: number;
  /** Business time. */
  readonly now: Date;
  readonly published: readonly Published[];
  readonly mails: readonly rows.Mail[];
  /** Ids of the workflows that run. */
  readonly workflows: ReadonlySet<string>;
  /** Folder of the papers' bytes. */
  readonly data: string;
}

/** A record of `vermilion.cases` or `vermilion.rounds`, in the order of its partition. */
export interface Published {
  readonly key: string;
  readonly id: string;
  readonly subject: string;
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
}

const QUERIES = {
  events: `SELECT stream, seq, type, version, body, data, actor_kind, actor_organisation, actor_person, actor_role, on_behalf_of, at,
                  recorded_at, command_id, ordinal, prev_hash, hash, xmin::text AS tx FROM event ORDER BY stream, seq, recorded_at, command_id`,
  commands: 'SELECT actor, key, reply, xmin::text AS tx FROM command',
  cases: `SELECT id, stream, obligation, applicant, district, phase, stage, holder_kind, holder_organisation, seq, stage_seq, workflow_seq,
                 state, due_at, overdue, round, extract(epoch FROM now() - updated_at)::float8 AS age FROM "case" ORDER BY id`,
  tasks: 'SELECT id, case_id, stage, kind, organisation, role FROM task',
  holders: 'SELECT case_id, seq, from_at, kind, organisation FROM holder ORDER BY case_id, seq',
  access: 'SELECT case_id, organisation, role FROM case_access',
  deadlines: 'SELECT owner, case_id, ref, kind, rung, due_at, recorded_at, obligation FROM deadline ORDER BY due_at',
  incidents: 'SELECT kind, subject FROM incident WHERE closed_at IS NULL',
  notifications: 'SELECT id, recipient, kind, digest_key, case_id FROM notification',
  items: 'SELECT event_id, recipient, notification_id, xmin::text AS tx FROM notification_item',
  inbox: 'SELECT consumer, event_id, xmin::text AS tx FROM inbox',
  deliveries: 'SELECT notification_id, address, state, message_id FROM delivery',
  payloads: 'SELECT event_id, xmin::text AS tx FROM private_payload',
  documents: 'SELECT id, case_id, type, sha256, bytes, path, state FROM document',
} as const;

/** Reads everything. The system should have come to rest. */
export async function gather(
  env: Readonly<Record<string, string>>,
  journalFile: string,
  workflows: readonly string[],
): Promise<Evidence> {
  const sql = await connectedTo(env['DATABASE_URL'] ?? '');
  try {
    await sql.query('SET ROLE vermilion_engine');
    // All tables as they are at one instant: what still moves must not look as if it were torn.
    await sql.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const found: { [name: string]: readonly unknown[] } = {};
    for (const [name, query] of Object.entries(QUERIES)) found[name] = (await sql.query(query)).rows as unknown[];
    const outbox = await sql.query('SELECT count(*)::int AS count FROM outbox');
    const clock = await sql.query(
      `SELECT CASE mode WHEN 'manual' THEN now_at ELSE clock_timestamp() END AS now FROM business_clock`,
    );
    return {
      ...(found as unknown as Omit<
        Evidence,
        'journal' | 'outbox' | 'now' | 'published' | 'mails' | 'workflows' | 'data'
      >),
      journal: await readJournal(journalFile),
      outbox: (outbox.rows[0] as { count: number }).count,
      now: (clock.rows[0] as { now: Date }).now,
      published: await readPublished(env['KAFKA_BROKERS'] ?? ''),
      mails: await readLines<rows.Mail>(`${env['VERMILION_HOME'] ?? ''}/mail/messages.jsonl`),
      workflows: new Set(workflows),
      data: env['VERMILION_DATA'] ?? '',
    };
  } finally {
    await sql.end();
  }
}

/** The last line of each number is what its sender knows. */
async function readJournal(path: string): Promise<JournalLine[]> {
  const lines = await readLines<JournalLine>(path);
  const filled = lines.filter(({ type }) => type === 'filled');
  const last = new Map(lines.filter(({ type }) => type !== 'filled').map((line) => [line.number, line]));
  return [...last.values(), ...filled];
}

async function readLines<Line>(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

async function readPublished(brokers: string): Promise<Published[]> {
  const connection = { ...quietKafka(brokers), brokers: brokersFrom(brokers) };
  const found: Published[] = [];
  for (const topic of [TOPICS.cases, TOPICS.rounds])
    for (const { key, value } of await readTopic(connection, topic))
      found.push({ ...(JSON.parse(value) as Omit<Published, 'key'>), key });
  return found;
}
