import fc from 'fast-check';
import {
  accessOf,
  addDays,
  CLOCK,
  decide,
  diagram,
  holderOf,
  overdueLimits,
  SYSTEM,
  systemWork,
  tasksOf,
  titleStatusOn,
} from '@vermilion/domain';
import { ReviewWalk, reviewProcedure } from '../support/review-walk.js';
import { person } from '../support/walk.js';

const offices = ({ state }: ReviewWalk) => accessOf(reviewProcedure, state).map(({ organisation }) => organisation);
const endOf = ({ events }: ReviewWalk) => events.slice(-3).map(({ type }) => type);
const dataOf = (walk: ReviewWalk, type: string) => walk.events.find((event) => event.type === type)?.data;

describe('复核开启: the system opens it when its day has come; the bureau in charge may, with a ground, before', () => {
  it('it belongs to the holder of the title; the offices see it from the first day, the firm has twenty working days', () => {
    const walk = new ReviewWalk().opened();
    expect(walk.state).toMatchObject({ phase: 'draft', origin: 'SW-2015-001', applicant: walk.approver.organisation });
    expect(holderOf(reviewProcedure, walk.state)?.kind).toBe('enterprise');
    expect(offices(walk)).toEqual([walk.approver.organisation, walk.industry.organisation, 'bureau:miit']);
    expect(walk.due().map(({ rung, dueAt }) => [rung, dueAt])).toEqual([
      ['remind', '2018-03-22T09:00:00+08:00'],
      ['lapse', '2018-03-30T00:00:00+08:00'],
    ]);
  });

  it('no firm opens one for itself, nor withdraws from one', () => {
    const walk = new ReviewWalk();
    const open = { type: 'open' as const, procedure: reviewProcedure.id, version: 1, origin: 'SW-2015-001' };
    expect(walk.give(open, walk.approver)?.code).toBe('not-permitted');
    expect(walk.opened().give({ type: 'withdraw' }, walk.approver)?.code).toBe('not-now');
    expect(walk.steps(walk.approver)).toEqual(['submit']);
  });

  it('an officer opens one of a valid title at any time, and says why; other offices open none', () => {
    expect(() => new ReviewWalk().opened(new ReviewWalk().officer)).toThrow('opinion-missing');
    expect(() => new ReviewWalk().opened(new ReviewWalk().leader, '举报停产')).toThrow('not-permitted');
    expect(() => new ReviewWalk().opened(person('officer', 'bureau:finance'), '举报停产')).toThrow('not-permitted');
    const walk = new ReviewWalk().opened(new ReviewWalk().officer, '举报停产');
    expect(walk.events[0]?.secret).toMatchObject({ content: { opinion: '举报停产' } });
    expect(() => new ReviewWalk({ status: 'expired' }).opened(new ReviewWalk().officer, '举报停产')).toThrow('not-now');
  });

  it.each(['revoked', 'under-review'] as const)('a title that is %s is not examined again', (status) => {
    expect(() => new ReviewWalk({ status }).opened()).toThrow('not-now');
  });

  it('a title of another programme is none of this procedure', () => {
    expect(() => new ReviewWalk({ of: 'smart-factory' }).opened()).toThrow('not-found');
  });
});

