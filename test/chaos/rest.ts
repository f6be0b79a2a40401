import { setTimeout as sleep } from 'node:timers/promises';
import { connectedTo } from '../support/sql-client.js';
import type { Tell } from './arena.js';

/** What the system still has before it, by name; all zero when it has come to rest. */
const LEFT = `
  SELECT (SELECT count(*)::int FROM outbox) AS unpublished,
         (SELECT count(*)::int FROM event e WHERE e.stream ~ '^(application|round):' AND NOT EXISTS (
            SELECT FROM inbox i WHERE i.consumer = 'notifier' AND i.event_id = e.stream || '/' || e.seq)) AS "not told",
         (SELECT count(*)::int FROM "case" WHERE phase <> 'closed' AND workflow_seq < stage_seq) AS "workflows behind",
         (SELECT count(*)::int FROM "case" c WHERE holder_kind = 'system' AND NOT EXISTS (
            SELECT FROM incident i WHERE i.closed_at IS NULL AND starts_with(i.subject, c.id))) AS "work of the engine",
         (SELECT count(*)::int FROM deadline WHERE recorded_at IS NULL AND due_at <= (SELECT now_at FROM business_clock)) AS due,
         (SELECT count(*)::int FROM business_clock WHERE target_at > now_at) AS "clock on its way",
         (SELECT count(*)::int FROM delivery WHERE state = 'pending') AS mails`;

/** What grows with everything that is done: as long as it changes, the system is at work, and not stuck. */
const DONE = `
  SELECT concat_ws(' ', (SELECT count(*) FROM event), (SELECT count(*) FROM inbox), (SELECT sum(workflow_seq) FROM "case"),
                   (SELECT now_at FROM business_clock), (SELECT count(*) FROM deadline WHERE recorded_at IS NOT NULL),
                   (SELECT count(*) FROM delivery WHERE state = 'sent')) AS done`;

const PAUSE_MS = 1_000;

/** How long somebody waits for a system to come to rest, in ms. */
export interface Patience {
  /** While nothing at all is done. */
  readonly stillMs: number;
  /** Altogether, as long as something is done. */
  readonly mostMs: number;
}

type Left = { readonly [name: string]: number };

/** What the system has before it at this moment. */
export async function leftNow(databaseUrl: string): Promise<Left> {
  return (await lookAt(databaseUrl)).left;
}

async function lookAt(databaseUrl: string): Promise<{ readonly left: Left; readonly done: string }> {
  const sql = await connectedTo(databaseUrl);
  try {
    await sql.query('SET ROLE vermilion_engine');
    const left = (await sql.query(LEFT)).rows[0] as Left;
    return { left, done: (await sql.query<{ done: string }>(DONE)).rows[0]?.done ?? '' };
  } finally {
    await sql.end();
  }
}

/**
 * Waits until nothing is left to be done, beyond the `baseline`, twice in a row. @returns what was left when the patience ended; empty when
 * it has come to rest.
 */
export async function untilAtRest(
  databaseUrl: string,
  { stillMs, mostMs }: Patience,
  tell: Tell,
  baseline: Left = {},
): Promise<string> {
  const begun = Date.now();
  let [left, done, moved, calm] = ['everything', '', begun, 0];
  while (Date.now() < Math.min(moved + stillMs, begun + mostMs)) {
    const seen = await lookAt(databaseUrl);
    if (seen.done !== done) [done, moved] = [seen.done, Date.now()];
    const still = Object.entries(seen.left).filter(([name, count]) => count > (baseline[name] ?? 0));
    left = still.map(([name, count]) => `${name} ${count}`).join(', ');
    calm = left === '' ? calm + 1 : 0;
    if (calm === 2) return '';
    if (left !== '') tell(`still before it: ${left}`);
    await sleep(PAUSE_MS);
  }
  const seconds = (since: number): number => Math.round((Date.now() - since) / 1_000);
  return `${left} (waited ${seconds(begun)} s, nothing was done for ${seconds(moved)} s)`;
}
