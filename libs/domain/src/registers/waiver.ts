/** Between the entries that an answer of the registers names. */
export const SEPARATOR = ', ';

/** Whether a waiver covers every entry that the register names: it covers those that were waived, and no later one. */
export function isWaived(record: string | null, waived: string | null): boolean {
  const covered = waived?.split(SEPARATOR) ?? [];
  return record !== null && record.split(SEPARATOR).every((entry) => covered.includes(entry));
}