describe('未参加复核: nobody reports in time', () => {
  it('the case goes on to the district without the firm, from the last day of the limit on', () => {
    const walk = new ReviewWalk().opened().moveTo('2018-03-30T09:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'running', stage: 'verification', submittedOn: null });
    expect(walk.state.limits[0]?.startedOn).toBe('2018-03-29');
    expect(tasksOf(reviewProcedure, walk.state).map(({ organisation }) => organisation)).toEqual([
      walk.industry.organisation,
    ]);
    expect(walk.give({ type: 'submit', draftVersion: 1 }, walk.approver)?.code).toBe('not-now');
  });

  it('not a minute before: the firm may still report, and then the district has its report', () => {
    const walk = new ReviewWalk().opened().moveTo('2018-03-29T23:59:59+08:00');
    const fired = decide(
      reviewProcedure,
      walk.state,
      { type: 'fire', deadline: 'declaration#1:lapse' },
      walk.facts(CLOCK),
      CLOCK,
      walk.now,
    );
    expect(fired).toMatchObject({ ok: false, refusal: { code: 'not-yet-due' } });
    walk.must({ type: 'submit', draftVersion: 1 }, walk.approver);
    expect(walk.state).toMatchObject({ stage: 'verification', submittedOn: '2018-03-29' });
  });

  it('the district finds that production has ceased, the leader revokes, and the firm is barred for two years', () => {
    const walk = new ReviewWalk().opened().moveTo('2018-04-10T09:00:00+08:00');
    walk.must({ type: 'refuse', ground: 'production-ceased', opinion: '车间已停产' }, walk.industry);
    expect(walk.state).toMatchObject({
      stage: 'revocation',
      finding: { stage: 'verification', ground: 'production-ceased' },
    });
    expect(walk.give({ type: 'sign' }, walk.officer)?.code).toBe('not-permitted');
    walk.must({ type: 'sign' }, walk.leader);
    expect(endOf(walk)).toEqual(['application.signed', 'title.revoked', 'application.closed']);
    expect(dataOf(walk, 'title.revoked')).toEqual({
      certificateNumber: 'SW-2015-001',
      ground: 'production-ceased',
      barredUntil: '2020-04-09',
      on: '2018-04-10',
    });
    expect(walk.state.outcome).toBe('revoked');
  });
});

describe('限期整改: the district returns the report once, for thirty natural days', () => {
  const rectifying = () =>
    new ReviewWalk().reported().must(
      {
        type: 'return',
        defects: [{ target: 'workshop.networkRate', what: '低于门槛', why: '申报条件', how: '整改' }],
      },
      new ReviewWalk().industry,
    );

  it('the firm puts it right: the district passes, the leader signs, the title goes on from the day after its last', () => {
    const walk = rectifying();
    walk.now = '2018-03-20T09:00:00+08:00';
    const workshop = { ...(walk.draft.form['workshop'] as Record<string, string>), networkRate: 95 };
    walk.draft = { ...walk.draft, version: 2, form: { ...walk.draft.form, workshop } };
    walk.must({ type: 'correct', draftVersion: 2 }, walk.approver);
    walk.must({ type: 'pass', opinion: '复核合格' }, walk.industry).must({ type: 'sign' }, walk.leader);
    walk.must({ type: 'issue' }, SYSTEM);
    expect(dataOf(walk, 'title.renewed')).toEqual({
      certificateNumber: 'SW-2015-001',
      documentNumber: '郑工信〔2018〕7号',
      validFrom: '2018-04-20',
      validUntil: '2021-04-19',
    });
    expect([walk.state.outcome, walk.state.award]).toEqual(['renewed', null]);
  });

  it('nobody puts it right: that is a finding, and the leader decides; the case does not close', () => {
    const walk = rectifying().moveTo('2018-04-01T00:00:00+08:00');
    expect(walk.state).toMatchObject({
      phase: 'running',
      stage: 'revocation',
      correction: null,
      finding: { stage: 'verification', ground: 'rectification-failed' },
    });
    walk.must({ type: 'sign' }, walk.leader);
    expect(dataOf(walk, 'title.revoked')).toMatchObject({ ground: 'rectification-failed' });
  });
});

describe('撤销称号: only the leader takes a title away', () => {
  it('false information costs three years, not two', () => {
    const walk = new ReviewWalk().found('false-information').must({ type: 'sign' }, new ReviewWalk().leader);
    expect(dataOf(walk, 'title.revoked')).toMatchObject({ barredUntil: '2021-02-28' });
  });

  it('a leader who does not revoke says why, and the title is renewed', () => {
    const walk = new ReviewWalk().found('not-attended');
    const no = { type: 'refuse' as const, ground: 'finding-not-supported' };
    expect(walk.give({ ...no, opinion: '' }, walk.leader)?.code).toBe('opinion-missing');
    walk.must({ ...no, opinion: '企业已提供生产记录' }, walk.leader);
    expect(walk.state).toMatchObject({ phase: 'running', stage: 'renewal' });
    walk.must({ type: 'sign' }, walk.leader).must({ type: 'issue' }, SYSTEM);
    expect(dataOf(walk, 'title.revoked')).toBeUndefined();
    expect(walk.state.outcome).toBe('renewed');
  });

  it('a leader who does nothing is overdue; the title stands and stays under review', () => {
    const walk = new ReviewWalk().found('not-attended').moveTo('2018-03-16T00:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'running', stage: 'revocation' });
    expect(dataOf(walk, 'limit.lapsed')).toMatchObject({ rule: 'overdue' });
    expect(dataOf(walk, 'title.revoked')).toBeUndefined();
  });

  it('a title that ended long ago goes on from today: nobody is given a certificate that has expired', () => {
    const walk = new ReviewWalk({ validUntil: '2014-12-31', status: 'expired' }).reported();
    walk.must({ type: 'pass', opinion: '合格' }, walk.industry).must({ type: 'sign' }, walk.leader);
    walk.must({ type: 'issue' }, SYSTEM);
    expect(dataOf(walk, 'title.renewed')).toMatchObject({ validFrom: '2018-03-01', validUntil: '2021-02-28' });
  });
});

it('The state diagram shows who opens it, where silence leads, and both ends', () => {
  const printed = diagram(reviewProcedure);
  for (const edge of [
    '[*] --> draft: 系统开启 opened by the system',
    'draft --> verification: 提交 submit / 逾期未报 not reported in time',
    'verification --> revocation: 不予 refuse',
    'correction --> revocation: 逾期未整改 not put right in time',
    'revocation --> [*]: 撤销 revoked',
    'revocation --> renewal: 不予撤销 not revoked',
    'award --> [*]: 复核通过 renewed',
  ])
    expect(printed).toContain(edge);
  expect(printed).not.toContain('refused');
});

describe('Whatever people do or leave undone', () => {
  const grounds = ['not-attended', 'production-ceased', 'rectification-failed', 'false-information'];
  const defect = { target: 'workshop.changes', what: '不详', why: '复核要求', how: '补充' };
  type Act = (walk: ReviewWalk) => unknown;
  const acts: readonly Act[] = [
    (walk) => walk.give({ type: 'submit', draftVersion: walk.draft.version }, walk.approver),
    (walk) => walk.give({ type: 'return', defects: [defect] }, walk.industry),
    (walk) => {
      const workshop = { ...(walk.draft.form['workshop'] as Record<string, string>), changes: walk.now };
      walk.draft = { ...walk.draft, version: walk.draft.version + 1, form: { ...walk.draft.form, workshop } };
      return walk.give({ type: 'correct', draftVersion: walk.draft.version }, walk.approver);
    },
    (walk) => walk.give({ type: 'pass', opinion: '合格' }, walk.industry),
    ...grounds.map(
      (ground): Act =>
        (walk) =>
          walk.give({ type: 'refuse', ground, opinion: '核查' }, walk.industry),
    ),
    (walk) => walk.give({ type: 'refuse', ground: 'put-right-meanwhile', opinion: '已整改' }, walk.leader),
    (walk) => walk.give({ type: 'sign' }, walk.leader),
    (walk) => walk.give({ type: 'issue' }, SYSTEM),
    (walk) => walk.moveTo(`${addDays(walk.now.slice(0, 10), 12)}T09:00:00+08:00`),
  ];

  it('an open re-examination always waits for somebody, and ends with the title renewed or revoked, never both', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(acts.length - 1), { maxLength: 40 }), (choices) => {
        const walk = new ReviewWalk().opened();
        const isOpen = (): boolean => walk.state.phase !== 'closed';
        for (const choice of choices) {
          if (isOpen()) acts[choice]?.(walk);
          const owed = [...tasksOf(reviewProcedure, walk.state), ...systemWork(reviewProcedure, walk.state)];
          expect(owed.length > 0).toBe(isOpen());
        }
        const ends = walk.events.filter(({ type }) => type === 'title.renewed' || type === 'title.revoked');
        expect(ends).toHaveLength(isOpen() ? 0 : 1);
        expect([null, 'renewed', 'revoked']).toContain(walk.state.outcome);
      }),
      { numRuns: 300 },
    ));

  it('nobody but the officials whose duty it is does anything: it is overdue with them, and nothing is lost', () => {
    const walk = new ReviewWalk().opened().moveTo('2018-12-28T09:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'running', stage: 'verification' });
    expect(overdueLimits(walk.state)).toHaveLength(1);
  });
});

describe('How a title stands on a day', () => {
  const title = { validUntil: '2018-04-19', revokedOn: null, reviewedFrom: null, reviewedUntil: null };
  it.each([
    ['valid to the end of its last day', title, '2018-04-19', 'valid'],
    ['expired on the day after', title, '2018-04-20', 'expired'],
    [
      'under review past its last day, as long as the offices take',
      { ...title, reviewedFrom: '2018-03-01' },
      '2018-05-02',
      'under-review',
    ],
    ['valid on a day before its review began', { ...title, reviewedFrom: '2018-03-01' }, '2018-02-28', 'valid'],
    [
      'expired again once the review was decided without prolonging it',
      { ...title, reviewedFrom: '2018-03-01', reviewedUntil: '2018-05-02' },
      '2018-05-02',
      'expired',
    ],
    ['revoked from the day of the signature on', { ...title, revokedOn: '2018-04-10' }, '2018-04-10', 'revoked'],
    ['valid on the day before it was revoked', { ...title, revokedOn: '2018-04-10' }, '2018-04-09', 'valid'],
  ] as const)('%s', (_what, days, on, status) => expect(titleStatusOn(days, on)).toBe(status));
});
