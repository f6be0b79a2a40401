import { CLOCK, holderOf, overdueLimits } from '@vermilion/domain';
import { documentsFor, person, smartWorkshop, Walk } from '../support/walk.js';

const BOTH = [
  { target: 'document:audit-report', what: '上传的是2016年度审计报告，应为2017年度', how: '上传2017年度审计报告' },
  { target: 'document:commitment', what: '真实性承诺书缺公章', how: '加盖公章后重新上传' },
];

/** What an office that has the case in hand may do beside deciding. */
const DESK = ['transfer', 'delegate', 'add-signer'];

describe('受理 acceptance (5 working days; silence accepts, 行政许可法 §32 by analogy)', () => {
  it('the district takes the case on and the review begins', () => {
    const walk = new Walk('ENT01').submitted().must({ type: 'accept' }, new Walk('ENT01').industry);
    expect(walk.state.stage).toBe('district-review');
    expect(walk.events.find((event) => event.type === 'application.accepted')?.data).toEqual({
      stage: 'acceptance',
      bySilence: false,
    });
  });

  it('nobody acts: at the end of the fifth working day, not a moment earlier, silence accepts', () => {
    const walk = new Walk('ENT01').submitted(); // Thursday 2018-03-01; counted: 2, 5, 6, 7, 8 March
    const [due] = walk.due().filter((row) => row.rung === 'lapse');
    expect(due?.dueAt).toBe('2018-03-09T00:00:00+08:00');
    walk.now = '2018-03-08T23:59:59+08:00';
    expect(walk.give({ type: 'fire', deadline: due?.id ?? '' }, CLOCK)?.code).toBe('not-yet-due');
    walk.moveTo('2018-03-09T00:00:00+08:00');
    expect(walk.state.stage).toBe('district-review');
    expect(walk.events.find((event) => event.type === 'application.accepted')?.data).toEqual({
      stage: 'acceptance',
      bySilence: true,
    });
  });

  it('silence accepts on the last day of the limit: the district review counts from there', () => {
    const walk = new Walk('ENT01').submitted().moveTo('2018-03-09T00:00:00+08:00');
    expect(walk.state.limits[0]?.startedOn).toBe('2018-03-08');
    // 9 March is its first working day, 22 March its tenth.
    expect(walk.due().find((row) => row.rung === 'lapse')?.dueAt).toBe('2018-03-23T00:00:00+08:00');
  });

  it('after an outage the district has its ten working days from the day on which the case reached it', () => {
    const walk = new Walk('ENT01').submitted();
    walk.now = '2018-03-13T10:00:00+08:00';
    walk.must({ type: 'fire', deadline: 'acceptance#1:lapse' }, CLOCK);
    expect(walk.state.limits[0]?.startedOn).toBe('2018-03-13');
  });

  it('another district cannot accept it', () => {
    const walk = new Walk('ENT01').submitted();
    expect(walk.give({ type: 'accept' }, new Walk('ENT02').industry)?.code).toBe('not-permitted');
  });
});

