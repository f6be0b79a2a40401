import { setTimeout as sleep } from 'node:timers/promises';
import { connectedTo, type SqlClient } from '../support/sql-client.js';

/** How much of what follows decisions was still to be done when the last one had been taken, and how long that took. */
export interface Tail {
  /** Events that the relay had not published yet. */
  readonly unpublished: number;
  /** Cases whose workflow had not seen their last stage yet. */
  readonly behind: number;
  /** Mails that had not gone yet. */
  readonly unsent: number;
  /** Until none of it was left; null when that took longer than is waited for. */
  readonly seconds: number | null;
}

const PATIENCE_MS = 600_000;
const EVERY_MS = 500;
/** Nothing may be owed for so long: what the listener has still to read of Kafka is in none of the tables, and shows as soon as it has read it. */
const CALM_MS = 5_000;
const LEFT = `
  SELECT (SELECT count(*)::int FROM outbox) AS unpublished, (SELECT count(*)::int FROM "case" WHERE stage_seq > workflow_seq) AS behind,
         (SELECT count(*)::int FROM delivery WHERE state = 'pending') AS unsent`;

/** What relay, listener and worker owe at this moment. The client must be the engine: its owner sees no rows, as nobody speaks for it. */
export async function owedNow(client: SqlClient): Promise<Omit<Tail, 'seconds'>> {
  return (await client.query<Omit<Tail, 'seconds'>>(LEFT)).rows[0] ?? NOTHING;
}

/** Waits until relay, listener and worker have done what they owe, ten minutes at most if nothing else is said. */
export async function tailOf(databaseOwner: string, patienceMs = PATIENCE_MS): Promise<Tail> {
  const client = await connectedTo(databaseOwner);
  try {
    await client.query('SET ROLE vermilion_engine');
    const look = () => owedNow(client);
    const began = performance.now();
    const first = await look();
    let calmSince: number | null = null;
    for (let left = first; performance.now() - began < patienceMs; left = await look()) {
      const now = performance.now();
      calmSince = left.unpublished + left.behind + left.unsent === 0 ? (calmSince ?? now) : null;
      if (calmSince !== null && now - calmSince >= CALM_MS)
        return { ...first, seconds: Math.round((calmSince - began) / 100) / 10 };
      await sleep(EVERY_MS);
    }
    return { ...first, seconds: null };
  } finally {
    await client.end();
  }
}

const NOTHING = { unpublished: 0, behind: 0, unsent: 0 };
