import { holderOf, tasksOf } from '@vermilion/domain';
import { person, sampleMarks, smartWorkshop, Walk } from '../support/walk.js';

describe('签发与认定 sign-off and award', () => {
  const signedOff = (): Walk => new Walk('ENT01').convened().marked(sampleMarks('ENT01'));

  it('only the leader of 市工信委 signs', () => {
    const walk = signedOff();
    expect(holderOf(smartWorkshop, walk.state)).toEqual({ kind: 'bureau', organisation: 'bureau:miit' });
    expect(walk.give({ type: 'sign' }, walk.officer)?.code).toBe('not-permitted');
    expect(walk.give({ type: 'sign' }, person('leader', 'bureau:finance'))?.code).toBe('not-permitted');
    walk.must({ type: 'sign' }, walk.leader);
    expect(walk.state.stage).toBe('award');
  });

  it('nobody signs: the case stays and is overdue', () => {
    const walk = signedOff().moveTo('2018-03-09T00:00:00+08:00');
    expect(walk.state).toMatchObject({ stage: 'sign-off', phase: 'running' });
    expect(walk.state.limits[0]?.lapsed).not.toBeNull();
  });

  it('the award carries document number, certificate number and the last day of the title (three years)', () => {
    const walk = signedOff().must({ type: 'sign' }, new Walk('ENT01').leader);
    expect(tasksOf(smartWorkshop, walk.state)).toEqual([]);
    expect(holderOf(smartWorkshop, walk.state)?.kind).toBe('system');
    walk.must({ type: 'issue' }, { kind: 'system' });
    expect(walk.state).toMatchObject({
      phase: 'closed',
      outcome: 'awarded',
      award: {
        documentNumber: '郑工信〔2018〕1号',
        certificateNumber: 'SW-2018-001',
        validFrom: '2018-03-01',
        validUntil: '2021-02-28',
      },
    });
  });

  it('ENT10 is refused by the panel: 56.83 is below 60', () => {
    const walk = new Walk('ENT10').convened().marked(sampleMarks('ENT10'));
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused' });
    expect(walk.events.find((event) => event.type === 'panel.opened')?.data).toMatchObject({
      trimmedMean: 56.83,
      passed: false,
    });
  });

  it('a closed case takes no command at all', () => {
    const walk = new Walk('ENT10').convened().marked(sampleMarks('ENT10'));
    expect(walk.give({ type: 'withdraw' }, walk.approver)?.code).toBe('case-closed');
    expect(walk.steps(walk.approver)).toEqual([]);
  });

  it('the enterprise may withdraw until the sign-off, not after', () => {
    const before = signedOff();
    expect(before.steps(before.approver)).toContain('withdraw');
    before.must({ type: 'sign' }, before.leader);
    expect(before.give({ type: 'withdraw' }, before.approver)?.code).toBe('not-now');
  });
});

describe('提交 submission', () => {
  it('the filler prepares, only the approver of the same firm submits', () => {
    const walk = new Walk('ENT01');
    const filler = person('filler', walk.approver.organisation);
    walk.must({ type: 'open', procedure: 'smart-workshop', version: 1 }, filler);
    expect(walk.give({ type: 'submit', draftVersion: 1 }, filler)?.code).toBe('not-permitted');
    expect(walk.give({ type: 'submit', draftVersion: 1 }, new Walk('ENT02').approver)?.code).toBe('not-permitted');
    walk.draft = { ...walk.draft, version: 2 };
    expect(walk.give({ type: 'submit', draftVersion: 1 }, walk.approver)?.code).toBe('draft-changed');
    walk.must({ type: 'submit', draftVersion: 2 }, walk.approver);
  });

  it('ENT04: declared 82 %, the equipment list gives 55.17 %: refused at the field, with both figures', () => {
    const walk = new Walk('ENT04').must(
      { type: 'open', procedure: 'smart-workshop', version: 1 },
      new Walk('ENT04').approver,
    );
    const refusal = walk.give({ type: 'submit', draftVersion: 1 }, walk.approver);
    expect(refusal?.code).toBe('gate-not-met');
    expect(refusal?.problems).toContainEqual(
      expect.objectContaining({
        at: 'indicators.ncRate',
        code: 'declared-differs',
        params: expect.objectContaining({ declared: 82, computed: 55.17 }) as unknown,
      }),
    );
    expect(walk.state.phase).toBe('draft');
  });

  it("nobody declares in another firm's name", () => {
    const walk = new Walk('ENT01').must(
      { type: 'open', procedure: 'smart-workshop', version: 1 },
      new Walk('ENT01').approver,
    );
    walk.draft = { ...walk.draft, form: new Walk('ENT02').draft.form };
    const refusal = walk.give({ type: 'submit', draftVersion: 1 }, walk.approver);
    expect(refusal).toMatchObject({
      code: 'form-invalid',
      problems: [{ at: 'basic.creditCode', code: 'not-the-applicant' }],
    });
  });

  it('names and phones of the contact section never stand in the event', () => {
    const walk = new Walk('ENT01').submitted();
    const submitted = walk.events.find((event) => event.type === 'application.submitted');
    expect(JSON.stringify(submitted?.data)).not.toMatch(/贺明远|宋可|13800000001|ent01@/);
    expect(JSON.stringify(submitted?.secret)).toContain('宋可');
  });
});
