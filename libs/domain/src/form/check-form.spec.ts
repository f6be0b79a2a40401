import { loadProcedures, sampleForm } from '@vermilion/catalogue';
import fc from 'fast-check';
import { checkForm } from './check-form.js';
import type { Form, Row } from './definition.js';

const procedure = loadProcedures().get('smart-workshop@1');
if (!procedure) throw new Error('smart-workshop@1 is missing');
const definition = procedure.form;
const sample = sampleForm('ENT01');

/** The sample with one section changed. */
function withFields(section: string, change: Row): Form {
  return { ...sample, [section]: { ...(sample[section] as Row), ...change } };
}

function withMachine(index: number, change: Row): Form {
  const rows = sample.equipment as readonly Row[];
  return { ...sample, equipment: rows.map((row, at) => (at === index ? { ...row, ...change } : row)) };
}

const faults = (form: unknown) => checkForm(definition, form as Form).map(({ at, code }) => `${at} ${code}`);

describe('An application is told all its faults at once (一次性告知, docs/sources.md)', () => {
  it.each(['ENT01', 'ENT02', 'ENT03', 'ENT04', 'ENT05', 'ENT06', 'ENT07', 'ENT08', 'ENT09', 'ENT10', 'ENT11'])(
    'The form of %s is complete',
    (enterprise) => {
      expect(checkForm(definition, sampleForm(enterprise))).toEqual([]);
    },
  );

  it('An empty form names every required field', () => {
    const required = definition.sections
      .filter((section) => !section.table)
      .flatMap((section) =>
        section.fields.filter((field) => field.required).map((field) => `${section.id}.${field.id}`),
      );
    expect(faults({})).toEqual(expect.arrayContaining(required.map((path) => `${path} missing`)));
    expect(faults({})).toContain('equipment too-few-rows');
  });

  it('Faults in several places come together', () => {
    const form = { ...withFields('basic', { employees: 0, creditCode: '91410100FAKE00013A' }), contact: {} };
    expect(faults(form)).toEqual([
      'basic.creditCode bad-credit-code',
      'basic.employees out-of-range',
      'contact.legalRepresentative missing',
      'contact.contactName missing',
      'contact.mobile missing',
      'contact.email missing',
    ]);
  });

  it.each([
    ['basic', { name: 7 }, 'basic.name not-a-text'],
    ['basic', { name: 'x'.repeat(101) }, 'basic.name too-long'],
    ['basic', { name: 'a\u0000b' }, 'basic.name bad-characters'],
    ['basic', { name: '\ud800' }, 'basic.name bad-characters'],
    ['basic', { name: '   ' }, 'basic.name missing'],
    ['basic', { creditCode: '91410100fake00013t' }, 'basic.creditCode bad-credit-code'],
    ['basic', { employees: '1260' }, 'basic.employees not-a-number'],
    ['basic', { employees: 12.5 }, 'basic.employees not-an-integer'],
    ['basic', { employees: Number.NaN }, 'basic.employees not-a-number'],
    ['basic', { revenueWan: 1e-7 }, 'basic.revenueWan too-many-decimals'],
    ['basic', { taxWan: -1 }, 'basic.taxWan out-of-range'],
    ['basic', { scale: '大型' }, 'basic.scale not-a-choice'],
    ['contact', { mobile: '12800000001' }, 'contact.mobile bad-mobile'],
    ['contact', { email: 'nobody@nowhere' }, 'contact.email bad-email'],
    ['workshop', { commissioned: '2017-02-29' }, 'workshop.commissioned not-a-date'],
    ['workshop', { systems: ['ERP', 'ERP'] }, 'workshop.systems duplicate-choice'],
    ['workshop', { systems: ['CRM'] }, 'workshop.systems not-a-choice'],
    ['workshop', { systems: [] }, 'workshop.systems missing'],
    ['indicators', { efficiencyBefore: 0 }, 'indicators.efficiencyBefore out-of-range'],
    ['indicators', { ncRate: 90.911 }, 'indicators.ncRate too-many-decimals'],
    ['commitment', { truthful: false }, 'commitment.truthful not-confirmed'],
    ['commitment', { truthful: 'yes' }, 'commitment.truthful not-a-yes-or-no'],
    ['basic', { hidden: 1 }, 'basic.hidden unknown-field'],
    ['basic', { constructor: 1 }, 'basic.constructor unknown-field'],
  ])('In section %s, %j is refused: %s', (section, change, fault) => {
    expect(faults(withFields(section, change as Row))).toEqual([fault]);
  });

  it('A development cycle that does not apply needs its reason, one that applies needs its figures', () => {
    expect(faults(withFields('indicators', { rdCycleNotApplicable: true }))).toEqual([
      'indicators.rdCycleReason missing',
    ]);
    expect(faults(withFields('indicators', { rdCycleBefore: null }))).toEqual(['indicators.rdCycleBefore missing']);
  });

  it('What the definition does not name is refused', () => {
    expect(faults({ ...sample, bribe: {} })).toEqual(['bribe unknown-section']);
  });

  it('Sections of the wrong shape are refused, not misread', () => {
    expect(faults({ ...sample, equipment: {} })).toEqual(['equipment not-a-table']);
    expect(faults({ ...sample, commitment: [] })).toEqual(['commitment not-fields']);
    expect(faults({ ...sample, equipment: [7] })).toEqual(['equipment[0] not-a-row']);
    expect(faults({ ...sample, equipment: Array.from({ length: 501 }, () => ({})) })).toEqual([
      'equipment too-many-rows',
    ]);
  });
});

describe('The equipment list does not contradict itself (docs/sources.md)', () => {
  it('No more machines are networked than there are', () => {
    expect(faults(withMachine(1, { networkedQty: 19 }))).toEqual([
      'equipment[1].networkedQty more-networked-than-present',
    ]);
  });

  it('Only numerically controlled machines count as networked', () => {
    expect(faults(withMachine(5, { networkedQty: 1 }))).toEqual([
      'equipment[5].networkedQty networked-without-control',
    ]);
  });

  it('Every machine has a number of its own', () => {
    expect(checkForm(definition, withMachine(3, { seq: 1 }))).toEqual([
      { at: 'equipment[3].seq', code: 'duplicate-sequence', params: { seq: 1, firstRow: 1 } },
    ]);
  });
});

describe('Whatever is sent, it is answered', () => {
  it('A form of any shape gets a list of problems, never a crash', () => {
    const anyForm = fc.dictionary(
      fc.constantFrom('basic', 'equipment', 'indicators', 'x', '__proto__'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(checkForm(definition, form as Form).length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
