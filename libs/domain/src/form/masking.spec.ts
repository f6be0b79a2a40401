import fc from 'fast-check';
import type { Field, FormDefinition } from './definition.js';
import { maskEmail, maskMobile, maskName, maskSections } from './masking.js';

const words = fc.string({ unit: 'grapheme', maxLength: 40 });
const label = { zh: '', en: '' };
const field = (id: string, type: Field['type']): Field => ({ id, type, label, required: true });
const section = (id: string, fields: readonly Field[], personal = true) => ({
  id,
  label,
  fields,
  table: null,
  personal,
});

const MASKS = { name: maskName, mobile: maskMobile, mailbox: maskEmail };

/** Source: 个人信息保护法 (2021) 第六条: no more than the purpose needs. */
describe('a masked word', () => {
  it.each([
    ['name', '王小明', '王**'],
    ['name', '王', '**'],
    ['name', '', '**'],
    ['name', '👩‍👩‍👧‍👦 Li', '👩‍👩‍👧‍👦**'],
    ['mobile', '13800000001', '138****0001'],
    ['mobile', '138 0000 0001', '138****0001'],
    ['mobile', '0371-12345678', '****'],
    ['mailbox', 'zhang@example.com', 'z***@example.com'],
    ['mailbox', 'z@example.com', '***@example.com'],
    ['mailbox', 'no address', 'n***'],
  ] as const)('of a %s, %s, is %s', (kind, word, masked) => expect(MASKS[kind](word)).toBe(masked));

  it('shows of a name its first character at most, and not how long it is', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(maskName(`王${a}明`)).toBe(maskName(`王${b}明`));
      }),
    );
  });

  it('shows of a mobile number seven of its eleven digits, and of anything else none', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^1\d{10}$/), fc.stringMatching(/^\d{4}$/), (number, other) => {
        const changed = `${number.slice(0, 3)}${other}${number.slice(7)}`;
        expect(maskMobile(number)).toBe(maskMobile(changed));
      }),
    );
    fc.assert(fc.property(words, (any) => expect(maskMobile(`x${any}`)).toBe('****')));
  });

  it('shows of a mailbox its first character at most', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\w{0,20}$/), fc.stringMatching(/^\w{0,20}$/), (a, b) =>
        expect(maskEmail(`z${a}x@example.com`)).toBe(maskEmail(`z${b}x@example.com`)),
      ),
    );
  });
});

describe('the personal sections of a form', () => {
  const fields = [field('name', 'text'), field('mobile', 'mobile'), field('email', 'email'), field('born', 'date')];
  const form = { sections: [section('contact', fields), section('people', fields)] } as unknown as FormDefinition;
  const person = { name: '王小明', mobile: '13800000001', email: 'wang@example.com', born: '1970-01-01' };
  const masked = { name: '王**', mobile: '138****0001', email: 'w***@example.com', born: null };

  it('are masked field by field, in tables row by row; what is no word is left out', () => {
    expect(maskSections(form, { contact: person, people: [person, { ...person, name: '' }] })).toEqual({
      contact: masked,
      people: [masked, { ...masked, name: null }],
    });
  });

  it('lose what the form does not know', () => {
    expect(maskSections(form, { contact: { ...person, idNumber: '410101197001010000' }, other: person })).toEqual({
      contact: masked,
    });
  });
});
