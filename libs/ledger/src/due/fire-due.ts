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
  await redateRounds(ledger, shards);
  await helpEmptyOffices(ledger, shards, onProgress);
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

/** One row in one transaction of its case, round or title. @returns false when it is still to be done. */
async function fire(ledger: Ledger, row: DueRow): Promise<boolean> {
  const { attempt, repair, about } = hearingOf(ledger, row);
  try {
    const outcome = await attempt();
    if (outcome.kind === 'accepted') return true;
    if (outcome.kind === 'refused' && STALE.includes(outcome.refusal.code)) await repair();
    await raise(outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind);
  } catch (error) {
    // The case is locked by somebody, or the database is away: people go first, and the next round comes soon.
    await raise(error instanceof Error ? error.message : String(error));
  }
  return false;

  async function raise(reason: string): Promise<void> {
    if (row.attempts < ALARMING_ATTEMPT) return;
    await ledger.write(SYSTEM, (session) =>
      openIncident(session, { kind: 'due-row', subject: keyOf(row), detail: { ...about, reason } }),
    );
  }
}

function keyOf({ owner, ref }: DueRow): string {
  return `${owner}:${ref}`;
}

/** How a row is fired, and put right when it is out of step: as its owner demands. */
interface RowHearing {
  readonly attempt: () => Promise<TransactOutcome | RoundOutcome>;
  readonly repair: () => Promise<unknown>;
  readonly about: { readonly [name: string]: string };
}

function hearingOf(ledger: Ledger, row: DueRow): RowHearing {
  const { owner, case_id: caseId, ref } = row;
  const key = keyOf(row);
  const asked = { command: { type: 'fire', deadline: ref }, actor: CLOCK, key, expectedSeq: null } as const;
  if (caseId !== null)
    return {
      attempt: () => ledger.transact({ ...asked, caseId }),
      repair: () => ledger.rebuild(caseId, 'repair'),
      about: { caseId },
    };
  const name = owner.slice(owner.indexOf(':') + 1);
  if (owner === titleStream(name))
    return {
      attempt: () => ledger.reexamine({ certificateNumber: name, actor: SYSTEM, key }),
      // Its re-examination goes on already, or there is nothing left to examine.
      repair: () =>
        ledger.write(SYSTEM, async (session) =>
          session.execute('UPDATE deadline SET recorded_at = $2 WHERE id = $1 AND recorded_at IS NULL', [
            row.id,
            await businessNow(session),
          ]),
        ),
      about: { title: name },
    };
  return {
    attempt: () => ledger.transactRound({ ...asked, roundId: name }),
    repair: () => ledger.rebuildRound(name, 'repair'),
    about: { roundId: name },
  };
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
