/** A calendar date of Asia/Shanghai, `YYYY-MM-DD`. */
export type DateText = string;
/** An instant, ISO 8601 with offset `+08:00`, milliseconds optional. Compared by `compareInstants`, never as text. */
export type Instant = string;

/** How a day differs from the plain week: a holiday (off), or a make-up working day (调休). */
export interface SpecialDay {
  readonly kind: 'holiday' | 'make-up';
  readonly name: string;
}

/**
 * The working-day calendar as a value. `version` changes whenever a day or a year changes. Years outside `publishedYears` are guessed from
 * the plain week, and every date that crosses them is provisional.
 */
export interface Calendar {
  readonly version: number;
  readonly publishedYears: readonly number[];
  readonly days: { readonly [date: DateText]: SpecialDay };
}
