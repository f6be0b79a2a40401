/** What a column of an uploaded register holds. */
export interface RegisterColumn {
  readonly key: string;
  /** Chinese title, as in the first row of the sheet. */
  readonly title: string;
  readonly titleEn: string;
  readonly type: 'text' | 'date' | 'number' | 'choice';
  readonly required: boolean;
  /** The values that a column of type `choice` may hold. */
  readonly choices?: readonly string[];
}

/** A sheet that is larger is not read. */
export const registerLimits = {
  bytes: 5 * 1024 * 1024,
  rows: 20_000,
  columns: 50,
  /** Of all parts of the file together, before any is inflated. */
  inflatedBytes: 100 * 1024 * 1024,
} as const;
