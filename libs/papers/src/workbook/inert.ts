/**
 * A text that begins like this is taken for a formula by a spreadsheet, at the latest after somebody has saved the
 * sheet as CSV and opened it again (OWASP, CSV Injection); the full-width forms are taken so by East Asian versions.
 */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;

/** The text, made inert by a leading apostrophe where it would be taken for a formula. */
export function inert(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** The inverse of `inert`, for sheets of ours that come back. */
export function restored(text: string): string {
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1) : text;
}
