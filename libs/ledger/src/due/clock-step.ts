import { compareInstants, SYSTEM } from '@vermilion/domain';
import { readClock, seizeClock } from '../core/business-clock.js';
import type { Ledger } from '../ledger.js';
import type { Session } from '../session.js';
import type { ClockStep } from './due-book.js';

/** What keeps a manual clock from going on, one line of SQL each; `$1` is where the clock stands. */
const WAITS = `
  EXISTS (SELECT FROM deadline WHERE recorded_at IS NULL AND due_at <= $1) OR
  EXISTS (SELECT FROM dating d WHERE d.calendar < (SELECT version FROM calendar_version)) OR
  EXISTS (SELECT FROM round r WHERE r.calendar < (SELECT version FROM calendar_version) AND r.phase <> 'completed') OR
  EXISTS (SELECT FROM "case" c WHERE c.holder_kind = 'system' AND NOT EXISTS (
            SELECT FROM incident i
             WHERE i.closed_at IS NULL AND i.kind = 'system-work' AND starts_with(i.subject, c.id || ':')))`;

/** @see DueBook.stepClock */
export async function stepClock(ledger: Ledger): Promise<ClockStep> {
  const look = (session: Session) => lookAround(session, ledger);
  // Looked at without the clock's lock first, so that a waiting clock stops nobody's decision.
  const seen = await ledger.read(SYSTEM, look);
  if (!seen.hasTarget || seen.waits) return { moved: false, hasTarget: seen.hasTarget };
  return ledger.write(SYSTEM, async (session) => {
    await seizeClock(session);
    const { hasTarget, waits, now } = await look(session);
    if (!hasTarget || waits) return { moved: false, hasTarget };
    const moved = await session.first<{ arrived: boolean }>(
      `UPDATE business_clock
          SET now_at = least(target_at, (SELECT min(due_at) FROM deadline WHERE recorded_at IS NULL AND due_at > $1)), updated_at = now()
        RETURNING now_at = target_at AS arrived`,
      [now],
    );
    return { moved: true, hasTarget: moved?.arrived === false };
  });
}

/** Rounds are looked at last: nothing else is so much to read. */
async function lookAround(
  session: Session,
  ledger: Ledger,
): Promise<{ hasTarget: boolean; waits: boolean; now: string }> {
  const { now, target } = await readClock(session);
  const hasTarget = target !== null && compareInstants(target, now) > 0;
  if (!hasTarget) return { hasTarget, waits: false, now };
  const row = await session.first<{ waits: boolean }>(`SELECT ${WAITS} AS waits`, [now]);
  const waits = (row?.waits ?? true) || (await ledger.roundWork(session)).length > 0;
  return { hasTarget, waits, now };
}
