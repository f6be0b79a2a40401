import { connectedTo, type SqlClient } from '../support/sql-client.js';
import { Operator } from './operator.js';

/** So many of each sort are named: the longest that wait. */
const NAMED = 5;

/** What is before the system, one by one: each a line that says what, of which case, for whom it waits and since when. */
const QUESTIONS: Readonly<Record<string, string>> = {
  unpublished: `SELECT format('%s/%s for %s, shard %s', stream, seq, topic, shard) AS said FROM outbox ORDER BY id`,
  'not told, by the notifier': `
    SELECT format('%s/%s %s, recorded %s s ago', e.stream, e.seq, e.type, round(extract(epoch FROM now() - e.recorded_at))) AS said
      FROM event e WHERE e.stream ~ '^(application|round):' AND NOT EXISTS (
           SELECT FROM inbox i WHERE i.consumer = 'notifier' AND i.event_id = e.stream || '/' || e.seq) ORDER BY e.recorded_at`,
  'workflows behind, by the workflow driver or the worker': `
    SELECT format('%s knows %s of %s, moved %s s ago', stream, workflow_seq, stage_seq, round(extract(epoch FROM now() - updated_at))) AS said
      FROM "case" WHERE phase <> 'closed' AND workflow_seq < stage_seq ORDER BY updated_at`,
  'work of the engine': `
    SELECT format('%s in %s, moved %s s ago', stream, stage, round(extract(epoch FROM now() - updated_at))) AS said
      FROM "case" c WHERE holder_kind = 'system' AND NOT EXISTS (
           SELECT FROM incident i WHERE i.closed_at IS NULL AND starts_with(i.subject, c.id)) ORDER BY updated_at`,
  'due, by the keepers': `
    SELECT format('%s %s (%s), due %s, the clock stands at %s', owner, ref, rung, due_at, (SELECT now_at FROM business_clock)) AS said
      FROM deadline WHERE recorded_at IS NULL AND due_at <= (SELECT now_at FROM business_clock) ORDER BY due_at`,
  'clock on its way': `SELECT format('%s to %s', now_at, target_at) AS said FROM business_clock WHERE target_at > now_at`,
  mails: `
    SELECT format('%s, tried %s times, again in %s s%s', message_id, attempts, round(extract(epoch FROM next_at - now())), ': ' || error) AS said
      FROM delivery WHERE state = 'pending' ORDER BY id`,
  'parked keys': `SELECT format('%s: %s, %s', consumer, key, reason) AS said FROM parked_key WHERE released_at IS NULL`,
};

/** Names what a system has not done that did not come to rest: which event, case, date or mail, and what the workflows of these cases are at. */
export async function whatIsLeft(env: Readonly<Record<string, string>>): Promise<string> {
  const sql = await connectedTo(env['DATABASE_URL'] ?? '');
  const lines: string[] = [];
  try {
    await sql.query('SET ROLE vermilion_engine');
    for (const [what, question] of Object.entries(QUESTIONS))
      lines.push(...(await answersTo(sql, question)).map((one) => `${what}: ${one}`));
  } finally {
    await sql.end();
  }
  const workflows = [...new Set(lines.join('\n').match(/application:\d{4}-\d+/g) ?? [])];
  if (lines.some((line) => /^(due|clock)/.test(line)))
    workflows.push('keeper:00-15', 'keeper:16-31', 'keeper:32-47', 'keeper:48-63');
  return [...lines, ...(await statesOf(workflows, env['TEMPORAL_ADDRESS'] ?? ''))].join('\n');
}

async function answersTo(sql: SqlClient, question: string): Promise<string[]> {
  const { rows } = await sql.query<{ said: string }>(`SELECT said FROM (${question}) q LIMIT ${NAMED}`);
  return rows.map(({ said }) => said);
}

async function statesOf(workflows: readonly string[], address: string): Promise<string[]> {
  const operator = await Operator.at(address).catch(() => null);
  if (!operator) return ['workflows: the engine does not answer'];
  try {
    const states: string[] = [];
    for (const id of workflows.slice(0, 3 * NAMED)) states.push(`workflow ${id}: ${await operator.stateOf(id)}`);
    return states;
  } finally {
    await operator.close();
  }
}
