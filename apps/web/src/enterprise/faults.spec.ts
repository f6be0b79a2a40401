import type { ProgrammeView } from '@vermilion/contracts';
import { loadProcedures, sampleForm } from '@vermilion/catalogue';
import type { Form, Row } from '@vermilion/domain';
import { faultsOf, openIn, partOf } from './faults.js';

const programme = loadProcedures().get('smart-workshop@2') as unknown as ProgrammeView;
const whole = sampleForm('ENT01');
const changed = (section: string, changes: Row): Form => ({
  ...whole,
  [section]: { ...(whole[section] as Row), ...changes },
});
const inForm = (form: Form) => faultsOf(programme, form, []).filter(({ at }) => !at.startsWith('document:'));

describe('what is still missing or wrong, while the form is being written', () => {
  it('nothing, in a form that is complete; the documents that must be there are named', () => {
    expect(inForm(whole)).toEqual([]);
    const documents = faultsOf(programme, whole, []);
    expect(documents.map(({ at }) => partOf(at))).toEqual(documents.map(() => 'attachments'));
    expect(openIn(documents, 'attachments')).toEqual({ missing: documents.length, wrong: 0 });
  });

  it('an empty field is missing, a value that cannot be is wrong, each in its part', () => {
    const faults = inForm(changed('basic', { employees: null, creditCode: '1' }));
    expect(openIn(faults, 'basic')).toEqual({ missing: 1, wrong: 1 });
    expect(openIn(faults, 'workshop')).toEqual({ missing: 0, wrong: 0 });
  });

  it('says in words what is wrong, with the figures, and how to put it right', () => {
    const [fault] = inForm(changed('indicators', { ncRate: 99.5 }));
    expect(fault).toMatchObject({ at: 'indicators.ncRate', code: 'declared-differs' });
    expect(fault?.message.zh).toContain('99.5');
    expect(fault?.remedy.zh).not.toBe('');
  });

  it('rows lie in the part of their table', () => expect(partOf('equipment[3].qty')).toBe('equipment'));
});