describe('区县初审 district review (10 working days, industry office, countersigned by the finance office)', () => {
  it('passes only when the finance office has countersigned', () => {
    const walk = new Walk('ENT01').accepted();
    expect(walk.give({ type: 'countersign', opinion: '' }, walk.finance)?.code).toBe('not-now');
    walk.must({ type: 'pass', opinion: '属实' }, walk.industry);
    expect(walk.state.stage).toBe('district-review');
    expect(holderOf(smartWorkshop, walk.state)).toEqual({ kind: 'district', organisation: walk.finance.organisation });
    expect(walk.give({ type: 'countersign', opinion: '' }, walk.industry)?.code).toBe('not-permitted');
    walk.must({ type: 'countersign', opinion: '' }, walk.finance);
    expect(walk.state.stage).toBe('expert-panel');
  });

  it('the finance office sends it back to the industry office, with a reason', () => {
    const walk = new Walk('ENT01').accepted().must({ type: 'pass', opinion: '' }, new Walk('ENT01').industry);
    expect(walk.give({ type: 'decline-countersign', opinion: ' ' }, walk.finance)?.code).toBe('opinion-missing');
    walk.must({ type: 'decline-countersign', opinion: '发票与清单不符' }, walk.finance);
    expect(holderOf(smartWorkshop, walk.state)?.organisation).toBe(walk.industry.organisation);
    expect(walk.steps(walk.industry)).toEqual(['pass', 'return', 'refuse', ...DESK]);
  });

  it('a free opinion never stands in the event itself', () => {
    const walk = new Walk('ENT01')
      .accepted()
      .must({ type: 'pass', opinion: '负责人王某口头说明' }, new Walk('ENT01').industry);
    const endorsed = walk.events.find((event) => event.type === 'application.endorsed');
    expect(JSON.stringify(endorsed?.data)).not.toContain('王某');
    expect(JSON.stringify(endorsed?.secret)).toContain('王某');
  });

  it('a refusal names one of the grounds of the procedure and gives reasons', () => {
    const walk = new Walk('ENT01').accepted();
    expect(walk.give({ type: 'refuse', ground: 'i-do-not-like-it', opinion: 'x' }, walk.industry)?.code).toBe(
      'ground-unknown',
    );
    const ground =
      walk.procedure.stages.flatMap((stage) =>
        stage.id === 'district-review' && stage.kind === 'review' ? stage.refusalGrounds : [],
      )[0] ?? '';
    expect(walk.give({ type: 'refuse', ground, opinion: '' }, walk.industry)?.code).toBe('opinion-missing');
    walk.must({ type: 'refuse', ground, opinion: '现场核查不符' }, walk.industry);
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused', limits: [] });
  });
});

