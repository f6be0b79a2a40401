/** Digits and capital letters without I, O, S, V and Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
const FULL_WIDTH_OFFSET = 0xfee0;

export type CreditCodeFault = 'length' | 'alphabet' | 'check-character';

/** A typed credit code as it is stored: no spaces, half-width, upper case. Says nothing about its validity. */
export function normaliseCreditCode(text: string): string {
  return text
    .replace(/[！-～]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/\s+/gu, '')
    .toUpperCase();
}

function checkCharacter(body: string): string | undefined {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/**
 * What is wrong with a 统一社会信用代码, or null. The check character may be any of the 31, also 0 and letters. The district is never derived
 * from its digits. Source: GB 32100-2015.
 */
export function checkCreditCode(code: string): CreditCodeFault | null {
  if (code.length !== LENGTH) return 'length';
  if ([...code].some((character) => !ALPHABET.includes(character))) return 'alphabet';
  return checkCharacter(code.slice(0, LENGTH - 1)) === code[LENGTH - 1] ? null : 'check-character';
}
