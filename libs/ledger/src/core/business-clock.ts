import { compareInstants, type Instant } from '@vermilion/domain';
import type { Session } from '../session.js';
import { instantOf } from './instant.js';

/** Any two numbers that only the lock of the business clock uses. */
const clockLock = [146, 2017];

/** Where the business clock stands. A real clock is the machine's and has no target. */
export interface ClockReading {
  readonly mode: 'manual' | 'real';
  readonly now: Instant;
  readonly target: Instant | null;
}

/** @throws when the clock's row is missing: the database has not been seeded. */
export async function readClock(session: Session): Promise<ClockReading> {
  const row = await session.first<{ mode: 'manual' | 'real'; now: Date; target: Date | null }>(
    `SELECT mode, CASE mode WHEN 'manual' THEN now_at ELSE clock_timestamp() END AS now, target_at AS target FROM business_clock`,
  );
  if (!row) throw new Error('the business clock has no row: seed the database first');
  return {
    mode: row.mode,
    now: instantOf(row.now),
    target: row.mode === 'manual' && row.target ? instantOf(row.target) : null,
  };
}

/** Business time: the machine's, or where the manual clock stands. */
export async function businessNow(session: Session): Promise<Instant> {
  return (await readClock(session)).now;
}

/** Lets a decision be taken at one time: nobody moves the clock until this transaction ends. Many may hold it so at once. */
export function holdClock(session: Session): void {
  session.later('SELECT pg_advisory_xact_lock_shared($1, $2)', clockLock);
}

/** Waits until no decision is being taken, and keeps new ones out until this transaction ends: for whoever moves the clock. */
export async function seizeClock(session: Session): Promise<void> {
  await session.rows('SELECT pg_advisory_xact_lock($1, $2)', clockLock);
}

/**
 * Tells a manual clock how far it shall go; it never goes back. It moves there by itself, stopping at every due instant until all that is
 * due is recorded. @throws RangeError when the clock is real, or the target lies before the present.
 */
export async function setTarget(session: Session, target: Instant): Promise<ClockReading> {
  const reading = await readClock(session);
  if (reading.mode === 'real') throw new RangeError('a real clock cannot be moved');
  if (compareInstants(target, reading.now) < 0) throw new RangeError('the clock never goes back');
  const moved = await session.execute(
    `UPDATE business_clock SET target_at = $1, updated_at = now() WHERE mode = 'manual' AND now_at <= $1`,
    [target],
  );
  if (moved === 0) throw new RangeError('the clock has passed the target');
  return readClock(session);
}
