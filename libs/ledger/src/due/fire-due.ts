import { CLOCK, SYSTEM, type RefusalCode } from '@vermilion/domain';
import { businessNow, readClock } from '../core/business-clock.js';
import { titleStream } from '../core/projection/project-titles.js';
import type { RoundOutcome, TransactOutcome } from '../core/request.js';
import type { Ledger } from '../ledger.js';
import type { Session } from '../session.js';
import { redateBehind, redateRounds } from './redate.js';
import type { DueBook, Outlook, ShardRange } from './due-book.js';
import { helpEmptyOffices } from './empty-offices.js';
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
const STALE: readonly RefusalCode[] = ['nothing-due', 'not-yet-due', 'case-closed', 'not-now'];

/** @see DueBook.fireDue */
export async function fireDue(
  ledger: Ledger,
  { shards, limit }: Parameters<DueBook['fireDue']>[0],
  onProgress: (fired: number) => void,
): Promise<Outlook> {
  // First of all no date is one of an old calendar.
  await redateBehind(ledger, shards, onProgress);
  await redateRounds(ledger, shards, onProgress);
  await helpEmptyOffices(ledger, shards, onProgress);
  const left: string[] = [];
  let fired = 0;
  for (let taken = 0; taken < limit;) {
    const rows = await ledger.write(SYSTEM, (session) => take(session, shards, Math.min(BATCH, limit - taken), left));
    if (rows.length === 0) break;
    for (const [row, outcome] of await fireTogether(ledger, rows)) {
      if (await settle(ledger, row, outcome)) fired += 1;
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

type Outcome = TransactOutcome | RoundOutcome;

/** Rows of cases go as many as can in one transaction, those of rounds and titles each in its own. */
async function fireTogether(
  ledger: Ledger,
  rows: readonly DueRow[],
): Promise<readonly (readonly [DueRow, PromiseSettledResult<Outcome>])[]> {
  const ofCases = rows.filter(isOfCase);
  const outcomes = await ledger.transactTogether(ofCases.map((row) => ({ ...askedFor(row), caseId: row.case_id })));
  const fired: [DueRow, PromiseSettledResult<Outcome>][] = ofCases.flatMap((row, index) =>
    outcomes[index] ? [[row, outcomes[index]]] : [],
  );
  for (const row of rows) {
    if (isOfCase(row)) continue;
    const [outcome] = await Promise.allSettled([fireAlone(ledger, row)]);
    fired.push([row, outcome]);
  }
  return fired;
}

interface RowOfCase extends DueRow {
  readonly case_id: string;
}

function isOfCase(row: DueRow): row is RowOfCase {
  return row.case_id !== null;
}

function askedFor(row: DueRow) {
  return { command: { type: 'fire', deadline: row.ref }, actor: CLOCK, key: keyOf(row), expectedSeq: null } as const;
}

function keyOf({ owner, ref }: DueRow): string {
  return `${owner}:${ref}`;
}

/** A row of a round or a title, in a transaction of its own. */
function fireAlone(ledger: Ledger, row: DueRow): Promise<Outcome> {
  const name = nameOf(row);
  return row.owner === titleStream(name)
    ? ledger.reexamine({ certificateNumber: name, actor: SYSTEM, key: keyOf(row) })
    : ledger.transactRound({ ...askedFor(row), roundId: name });
}

function nameOf({ owner }: DueRow): string {
  return owner.slice(owner.indexOf(':') + 1);
}

/**
 * What came of a row: one that is out of step is put right, and what fails again and again becomes an incident.
 * @returns false when the row is still to be done. The case is locked by somebody, or the database is away: people go first, and the next round comes soon.
 */
async function settle(ledger: Ledger, row: DueRow, fired: PromiseSettledResult<Outcome>): Promise<boolean> {
  if (fired.status === 'rejected') {
    await raise(ledger, row, messageOf(fired.reason));
    return false;
  }
  const outcome = fired.value;
  if (outcome.kind === 'accepted') return true;
  const reason = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
  const failure = isStale(outcome) ? await repair(ledger, row).then(() => reason, messageOf) : reason;
  await raise(ledger, row, failure);
  return false;
}

function isStale(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && STALE.includes(outcome.refusal.code);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function raise(ledger: Ledger, row: DueRow, reason: string): Promise<void> {
  if (row.attempts < ALARMING_ATTEMPT) return;
  await ledger.write(SYSTEM, (session) =>
    openIncident(session, { kind: 'due-row', subject: keyOf(row), detail: { ...subjectOf(row), reason } }),
  );
}

function subjectOf(row: DueRow): Readonly<Record<string, string>> {
  if (isOfCase(row)) return { caseId: row.case_id };
  const name = nameOf(row);
  return row.owner === titleStream(name) ? { title: name } : { roundId: name };
}

/** Makes the due rows of the owner anew. */
async function repair(ledger: Ledger, row: DueRow): Promise<unknown> {
  if (isOfCase(row)) return ledger.rebuild(row.case_id, 'repair');
  const name = nameOf(row);
  if (row.owner !== titleStream(name)) return ledger.rebuildRound(name, 'repair');
  // Its re-examination goes on already, or there is nothing left to examine.
  return ledger.write(SYSTEM, async (session) =>
    session.execute('UPDATE deadline SET recorded_at = $2 WHERE id = $1 AND recorded_at IS NULL', [
      row.id,
      await businessNow(session),
    ]),
  );
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
