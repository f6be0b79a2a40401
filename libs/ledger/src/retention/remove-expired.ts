import { SYSTEM } from '@vermilion/domain';
import type { Connection } from '../connection.js';
import type { Session } from '../session.js';

/** Rows that go in one transaction: few enough that nobody waits behind it. */
const AT_ONCE = 1_000;
/** A batch that meets somebody's lock gives way, and the rows wait for the next time. */
const LIMITS = { lockTimeoutMs: 100 };
/** Nobody else uses this advisory lock. */
const TURN = 146_2020;

/** What went of a table. */
interface Removal {
  readonly relation: string;
  readonly removed: number;
}

/** What a rule may speak of; the policy of each table lets only go what is old enough. */
const RELATIONS = ['command', 'inbox', 'delivery', 'webhook_delivery'] as const;

/**
 * Removes, batch by batch, what the rules of retention let go, and writes down for each table that it was gone through. Any number of processes may ask: one is
 * at it at a time. @param running false: stop before the next batch
 */
export async function removeExpired(connection: Connection, running: () => boolean): Promise<readonly Removal[]> {
  const removals: Removal[] = [];
  for (const relation of RELATIONS) {
    let removed = 0;
    for (let batch = AT_ONCE; batch === AT_ONCE && running(); removed += batch) {
      const gone = await connection.write(SYSTEM, (session) => removeBatch(session, relation), LIMITS);
      if (gone === null) return removals;
      batch = gone;
    }
    await connection.write(SYSTEM, (session) =>
      session.execute('INSERT INTO retention_run (relation, removed) VALUES ($1, $2)', [relation, removed]),
    );
    removals.push({ relation, removed });
  }
  return removals;
}

/** @returns how many went; null when another process is at it */
async function removeBatch(session: Session, relation: (typeof RELATIONS)[number]): Promise<number | null> {
  const turn = await session.first<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [TURN]);
  if (turn?.mine !== true) return null;
  return session.execute(
    `DELETE FROM ${relation} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${relation} LIMIT ${AT_ONCE}))`,
  );
}
