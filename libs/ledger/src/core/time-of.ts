import { compareInstants, laterOf, type Instant } from '@vermilion/domain';
import type { Session } from '../session.js';
import { holdClock, readClock, type ClockReading } from './business-clock.js';

interface Received {
  readonly receivedAt?: Instant;
}

/** What the API received, from a person or on behalf of somebody without an account, counts from then, if a real clock has gone on since. */
export function countsFrom({ mode, now }: ClockReading, { receivedAt }: Received): Instant {
  const early = mode === 'real' && receivedAt !== undefined && compareInstants(receivedAt, now) < 0;
  return early ? receivedAt : now;
}

/** Business time of a command, read when its stream is locked; it is held until the transaction ends. */
export async function timeHeld(session: Session, request: Received): Promise<Instant> {
  return countsFrom(await clockHeld(session), request);
}

/** Where the clock stands; it is held there until the transaction ends. */
export function clockHeld(session: Session): Promise<ClockReading> {
  holdClock(session);
  return readClock(session);
}

/** Time never goes back within a stream. */
export function notBefore(latest: Instant | undefined, asked: Instant): Instant {
  return latest === undefined ? asked : laterOf(latest, asked);
}

/**
 * When a command came, whatever has happened in its stream since. While nothing is locked yet it is good enough to choose by, never to decide
 * by, save where a rule asks for just this: whether an objection was received in time.
 */
export async function timeBefore(session: Session, request: Received): Promise<Instant> {
  return countsFrom(await readClock(session), request);
}
