import type { DateText } from '../calendar/calendar.js';
import type { TitleFact } from '../process/facts.js';

/** The days that decide how a title stands. `validUntil` is its last day. */
export interface TitleDays {
  readonly validUntil: DateText;
  readonly revokedOn: DateText | null;
  readonly reviewedFrom: DateText | null;
  /** The day on which the last re-examination was decided; null while it goes on. */
  readonly reviewedUntil: DateText | null;
}

/**
 * How a title stands on a day: taken away from the day of revocation on; under review while a re-examination goes on, even past its last
 * day, since the firm must not lose by the time that offices take; expired after its last day; else valid.
 */
export function titleStatusOn(title: TitleDays, on: DateText): TitleFact['status'] {
  if (title.revokedOn !== null && title.revokedOn <= on) return 'revoked';
  const { reviewedFrom, reviewedUntil } = title;
  if (reviewedFrom !== null && reviewedFrom <= on && (reviewedUntil === null || on < reviewedUntil))
    return 'under-review';
  return on <= title.validUntil ? 'valid' : 'expired';
}
