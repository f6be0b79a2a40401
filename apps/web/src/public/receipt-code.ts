/** How many characters stand together, so that a long code can be read out and compared. */
const TOGETHER = 4;
/** What people write for the two figures that look like letters; receipts have none of these letters (Crockford's base 32). */
const MEANT: { readonly [letter: string]: string } = { O: '0', I: '1', L: '1' };

/** A receipt in groups of four: `0123 4567 …`. */
export function inGroups(receipt: string): string {
  return (receipt.match(new RegExp(`.{1,${TOGETHER}}`, 'g')) ?? []).join(' ');
}

/** What somebody means who types or pastes a receipt: blanks, lines and small letters do not matter. */
export function receiptMeant(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[OIL]/g, (letter) => MEANT[letter] ?? letter);
}

/** Whether it can be a receipt at all; whether there is one, only the server knows. */
export function looksLikeReceipt(receipt: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{32}$/.test(receipt);
}