describe('一次性告知与补正: one correction, all defects at once, the clock stands still', () => {
  const returned = (): Walk => {
    const walk = new Walk('ENT02').accepted();
    walk.now = '2018-03-06T10:00:00+08:00';
    return walk.must({ type: 'return', defects: BOTH }, walk.industry);
  };

  it('a return needs defects, each with a known place, what is wrong and how to put it right', () => {
    const walk = new Walk('ENT02').accepted();
    expect(walk.give({ type: 'return', defects: [] }, walk.industry)?.code).toBe('defects-missing');
    const refusal = walk.give(
      { type: 'return', defects: [{ target: 'document:horoscope', what: '', how: 'x' }] },
      walk.industry,
    );
    expect(refusal?.problems.map(({ at, code }) => `${at} ${code}`)).toEqual([
      'defects[0].target unknown-target',
      'defects[0].what missing',
    ]);
  });

  it('a defect that nobody could put right is not accepted: a row that is not there, a confirmation that must be true', () => {
    const walk = new Walk('ENT02').accepted();
    const at = (target: string) =>
      walk.give({ type: 'return', defects: [{ target, what: '有误', how: '更正' }] }, walk.industry)?.code;
    expect(at('equipment[400].qty')).toBe('defect-unknown-target');
    expect(at('commitment.truthful')).toBe('defect-unknown-target');
    expect(at('equipment[0].qty')).toBeUndefined();
  });

  it('while the enterprise corrects, no limit of the office can lapse', () => {
    const walk = returned();
    expect(new Set(walk.due().map((row) => row.limit))).toEqual(new Set(['district-review#2/correction-1']));
    expect(holderOf(smartWorkshop, walk.state)).toEqual({
      kind: 'enterprise',
      organisation: walk.approver.organisation,
    });
    expect(walk.steps(walk.industry)).toEqual([]);
  });

  it('a correction that leaves a listed defect open is refused, and names it', () => {
    const walk = returned();
    const fixed = documentsFor(smartWorkshop, 'second').find((document) => document.type === 'audit-report');
    walk.draft = {
      ...walk.draft,
      version: 2,
      documents: walk.draft.documents.map((document) => (document.type === 'audit-report' && fixed ? fixed : document)),
    };
    const refusal = walk.give({ type: 'correct', draftVersion: 2 }, walk.approver);
    expect(refusal).toMatchObject({
      code: 'defects-left-open',
      problems: [{ at: 'document:commitment', code: 'defect-open' }],
    });
    expect(walk.state.correction?.defects).toHaveLength(2);
  });

  it('after the correction the office has exactly the working days that were left', () => {
    const untouched = new Walk('ENT02').accepted();
    const before = untouched.due().find((row) => row.rung === 'lapse');
    expect(before?.dueAt).toBe('2018-03-16T00:00:00+08:00'); // 1 March + 10 working days = 15 March
    const walk = returned();
    walk.now = '2018-03-13T16:00:00+08:00';
    walk.draft = { ...walk.draft, version: 2, documents: documentsFor(smartWorkshop, 'second') };
    walk.must({ type: 'correct', draftVersion: 2 }, walk.approver);
    // 7, 8, 9, 12 and 13 March were the enterprise's: five working days later.
    expect(walk.due().find((row) => row.rung === 'lapse')?.dueAt).toBe('2018-03-23T00:00:00+08:00');
  });

  it('there is no second return', () => {
    const walk = returned();
    walk.draft = { ...walk.draft, version: 2, documents: documentsFor(smartWorkshop, 'second') };
    walk.must({ type: 'correct', draftVersion: 2 }, walk.approver);
    expect(walk.give({ type: 'return', defects: BOTH }, walk.industry)?.code).toBe('correction-used-up');
    expect(walk.steps(walk.industry)).toEqual(['pass', 'refuse', ...DESK]);
  });

  it('nobody answers: after ten working days the application counts as abandoned', () => {
    const walk = returned().moveTo('2018-03-21T00:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'lapsed' });
  });
});

describe('逾期 a missed limit of the office', () => {
  it('the case stays where it is and is overdue until somebody acts', () => {
    const walk = new Walk('ENT08').accepted().moveTo('2018-03-16T00:00:00+08:00');
    expect(walk.state.stage).toBe('district-review');
    expect(overdueLimits(walk.state).map((limit) => limit.lapsed?.dueAt)).toEqual(['2018-03-16T00:00:00+08:00']);
    expect(walk.steps(walk.industry)).toContain('pass');
    walk.must({ type: 'pass', opinion: '' }, walk.industry).must({ type: 'countersign', opinion: '' }, walk.finance);
    expect(overdueLimits(walk.state)).toEqual([]);
  });

  it('a reminder comes before, the lapse once, and a second firing finds nothing', () => {
    const walk = new Walk('ENT08').accepted().moveTo('2018-03-16T00:00:00+08:00');
    expect(walk.events.map((event) => event.type).slice(-2)).toEqual(['limit.reminded', 'limit.lapsed']);
    expect(walk.give({ type: 'fire', deadline: 'district-review#2:lapse' }, CLOCK)?.code).toBe('nothing-due');
  });

  it('an escalation is recorded only while the limit is overdue, and lets those told see the case', () => {
    const walk = new Walk('ENT08').accepted();
    const command = {
      type: 'record-escalation',
      limit: 'district-review#2',
      rung: 'lead',
      recipients: ['bureau:miit'],
      dueAt: '2018-03-16T00:00:00+08:00',
    } as const;
    expect(walk.give(command, { kind: 'system' })?.code).toBe('not-overdue');
    walk.moveTo('2018-03-16T00:00:00+08:00').must(command, { kind: 'system' });
    expect(walk.state.notified).toEqual(['bureau:miit']);
    expect(walk.give({ ...command, dueAt: '2018-03-17T00:00:00+08:00' }, { kind: 'system' })?.code).toBe('not-overdue');
    expect(walk.give(command, person('operations', 'city:operations'))?.code).toBe('not-permitted');
  });
});
