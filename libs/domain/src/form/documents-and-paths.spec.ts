import { loadProcedures, sampleData, sampleForm } from '@vermilion/catalogue';
import fc from 'fast-check';
import { checkDocuments } from './check-documents.js';
import { checkCreditCode, normaliseCreditCode } from './credit-code.js';
import type { DocumentRef, Row } from './definition.js';
import { knownTarget, valueAt } from './paths.js';
import { formDiff, splitPersonal } from './split.js';

const procedure = loadProcedures().get('smart-workshop@1');
if (!procedure) throw new Error('smart-workshop@1 is missing');
const { form: definition, documents: types } = procedure;

const pdf = (type: string, change: Partial<DocumentRef> = {}): DocumentRef => ({
  id: `${type}-1`,
  type,
  sha256: '0'.repeat(64),
  bytes: 1000,
  media: 'application/pdf',
  ...change,
});
const complete = types.filter((type) => type.required).map((type) => pdf(type.id));
const faults = (documents: readonly DocumentRef[]) =>
  checkDocuments(types, documents).map(({ at, code }) => `${at} ${code}`);

describe('A unified social credit code is checked by GB 32100-2015', () => {
  it.each(sampleData().usciVectors.valid)('%s is valid', (code) => {
    expect(checkCreditCode(code)).toBeNull();
  });

  it.each([
    ['91410102FAKE900121', 'check-character'],
    ['91410102FAKE90012', 'length'],
    ['91410102FIKE90012A', 'alphabet'],
    ['9141O102FAKE90012A', 'alphabet'],
    ['91410102FAKE90102A', 'check-character'],
  ])('%s is not: %s', (code, fault) => {
    expect(checkCreditCode(code)).toBe(fault);
  });

  it('A code that ends in 0 is valid, one in 31 does', () => {
    expect(checkCreditCode('91410185FAKE910820')).toBeNull();
    expect(checkCreditCode('91410102MA9X004680')).toBeNull();
  });

  it('Any single mistyped character is found', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(
      fc.property(
        fc.constantFrom(...sampleData().usciVectors.valid),
        fc.nat({ max: 17 }),
        fc.constantFrom(...alphabet),
        (code, at, typed) => {
          const mistyped = code.slice(0, at) + typed + code.slice(at + 1);
          expect(checkCreditCode(mistyped) === null).toBe(mistyped === code);
        },
      ),
    );
  });

  it('Small letters, spaces and full-width characters are put right before checking', () => {
    expect(normaliseCreditCode(' 9141 0102fake　９００12ａ')).toBe('91410102FAKE90012A');
  });
});

describe('Documents are complete, of the right kind and size (docs/sources.md)', () => {
  it('The six required documents are enough', () => {
    expect(complete).toHaveLength(6);
    expect(faults(complete)).toEqual([]);
  });

  it('Every missing document is told at once', () => {
    expect(faults([])).toEqual(types.filter((type) => type.required).map((type) => `document:${type.id} missing`));
  });

  it('A stranger, a second copy, the wrong medium, an empty and an oversized file are told', () => {
    const audit = complete.filter((document) => document.type !== 'audit-report');
    expect(faults([...complete, pdf('gift')])).toEqual(['document:gift unknown-document']);
    expect(faults([...complete, pdf('audit-report')])).toEqual(['document:audit-report duplicate']);
    expect(faults([...audit, pdf('audit-report', { media: 'image/png' })])).toEqual([
      'document:audit-report wrong-media',
    ]);
    expect(faults([...audit, pdf('audit-report', { bytes: 0 })])).toEqual(['document:audit-report empty']);
    expect(faults([...audit, pdf('audit-report', { bytes: 52_428_801 })])).toEqual(['document:audit-report too-large']);
  });
});

describe('A defect names a place that exists', () => {
  it.each([
    'indicators.ncRate',
    'contact.mobile',
    'equipment',
    'equipment[3]',
    'equipment[3].qty',
    'document:audit-report',
  ])('%s can be named', (target) => {
    expect(knownTarget(definition, types, target)).toBe(true);
  });

  it.each([
    ['indicators'],
    ['indicators.nothing'],
    ['indicators[0].ncRate'],
    ['equipment.qty'],
    ['equipment[500].qty'],
    ['equipment[03].qty'],
    ['document:gift'],
    ['constructor.name'],
    [''],
  ])('“%s” cannot', (target) => {
    expect(knownTarget(definition, types, target)).toBe(false);
  });

  it('What stands at a place can be read: a value, a row, a table', () => {
    const form = sampleForm('ENT01');
    expect(valueAt(form, 'equipment[3].qty')).toBe(10);
    expect(valueAt(form, 'equipment[3]')).toMatchObject({ name: 'AGV搬运车' });
    expect(valueAt(form, 'equipment')).toHaveLength(7);
    expect(valueAt(form, 'equipment[70].qty')).toBeUndefined();
    expect(valueAt(form, 'basic[0].name')).toBeUndefined();
    expect(valueAt(form, 'basic.toString')).toBeUndefined();
  });
});

describe('Personal data and differences', () => {
  it('Names and phones never stand in the open part (ARCHITECTURE.md, persons)', () => {
    const form = sampleForm('ENT01');
    const { open, personal } = splitPersonal(definition, { ...form, stray: { phone: '13800000001' } });
    expect(JSON.stringify(open)).not.toMatch(/13800000001|贺明远|宋可|ent01@/);
    expect(Object.keys(personal).sort()).toEqual(['contact', 'stray']);
    expect({ ...open, ...personal }).toEqual({ ...form, stray: { phone: '13800000001' } });
  });

  it('A correction shows exactly what it changed', () => {
    const before = sampleForm('ENT01');
    const rows = before.equipment as readonly Row[];
    const after = {
      ...before,
      workshop: {
        ...(before.workshop as Row),
        softwareWan: 1400,
        systems: ['MES', 'ERP', 'PLM', 'WMS', 'SCADA', 'APS'],
      },
      equipment: [...rows.slice(0, 6), { ...rows[6], qty: 3 }, { seq: 8, name: '' }],
    };
    expect(formDiff(before, before)).toEqual([]);
    expect(formDiff(before, after)).toEqual(['workshop.softwareWan', 'equipment[6].qty', 'equipment[7].seq']);
    expect(formDiff(after, before).sort()).toEqual(formDiff(before, after).sort());
  });
});
