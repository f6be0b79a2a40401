import type { ProcedureBook } from '@vermilion/catalogue';
import {
  addDays,
  addWorkingDays,
  dateOf,
  endOfDay,
  overdueLimits,
  SYSTEM,
  type CaseState,
  type Instant,
  type Rung,
} from '@vermilion/domain';
import { businessNow } from '../core/business-clock.js';
import { instantOf } from '../core/instant.js';
import { escalationOf } from '../core/projection/project-deadlines.js';
import { DUE_SHARDS, shardOf } from '../core/shard.js';
import type { Ledger } from '../ledger.js';
import { writeNotification } from '../notices/write-notification.js';
import type { Session } from '../session.js';
import type {
  DueRung,
  MissedInstant,
  RungOf,
  RungOutcome,
  RungReport,
  ShardRange,
  UnresolvedCase,
} from './due-book.js';
import { rungNotice } from './rung-notice.js';

/** A rung that stays unrecorded is told again after 1, 2, 4, 8 … rounds of its keeper, and every 64 rounds at the latest. */
const TELL_AGAIN = 64;

interface LateCase extends UnresolvedCase {
  readonly procedure: string;
  readonly version: number;
}

/** @see DueBook.dueEscalations */
export async function dueEscalations(ledger: Ledger, { from, to }: ShardRange): Promise<DueRung[]> {
  const rows = await ledger.write(SYSTEM, async (session) =>
    session.rows<{ owner: string; obligation: string; ref: Rung['id']; attempts: number; missed: Date }>(
      `UPDATE deadline d SET attempts = attempts + 1
        WHERE kind = 'escalation' AND recorded_at IS NULL AND shard BETWEEN $1 AND $2 AND due_at <= $3
        RETURNING owner, obligation, ref, attempts, (SELECT min(due_at) FROM deadline WHERE owner = d.owner) AS missed`,
      [from, to, await businessNow(session)],
    ),
  );
  return rows
    .filter(({ attempts }) => Number.isInteger(Math.log2(attempts)) || attempts % TELL_AGAIN === 0)
    .map(({ owner, obligation, ref, missed }) => ({ owner, obligation, rung: ref, dueAt: instantOf(missed) }));
}

/** @see DueBook.unresolvedCases */
export function unresolvedCases(ledger: Ledger, missed: MissedInstant): Promise<UnresolvedCase[]> {
  return ledger.read(SYSTEM, (session) => lateCases(session, missed));
}

/** @see DueBook.outcomeOf */
export function outcomeOf(ledger: Ledger, rung: RungOf): Promise<RungOutcome | null> {
  return ledger.read(SYSTEM, (session) => recordedOutcome(session, rung));
}

/** @see DueBook.finishRung */
export async function finishRung(ledger: Ledger, procedures: ProcedureBook, report: RungReport): Promise<RungOutcome> {
  return ledger.write(SYSTEM, async (session) => {
    const owner = escalationOf(report.obligation, report.dueAt);
    const now = await businessNow(session);
    const mine = await session.execute(
      `UPDATE deadline SET recorded_at = $3 WHERE owner = $1 AND ref = $2 AND kind = 'escalation' AND recorded_at IS NULL`,
      [owner, report.rung, now],
    );
    if (mine === 0) return (await recordedOutcome(session, report)) ?? { unresolved: 0, nextDueAt: null };
    for (const recipient of report.told.length > 0 ? report.recipients : []) {
      await writeNotification(session, rungNotice(report, recipient, owner, now));
    }
    const late = await lateCases(session, report);
    const nextDueAt = await dateNextRung(session, ledger, procedures, report, late);
    return { unresolved: late.length, nextDueAt };
  });
}

async function dateNextRung(
  session: Session,
  ledger: Ledger,
  procedures: ProcedureBook,
  { obligation, dueAt, rung }: RungReport,
  [first]: readonly LateCase[],
): Promise<Instant | null> {
  const ladder = first ? (procedures.get(`${first.procedure}@${first.version}`)?.ladder ?? []) : [];
  const next = ladder[ladder.findIndex(({ id }) => id === rung) + 1];
  if (!next) return null;
  const calendar = await ledger.calendar(session);
  // The limit ended at 24时 of this day; the ladder counts from there.
  const lastDay = addDays(dateOf(dueAt), -1);
  const at = endOfDay(addWorkingDays(calendar, lastDay, next.afterWorkingDays, { startDayCounts: false }));
  const owner = escalationOf(obligation, dueAt);
  await session.execute(
    `INSERT INTO deadline (owner, ref, kind, rung, due_at, provisional, obligation, shard)
     VALUES ($1, $2, 'escalation', $2, $3, false, $4, $5) ON CONFLICT (owner, ref) DO NOTHING`,
    [owner, next.id, at, obligation, shardOf(owner, DUE_SHARDS)],
  );
  return at;
}

async function lateCases(session: Session, { obligation, dueAt }: MissedInstant): Promise<LateCase[]> {
  const rows = await session.rows<{ id: string; state: CaseState }>(
    `SELECT id, state FROM "case"
      WHERE obligation = $1 AND overdue AND EXISTS (
              SELECT FROM jsonb_array_elements(state->'limits') AS l WHERE (l->'lapsed'->>'dueAt')::timestamptz = $2)
      ORDER BY id`,
    [obligation, dueAt],
  );
  const at = Date.parse(dueAt);
  return rows.flatMap(({ id, state }) =>
    overdueLimits(state)
      .filter(({ lapsed }) => lapsed !== null && Date.parse(lapsed.dueAt) === at)
      .map((limit) => ({ caseId: id, limit: limit.id, procedure: state.procedure, version: state.version })),
  );
}

async function recordedOutcome(session: Session, { rung, ...missed }: RungOf): Promise<RungOutcome | null> {
  const rows = await session.rows<{ ref: string; due_at: Date; recorded_at: Date | null }>(
    `SELECT ref, due_at, recorded_at FROM deadline WHERE owner = $1 AND kind = 'escalation' ORDER BY id`,
    [escalationOf(missed.obligation, missed.dueAt)],
  );
  const place = rows.findIndex(({ ref, recorded_at: recordedAt }) => ref === rung && recordedAt !== null);
  if (place < 0) return null;
  const next = rows[place + 1];
  return { unresolved: (await lateCases(session, missed)).length, nextDueAt: next ? instantOf(next.due_at) : null };
}
