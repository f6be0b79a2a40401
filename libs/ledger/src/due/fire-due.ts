import { CLOCK, SYSTEM, type RefusalCode } from '@vermilion/domain';
import { readClock } from '../core/business-clock.js';
import type { Ledger } from '../ledger.js';
import type { Session } from '../session.js';
import { redateBehind } from './redate.js';
import type { DueBook, Outlook, ShardRange } from './due-book.js';
import { openIncident } from './incidents.js';

interface DueRow {
  readonly id: string;
  readonly owner: string;
  readonly case_id: string | null;
  readonly ref: string;
  readonly attempts: number;
}

/** Rows that are taken at a time. */
const BATCH = 50;
/** From this attempt on a row that cannot be fired is an incident, and no escalation waits for it. It is tried again all the same. */
export const ALARMING_ATTEMPT = 5;
/** How soon, in milliseconds, what could not be fired is tried again. */
const SOON = 1_000;
/** The row is out of step with its case: there is nothing to fire, or not yet. */
const STALE: readonly RefusalCode[] = ['nothing-due', 'not-yet-due', 'case-closed'];

/** @see DueBook.fireDue */
export async function fireDue(
  ledger: Ledger,
  { shards, limit }: Parameters<DueBook['fireDue']>[0],
  onProgress: (fired: number) => void,
): Promise<Outlook> {
  // First of all no date is one of an old calendar.
  await redateBehind(ledger, shards, onProgress);
  const left: string[] = [];
  let fired = 0;
  for (let taken = 0; taken < limit;) {
    const rows = await ledger.write(SYSTEM, (session) => take(session, shards, Math.min(BATCH, limit - taken), left));
    if (rows.length === 0) break;
    for (const row of rows) {
      if (await fire(ledger, row)) fired += 1;
      else left.push(row.id);
      onProgress((taken += 1));
    }
  }
  const outlook = await ledger.read(SYSTEM, (session) => lookAhead(session, shards, left));
  return { fired, ...outlook, nextDueInMs: left.length > 0 ? SOON : outlook.nextDueInMs };
}

/** The next due rows. Rows that somebody else works on now are left to him; so are those that failed in this round. */
async function take(
  session: Session,
  { from, to }: ShardRange,
  count: number,
  left: readonly string[],
): Promise<DueRow[]> {
  const { now } = await readClock(session);
  const rows = await session.rows<DueRow>(
    `UPDATE deadline d SET attempts = d.attempts + 1
       FROM (SELECT id, due_at FROM deadline
              WHERE kind = 'limit' AND recorded_at IS NULL AND shard BETWEEN $1 AND $2 AND due_at <= $3 AND id <> ALL($4::bigint[])
              ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED) AS due
      WHERE d.id = due.id
      RETURNING d.id, d.owner, d.case_id, d.ref, d.attempts, due.due_at`,
    [from, to, now, left, count],
  );
  return rows.sort((a, b) => Number(a.id) - Number(b.id));
}

/** One row in one transaction of its case or round. @returns false when it is still to be done. */
async function fire(ledger: Ledger, { owner, case_id: caseId, ref, attempts }: DueRow): Promise<boolean> {
  const key = `${owner}:${ref}`;
  const asked = { command: { type: 'fire', deadline: ref }, actor: CLOCK, key, expectedSeq: null } as const;
  const roundId = caseId === null ? owner.slice(owner.indexOf(':') + 1) : null;
  try {
    const outcome =
      roundId === null
        ? await ledger.transact({ ...asked, caseId })
        : await ledger.transactRound({ ...asked, roundId });
    if (outcome.kind === 'accepted') return true;
    if (outcome.kind === 'refused' && STALE.includes(outcome.refusal.code)) await repair();
    await raise(outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind);
  } catch (error) {
    // The case is locked by somebody, or the database is away: people go first, and the next round comes soon.
    await raise(error instanceof Error ? error.message : String(error));
  }
  return false;

  async function repair(): Promise<void> {
    if (caseId !== null) await ledger.rebuild(caseId, 'repair');
    else if (roundId !== null) await ledger.rebuildRound(roundId, 'repair');
  }

  async function raise(reason: string): Promise<void> {
    if (attempts < ALARMING_ATTEMPT) return;
    await ledger.write(SYSTEM, (session) =>
      openIncident(session, {
        kind: 'due-row',
        subject: key,
        detail: caseId === null ? { roundId, reason } : { caseId, reason },
      }),
    );
  }
}

async function lookAhead(session: Session, { from, to }: ShardRange, left: readonly string[]) {
  const { mode, now, target } = await readClock(session);
  const row = await session.first<{ more: boolean; escalations: boolean; next_in_ms: number | null }>(
    `SELECT coalesce(bool_or(kind = 'limit' AND due_at <= $3 AND id <> ALL($4::bigint[])), false) AS more,
            coalesce(bool_or(kind = 'escalation' AND due_at <= $3), false) AS escalations,
            (extract(epoch FROM min(due_at) FILTER (WHERE due_at > $3) - $3::timestamptz) * 1000)::float8 AS next_in_ms
       FROM deadline WHERE recorded_at IS NULL AND shard BETWEEN $1 AND $2`,
    [from, to, now, left],
  );
  const clockHasTarget = target !== null && Date.parse(target) > Date.parse(now);
  return {
    more: row?.more ?? false,
    escalationsDue: row?.escalations ?? false,
    clockHasTarget,
    nextDueInMs: mode === 'real' ? (row?.next_in_ms ?? null) : null,
  };
}
