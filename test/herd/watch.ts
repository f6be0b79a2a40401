import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlClient } from '../support/sql-client.js';

/** What became of a herd; seconds since the clock reached the instant. */
export interface Recorded {
  /** Limits that ended at the instant and that nobody had settled before. */
  readonly cases: number;
  readonly streams: readonly string[];
  /** Until the first and the last lapse were recorded. */
  readonly first: number;
  readonly last: number;
  /** Until the lead bureau's digest was written, and its mail sent; null when that did not happen in time. */
  readonly told: number | null;
  readonly mailed: number | null;
  /** Cases whose limit ended and whose ledger says nothing of it, and such that say it more than once. */
  readonly lost: number;
  readonly twice: number;
}

const EVERY_MS = 100;
/** The lapses of the herd by case. */
const LAPSES = `FROM event WHERE type = 'limit.lapsed' AND (data->>'dueAt')::timestamptz = $1::timestamptz`;
const OPEN = `FROM deadline WHERE kind = 'limit' AND rung = 'lapse' AND due_at = $1::timestamptz AND recorded_at IS NULL`;

/** Looks on while a herd of limits ends at one instant, with the engine's eyes. */
export class Watch {
  private start = 0;

  private constructor(
    private readonly client: SqlClient,
    /** When all of them end. */
    readonly instant: string,
  ) {}

  static async over(client: SqlClient): Promise<Watch> {
    await client.query('SET ROLE vermilion_engine');
    const { rows } = await client.query<{ instant: string }>(
      `SELECT to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') AS instant
         FROM deadline WHERE kind = 'limit' AND rung = 'lapse' GROUP BY due_at ORDER BY count(*) DESC LIMIT 1`,
    );
    return new Watch(client, rows[0]?.instant ?? '');
  }

  /** Waits for the clock. @returns the machine's time at which it reached the instant, in ms since 1970 */
  async reached(): Promise<number> {
    for (;;) {
      const found = await this.first<{ at: Date }>(
        'SELECT updated_at AS at FROM business_clock WHERE now_at >= $1::timestamptz',
      );
      if (found) return (this.start = found.at.getTime());
      await sleep(EVERY_MS / 5);
    }
  }

  /** Waits until everything is recorded, and the digest of the lead bureau has gone. */
  async recorded(patienceMs: number): Promise<Recorded> {
    const end = Date.now() + patienceMs;
    while ((await this.count(OPEN)) > 0 && Date.now() < end) await sleep(EVERY_MS);
    const mailed = await this.digest('d.sent_at', end);
    const told = await this.digest('n.created_at', end);
    const { rows } = await this.client.query<{ stream: string; times: number; at: Date }>(
      `SELECT stream, count(*)::int AS times, min(recorded_at) AS at ${LAPSES} GROUP BY stream`,
      [this.instant],
    );
    const moments = rows.map(({ at }) => at.getTime());
    return {
      cases: rows.length,
      streams: rows.map(({ stream }) => stream),
      first: this.since(moments.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
      last: this.since(moments.reduce((a, b) => Math.max(a, b), 0)),
      told: told && this.since(told.getTime()),
      mailed: mailed && this.since(mailed.getTime()),
      lost: await this.count(OPEN),
      twice: rows.filter(({ times }) => times > 1).length,
    };
  }

  private since(moment: number): number {
    return (moment - this.start) / 1000;
  }

  /** The first digest of the ladder. */
  private async digest(column: 'n.created_at' | 'd.sent_at', end: number): Promise<Date | null> {
    for (; Date.now() < end; await sleep(EVERY_MS)) {
      const { rows } = await this.client.query<{ at: Date }>(
        `SELECT ${column} AS at FROM notification n JOIN delivery d ON d.notification_id = n.id
          WHERE n.kind = 'escalation' AND n.recipient = 'bureau:miit' AND ${column} IS NOT NULL ORDER BY n.id LIMIT 1`,
      );
      if (rows[0]) return rows[0].at;
    }
    return null;
  }

  private async count(of: string): Promise<number> {
    return (await this.first<{ n: number }>(`SELECT count(*)::int AS n ${of}`))?.n ?? 0;
  }

  private async first<Row extends object>(sql: string): Promise<Row | undefined> {
    return (await this.client.query<Row>(sql, [this.instant])).rows[0];
  }
}
