import type { ProcedureBook } from '@vermilion/catalogue';
import {
  addDays,
  addWorkingDays,
  dateOf,
  endOfDay,
  overdueLimits,
  SYSTEM,
  type Calendar,
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
import { ALARMING_ATTEMPT } from './fire-due.js';
import { rungNotice } from './rung-notice.js';

/** A rung that stays unrecorded is told again after 1, 2, 4, 8 … rounds of its keeper, and every 64 rounds at the latest. */
const TELL_AGAIN = 64;

/** A case with a running limit that ended at the missed instant: lapsed, standing still, or not yet recorded as lapsed. */
interface MissedCase {
  readonly caseId: string;
  readonly procedure: string;
  readonly version: number;
  /** The limits on which somebody owes an act now; none while they stand still. */
  readonly late: readonly string[];
}

/** @see DueBook.dueEscalations */
export async function dueEscalations(ledger: Ledger, { from, to }: ShardRange): Promise<DueRung[]> {
  const rows = await ledger.write(SYSTEM, async (session) =>
    session.rows<{ owner: string; obligation: string; ref: Rung['id']; attempts: number; missed: Date }>(
      `UPDATE deadline d SET attempts = attempts + 1
        WHERE kind = 'escalation' AND recorded_at IS NULL AND shard BETWEEN $1 AND $2 AND due_at <= $3
          AND NOT EXISTS (
                SELECT FROM deadline l
                 WHERE l.kind = 'limit' AND l.recorded_at IS NULL AND l.attempts < $4 AND l.obligation = d.obligation
                   AND l.due_at <= (SELECT min(due_at) FROM deadline WHERE owner = d.owner))
        RETURNING owner, obligation, ref, attempts, (SELECT min(due_at) FROM deadline WHERE owner = d.owner) AS missed`,
      [from, to, await businessNow(session), ALARMING_ATTEMPT],
    ),
  );
  return rows
    .filter(({ attempts }) => Number.isInteger(Math.log2(attempts)) || attempts % TELL_AGAIN === 0)
    .map(({ owner, obligation, ref, missed }) => ({ owner, obligation, rung: ref, dueAt: instantOf(missed) }));
}

/** @see DueBook.unresolvedCases */
export function unresolvedCases(ledger: Ledger, missed: MissedInstant): Promise<UnresolvedCase[]> {
  return ledger.read(SYSTEM, async (session) => (await missedBy(session, missed)).flatMap(lateLimits));
}

/** @see DueBook.outcomeOf */
export function outcomeOf(ledger: Ledger, rung: RungOf): Promise<RungOutcome | null> {
  return ledger.read(SYSTEM, (session) => recordedOutcome(session, rung));
}

/** @see DueBook.finishRung */
export async function finishRung(
  ledger: Ledger,
  procedures: ProcedureBook,
  report: RungReport,
): Promise<RungOutcome | null> {
  return ledger.write(SYSTEM, async (session) => {
    const owner = escalationOf(report.obligation, report.dueAt);
    const row = await session.first<{ due_at: Date }>(
      `SELECT due_at FROM deadline WHERE owner = $1 AND ref = $2 AND kind = 'escalation' AND recorded_at IS NULL FOR UPDATE`,
      [owner, report.rung],
    );
    if (!row) return (await recordedOutcome(session, report)) ?? { unresolved: 0, nextDueAt: null };
    const cases = await missedBy(session, report);
    const unresolved = cases.flatMap(lateLimits);
    const heard = new Set([...report.told.map(({ caseId }) => caseId), ...report.passedOver]);
    if (unresolved.some(({ caseId }) => !heard.has(caseId))) return null;
    const now = await businessNow(session);
    await tell(session, report, `${owner}:${report.rung}:${dateOf(instantOf(row.due_at))}`, now);
    const [next, again] = followers(procedures, report, cases);
    if (!again) {
      await session.execute('UPDATE deadline SET recorded_at = $3 WHERE owner = $1 AND ref = $2', [
        owner,
        report.rung,
        now,
      ]);
    }
    if (!next) return { unresolved: unresolved.length, nextDueAt: null };
    const calendar = await ledger.calendar(session);
    // The limit ended at 24时 of the day before the missed instant; the ladder counts from there. A rung comes again at the end of a working day.
    const nextDueAt = again
      ? daysAfter(calendar, addDays(dateOf(now), -1), 1)
      : daysAfter(calendar, addDays(dateOf(report.dueAt), -1), next.afterWorkingDays);
    await dateRung(session, report, next, nextDueAt);
    return { unresolved: unresolved.length, nextDueAt };
  });
}

/** One digest to each recipient, with the cases of which it does not know yet. */
async function tell(session: Session, report: RungReport, digest: string, now: Instant): Promise<void> {
  const known = await session.rows<{ event_id: string }>(
    'SELECT event_id FROM notification_item WHERE recipient = ANY($1::text[]) AND event_id = ANY($2::text[])',
    [report.recipients, report.told.map(({ eventId }) => eventId)],
  );
  const heard = new Set(known.map((row) => row.event_id));
  const told = report.told.filter(({ eventId }) => !heard.has(eventId));
  for (const recipient of told.length > 0 ? report.recipients : []) {
    await writeNotification(session, rungNotice({ ...report, told }, recipient, digest, now));
  }
}

/**
 * The rung that follows, and whether it is the same one again. Nothing follows when every case of the missed instant is handled. A case
 * that stands still, for it was returned for correction, is not handled: its office must answer for it when it comes back, so the next rung
 * is dated; and since nothing follows the last rung, that one comes again every working day until no such case is left.
 */
function followers(
  procedures: ProcedureBook,
  { rung }: RungReport,
  cases: readonly MissedCase[],
): [next: Rung | undefined, again: boolean] {
  const [first] = cases;
  const ladder = first ? (procedures.get(`${first.procedure}@${first.version}`)?.ladder ?? []) : [];
  const place = ladder.findIndex(({ id }) => id === rung);
  if (place < 0) return [undefined, false];
  const again = place === ladder.length - 1 && cases.some(({ late }) => late.length === 0);
  return [ladder[again ? place : place + 1], again];
}

function daysAfter(calendar: Calendar, date: string, workingDays: number): Instant {
  return endOfDay(addWorkingDays(calendar, date, workingDays, { startDayCounts: false }));
}

/** Dates a rung that has no date yet, or anew one that is not recorded. */
async function dateRung(session: Session, missed: MissedInstant, { id }: Rung, at: Instant): Promise<void> {
  const owner = escalationOf(missed.obligation, missed.dueAt);
  await session.execute(
    `INSERT INTO deadline AS d (owner, ref, kind, rung, due_at, provisional, obligation, shard)
     VALUES ($1, $2, 'escalation', $2, $3, false, $4, $5)
     ON CONFLICT (owner, ref) DO UPDATE SET due_at = excluded.due_at, attempts = 0 WHERE d.recorded_at IS NULL`,
    [owner, id, at, missed.obligation, shardOf(owner, DUE_SHARDS)],
  );
}

/** The cases that missed the instant and are not handled. A case whose own next lapse is the instant has not been recorded yet. */
async function missedBy(session: Session, { obligation, dueAt }: MissedInstant): Promise<MissedCase[]> {
  const rows = await session.rows<{ id: string; state: CaseState }>(
    `SELECT id, state FROM "case"
      WHERE obligation = $1 AND (phase = 'running' OR overdue OR due_at = $2) AND (due_at = $2 OR EXISTS (
              SELECT FROM jsonb_array_elements(state->'limits') AS l
               WHERE l->'subject'->>'of' IN ('stage', 'objection', 'second-instance', 'appeal') AND (l->'lapsed'->>'dueAt')::timestamptz = $2))
      ORDER BY id`,
    [obligation, dueAt],
  );
  const at = Date.parse(dueAt);
  return rows.map(({ id, state }) => ({
    caseId: id,
    procedure: state.procedure,
    version: state.version,
    late: overdueLimits(state)
      .filter(({ lapsed }) => lapsed !== null && Date.parse(lapsed.dueAt) === at)
      .map((limit) => limit.id),
  }));
}

function lateLimits({ caseId, late }: MissedCase): UnresolvedCase[] {
  return late.map((limit) => ({ caseId, limit }));
}

async function recordedOutcome(session: Session, { rung, ...missed }: RungOf): Promise<RungOutcome | null> {
  const rows = await session.rows<{ ref: string; due_at: Date; recorded_at: Date | null }>(
    `SELECT ref, due_at, recorded_at FROM deadline WHERE owner = $1 AND kind = 'escalation' ORDER BY id`,
    [escalationOf(missed.obligation, missed.dueAt)],
  );
  const place = rows.findIndex(({ ref, recorded_at: recordedAt }) => ref === rung && recordedAt !== null);
  if (place < 0) return null;
  const next = rows[place + 1];
  const unresolved = (await missedBy(session, missed)).flatMap(lateLimits).length;
  return { unresolved, nextDueAt: next ? instantOf(next.due_at) : null };
}
