import { inGroups, looksLikeReceipt, receiptMeant } from './receipt-code.js';

const RECEIPT = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a receipt as people read and type it', () => {
  it('is shown in groups, and understood however they are written', () => {
    expect(inGroups(RECEIPT)).toBe('0123 4567 89AB CDEF GHJK MNPQ RSTV WXYZ');
    for (const typed of [inGroups(RECEIPT), ` ${RECEIPT.toLowerCase()}\n`, RECEIPT.replace(/(.{8})/g, '$1-')])
      expect(receiptMeant(typed)).toBe(RECEIPT);
  });

  it('takes O for 0, I and L for 1, and full-width characters for plain ones', () => {
    expect(receiptMeant('OIl')).toBe('011');
    expect(receiptMeant('ＡＢ１２')).toBe('AB12');
  });

  it('knows what cannot be one', () => {
    expect(looksLikeReceipt(RECEIPT)).toBe(true);
    for (const wrong of ['', RECEIPT.slice(1), `${RECEIPT}0`, RECEIPT.replace('X', 'U')])
      expect(looksLikeReceipt(wrong)).toBe(false);
  });
});
