import fc from 'fast-check';
import type { Form } from '@vermilion/domain';
import { merged } from './merge.js';

type Fields = { readonly [field: string]: string };

const fields = fc.dictionary(fc.constantFrom('name', 'address', 'director'), fc.constantFrom('', '甲', '乙', '丙'));
const rows = fc.array(fields, { maxLength: 3 });
const form = fc.dictionary(fc.constantFrom('applicant', 'equipment'), fc.oneof(fields, rows)) as fc.Arbitrary<Form>;
/** The same sections on every side: what differs is what stands in them. */
const sections = fc.record({ applicant: fields, equipment: rows }) as fc.Arbitrary<Form>;

const fieldsOf = ({ applicant = {} }: Form) => applicant as Fields;
const equal = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

describe('two pages on one draft (填报人 and 审批人 of a firm may both have it open)', () => {
  it('what only I have changed is kept, and so is what only the other page has', () => {
    fc.assert(
      fc.property(form, form, (base, changed) => {
        expect(merged(base, changed, base)).toEqual({ form: changed, conflicts: [] });
        expect(merged(base, base, changed)).toEqual({ form: changed, conflicts: [] });
      }),
    );
  });

  it('different fields of a section are taken from whoever has changed them', () => {
    const base = { applicant: { name: '甲', address: '东路', director: '张' } };
    const mine = { applicant: { name: '乙', address: '东路', director: '张' } };
    const theirs = { applicant: { name: '甲', address: '西路', director: '张' } };
    expect(merged(base, mine, theirs)).toEqual({
      form: { applicant: { name: '乙', address: '西路', director: '张' } },
      conflicts: [],
    });
  });

  it('every field that was typed here stands, whatever the other page has written', () => {
    fc.assert(
      fc.property(sections, sections, sections, (base, mine, theirs) => {
        const result = fieldsOf(merged(base, mine, theirs).form);
        for (const [field, value] of Object.entries(fieldsOf(mine)))
          if (!equal(value, fieldsOf(base)[field])) expect(result[field]).toBe(value);
      }),
    );
  });

  it('nothing is lost silently: what the other page has changed stands, too, or is named beside mine', () => {
    fc.assert(
      fc.property(sections, sections, sections, (base, mine, theirs) => {
        const result = merged(base, mine, theirs);
        for (const [field, value] of Object.entries(fieldsOf(theirs))) {
          if (equal(value, fieldsOf(base)[field]) || equal(fieldsOf(result.form)[field], value)) continue;
          expect(result.conflicts).toContainEqual({
            at: `applicant.${field}`,
            mine: fieldsOf(mine)[field],
            theirs: value,
          });
        }
      }),
    );
  });

  it('a table is one place: rows that both have changed are mine, and the others are named', () => {
    fc.assert(
      fc.property(sections, sections, sections, (base, mine, theirs) => {
        const result = merged(base, mine, theirs);
        const [was, my, their] = [base['equipment'], mine['equipment'], theirs['equipment']];
        const clash = !equal(was, my) && !equal(was, their) && !equal(my, their);
        expect(result.form['equipment']).toEqual(equal(was, my) ? their : my);
        expect(result.conflicts.filter(({ at }) => at === 'equipment')).toEqual(
          clash ? [{ at: 'equipment', mine: my, theirs: their }] : [],
        );
      }),
    );
  });

  it('what was emptied here stays empty', () => {
    const base = { applicant: { name: '甲', address: '东路' } };
    expect(merged(base, { applicant: { name: '甲', address: null } }, base).form).toEqual({
      applicant: { name: '甲', address: null },
    });
  });
});
