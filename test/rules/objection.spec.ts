import { bureaus } from '@vermilion/catalogue';
import {
  accessOf,
  checkProcedure,
  holderOf,
  noticeStageOf,
  overdueLimits,
  SYSTEM,
  tasksOf,
  type Limit,
} from '@vermilion/domain';
import { OnNotice, paperOf, people, roundProcedure } from '../support/on-notice.js';

const tasks = ({ state }: OnNotice) =>
  tasksOf(roundProcedure, state).map(({ kind, organisation }) => [kind, organisation]);

describe('提出异议: written, by name, signed or sealed, with the facts (practice of public notices)', () => {
  it('names everything that is missing at once', () => {
    const walk = new OnNotice();
    const blank = paperOf('receipt-1', { name: ' ', address: '', phone: '1234', facts: '', signed: false });
    const refusal = walk.give({ type: 'object', paper: blank }, SYSTEM);
    expect(refusal?.code).toBe('objection-incomplete');
    expect(refusal?.problems.map(({ at, code }) => `${at} ${code}`)).toEqual([
      'paper.name missing',
      'paper.address missing',
      'paper.facts missing',
      'paper.phone not-a-phone',
      'paper.signed not-signed',
    ]);
    const unsealed = walk.give(
      { type: 'object', paper: paperOf('receipt-1', { kind: 'organisation', signed: false }) },
      SYSTEM,
    );
    expect(unsealed?.problems.map(({ at, code }) => `${at} ${code}`)).toEqual(['paper.signed not-sealed']);
  });

  it('never stands in the event: it is kept under a key of its own, and the number does not give the receipt away', () => {
    const walk = new OnNotice();
    const id = walk.objected('receipt-of-qian');
    const lodged = walk.events[0];
    expect(lodged?.data).toEqual({ stage: 'notice', objection: id, kind: 'individual', late: false, on: '2018-06-11' });
    expect(lodged?.secret).toEqual({
      subject: `objector:${id}`,
      content: {
        name: '钱守正',
        address: '郑州市测试路9号院3号楼',
        phone: '0371-60009999',
        facts: '公示车间的设备于上月方才安装，并未投产。',
      },
    });
    expect(JSON.stringify([walk.state, lodged?.data])).not.toMatch(/钱守正|测试路|60009999|并未投产|receipt-of-qian/);
  });

  it('is brought in by nobody who is signed in, and not before there is a notice', () => {
    const walk = new OnNotice();
    for (const actor of Object.values(people))
      expect(walk.give({ type: 'object', paper: paperOf('r') }, actor)?.code).toBe('not-permitted');
    walk.state = { ...walk.state, notice: null };
    expect(walk.give({ type: 'object', paper: paperOf('r') }, SYSTEM)?.code).toBe('not-now');
  });
});

describe('公示期: the last day counts to 24时', () => {
  const ENDS: readonly (readonly [unit: Limit['unit'], startDayCounts: boolean, until: string])[] = [
    ['working-day', true, '2018-06-15'], // Monday the 11th is the first of five
    ['working-day', false, '2018-06-19'], // the 18th is a holiday
    ['natural-day', true, '2018-06-15'],
    ['natural-day', false, '2018-06-16'],
  ];

  it.each(ENDS)('five %ss, the day of publication counted: %s, run to %s', (unit, startDayCounts, until) => {
    const notice: Limit = { amount: 5, unit, startDayCounts, remindBefore: null, onLapse: 'final', basis: 'test' };
    const walk = new OnNotice('2018-06-11', notice);
    expect(walk.state.notice?.until).toBe(until);
    walk.moveTo(`${until}T23:59:59+08:00`).objected('in-time');
    walk.moveTo(walk.state.notice?.closesAt ?? '').objected('too-late');
    expect(walk.state.objections.map(({ late }) => late)).toEqual([false, true]);
  });

  it('an objection of the last minute holds the entry up; one at the first instant after it is recorded and holds nothing up', () => {
    const inTime = new OnNotice().moveTo('2018-06-15T23:59:00+08:00');
    inTime.objected('last-minute');
    inTime.moveTo('2018-06-16T00:00:00+08:00').followed();
    expect(inTime.state.stage).toBe('notice');

    const late = new OnNotice().moveTo('2018-06-16T00:00:00+08:00');
    late.objected('first-instant');
    late.followed();
    expect(late.state.stage).toBe('award');
    expect(tasks(late)).toContainEqual(['verify-objection', 'district:410122/industry']);
  });

  it('holds up this one entry alone: without an objection the entry goes on when the notice ends, and not before', () => {
    const walk = new OnNotice().moveTo('2018-06-15T23:59:59+08:00').followed();
    expect(walk.state.stage).toBe('notice');
    expect(walk.moveTo('2018-06-16T00:00:00+08:00').followed().state.stage).toBe('award');
    expect(walk.trail()).toEqual(['notice.ended', 'stage.entered']);
  });
});

describe('异议核查 verification by the district (15 working days), both instances', () => {
  it('is the task of the verifying office of the district, and of nobody else; the case is that office’s meanwhile', () => {
    const walk = new OnNotice().moveTo('2018-06-12T10:00:00+08:00');
    const id = walk.objected('r');
    expect(tasks(walk)).toEqual([['verify-objection', 'district:410122/industry']]);
    expect(holderOf(roundProcedure, walk.state)).toEqual({
      kind: 'district',
      organisation: 'district:410122/industry',
    });
    expect(walk.due().map(({ id: row, dueAt }) => [row, dueAt])).toContainEqual([
      `objection-${id}:lapse`,
      '2018-07-05T00:00:00+08:00', // 13 June is the first of fifteen, the 18th does not count
    ]);
    const verify = { type: 'verify-objection', objection: id, upheld: false, opinion: '属实' } as const;
    for (const actor of [people.otherDistrict, people.officer, people.leader, people.approver])
      expect(walk.give(verify, actor)?.code).toBe('not-permitted');
    expect(walk.give({ ...verify, opinion: ' ' }, people.verifier)?.code).toBe('opinion-missing');
    expect(walk.give({ ...verify, objection: 'another' }, people.verifier)?.code).toBe('objection-unknown');
    walk.must(verify, people.verifier);
    expect(tasks(walk)).toEqual([]);
    expect(walk.give(verify, people.verifier)?.code).toBe('not-now');
  });

  it('nobody verifies: the case stays, the limit is overdue and climbs the ladder', () => {
    const walk = new OnNotice();
    const id = walk.objected('r');
    walk.moveTo('2018-07-05T00:00:00+08:00');
    expect(overdueLimits(walk.state).map((limit) => limit.id)).toEqual([`objection-${id}`]);
    expect(tasks(walk)).toEqual([['verify-objection', 'district:410122/industry']]);
    const told = {
      type: 'record-escalation',
      limit: `objection-${id}`,
      rung: 'lead',
      recipients: ['bureau:miit'],
      dueAt: '2018-07-04T00:00:00+08:00',
    } as const;
    walk.must(told, SYSTEM);
    walk.followed();
    expect(walk.state).toMatchObject({ phase: 'running', stage: 'notice' });
  });

  it('dismissed, and nobody asks for the second instance: final with the window, and the entry goes on', () => {
    const walk = new OnNotice();
    const id = walk.objected('r');
    walk.moveTo('2018-06-20T10:00:00+08:00').verified(id, false).followed();
    expect(walk.state.stage).toBe('notice'); // either side may still ask
    expect(holderOf(roundProcedure, walk.state)?.kind).toBe('statutory');
    walk.moveTo('2018-06-27T23:59:59+08:00').followed();
    expect(walk.state.objections[0]?.status).toBe('verified');
    walk.moveTo('2018-06-28T00:00:00+08:00');
    expect(walk.events.at(-1)).toMatchObject({
      type: 'objection.concluded',
      data: { objection: id, upheld: false, bySilence: true },
    });
    expect(walk.followed().state.stage).toBe('award');
  });

  it('upheld, and nobody asks for the second instance: the entry is refused with its ground, and that is the end', () => {
    const walk = new OnNotice();
    const id = walk.objected('r');
    walk.verified(id, true).moveTo('2018-06-28T00:00:00+08:00');
    expect(walk.trail().slice(-4)).toEqual([
      'limit.lapsed',
      'objection.concluded',
      'application.refused',
      'application.closed',
    ]);
    expect(walk.events.find(({ type }) => type === 'application.refused')?.data).toEqual({
      stage: 'notice',
      ground: 'objection-upheld',
    });
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused', appeal: null, limits: [] });
    expect(roundProcedure.stages.find(({ id: stage }) => stage === 'notice')).toMatchObject({
      refusalGrounds: ['objection-upheld'],
    });
  });
});

describe('异议复核 second instance (city bureau), asked for by either side within 5 working days', () => {
  const asked = (by: 'objector' | 'applicant', found: boolean) => {
    const walk = new OnNotice();
    const objection = walk.objected('r');
    walk.moveTo('2018-06-20T10:00:00+08:00').verified(objection, found);
    walk.must(
      { type: 'appeal-objection', objection, opinion: '核查时未查看投产记录' },
      by === 'objector' ? SYSTEM : people.approver,
    );
    return { walk, objection };
  };

  it('the objector asks, and the bureau upholds what the district had dismissed: final, the case ends at once', () => {
    const { walk, objection } = asked('objector', false);
    expect(walk.events.at(-1)).toMatchObject({
      data: { by: 'objector' },
      secret: { subject: `objector:${objection}`, content: { appeal: '核查时未查看投产记录' } },
    });
    expect(tasks(walk)).toEqual([['decide-objection', 'bureau:miit']]);
    expect(holderOf(roundProcedure, walk.state)?.organisation).toBe('bureau:miit');
    const decide = { type: 'decide-objection', objection, upheld: true, opinion: '确未投产' } as const;
    expect(walk.give(decide, people.verifier)?.code).toBe('not-permitted');
    walk.must(decide, people.officer);
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused', appeal: null });
  });

  it('the applicant asks, and the bureau dismisses what the district had upheld: the entry goes on', () => {
    const { walk, objection } = asked('applicant', true);
    expect(walk.events.at(-1)).toMatchObject({ data: { by: 'applicant' } });
    walk.must({ type: 'decide-objection', objection, upheld: false, opinion: '已投产' }, people.officer);
    expect(walk.state.objections).toMatchObject([{ status: 'dismissed' }]);
    expect(walk.followed().state.stage).toBe('award');
  });

  it('nobody decides: overdue after 15 working days, and the entry still waits', () => {
    const { walk, objection } = asked('objector', false);
    walk.moveTo('2018-07-12T00:00:00+08:00').followed();
    expect(overdueLimits(walk.state).map(({ id }) => id)).toEqual([`objection-${objection}/second-instance`]);
    expect(walk.state).toMatchObject({ phase: 'running', stage: 'notice' });
  });

  it('is asked for with a reason, after the verification, once, in time, and by nobody else', () => {
    const walk = new OnNotice();
    const objection = walk.objected('r');
    const ask = { type: 'appeal-objection', objection, opinion: '不服' } as const;
    expect(walk.give(ask, SYSTEM)?.code).toBe('appeal-closed');
    const other = walk.objected('other');
    walk.moveTo('2018-06-20T10:00:00+08:00').verified(other, false);
    expect(walk.give(ask, SYSTEM)?.code).toBe('objection-pending');
    walk.verified(objection, false);
    expect(walk.give({ ...ask, opinion: '' }, SYSTEM)?.code).toBe('opinion-missing');
    expect(walk.give(ask, people.verifier)?.code).toBe('not-permitted');
    walk.now = '2018-06-28T00:00:00+08:00'; // over, though the clock has not fired yet
    expect(walk.give(ask, people.approver)?.code).toBe('appeal-closed');
    walk.now = '2018-06-27T23:59:59+08:00';
    walk.must(ask, people.approver);
    expect(walk.give(ask, SYSTEM)?.code).toBe('appeal-closed');
  });
});

describe('two objections to one entry, each handled by itself', () => {
  it('one is dismissed, the other upheld later: the entry waits for both and is refused with the second', () => {
    const walk = new OnNotice();
    const [first, second] = [walk.objected('one'), walk.objected('two', { kind: 'organisation' })];
    expect(tasks(walk)).toHaveLength(2);
    walk.verified(first, false).moveTo('2018-06-20T10:00:00+08:00').followed();
    expect(walk.state.objections.map(({ status }) => status)).toEqual(['dismissed', 'verifying']);
    expect(walk.state.stage).toBe('notice');
    walk.verified(second, true).moveTo('2018-06-28T00:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused' });
  });

  it('both dismissed: the entry goes on only after the second', () => {
    const walk = new OnNotice();
    const [first, second] = [walk.objected('one'), walk.objected('two')];
    walk
      .moveTo('2018-06-20T10:00:00+08:00')
      .verified(first, false)
      .moveTo('2018-06-28T00:00:00+08:00')
      .verified(second, false);
    expect(walk.followed().state.stage).toBe('notice');
    expect(walk.moveTo('2018-07-06T00:00:00+08:00').followed().state.stage).toBe('award');
  });

  it('when one ends the case, the other objector is answered all the same, after the end', () => {
    const walk = new OnNotice();
    const [first, second] = [walk.objected('one'), walk.objected('two')];
    walk.verified(first, true).moveTo('2018-06-20T00:00:00+08:00');
    expect(walk.state.phase).toBe('closed');
    expect(tasks(walk)).toEqual([['verify-objection', 'district:410122/industry']]);
    expect(holderOf(roundProcedure, walk.state)?.organisation).toBe('district:410122/industry');
    expect(walk.steps(people.verifier)).toEqual(['verify-objection']);
    walk.verified(second, true).moveTo('2018-07-05T00:00:00+08:00');
    expect(walk.trail().slice(-2)).toEqual(['limit.lapsed', 'objection.concluded']);
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused', limits: [] });
    expect(holderOf(roundProcedure, walk.state)).toBeNull();
  });
});

describe('a late objection is answered and holds nothing up', () => {
  const late = () => {
    const walk = new OnNotice().moveTo('2018-06-16T00:00:00+08:00').followed();
    return { walk, objection: walk.objected('late') };
  };

  it('its limits outlast the stage and the award', () => {
    const { walk, objection } = late();
    expect(walk.state.stage).toBe('award');
    walk.round = { ...walk.round, phase: 'issued', documents: [document] };
    walk.state = { ...walk.state, phase: 'closed', outcome: 'awarded', stage: null };
    expect(walk.due().some(({ limit }) => limit === `objection-${objection}`)).toBe(true);
    walk.verified(objection, true).moveTo('2018-06-26T00:00:00+08:00');
    expect(walk.state).toMatchObject({ outcome: 'awarded', objections: [{ late: true, status: 'upheld' }] });
  });

  it('upheld while the award is not signed, it ends the case; once it is signed, the conclusion alone is recorded', () => {
    const unsigned = late();
    unsigned.walk.verified(unsigned.objection, true).moveTo('2018-06-26T00:00:00+08:00');
    expect(unsigned.walk.state).toMatchObject({ phase: 'closed', outcome: 'refused' });

    const signed = late();
    signed.walk.round = { ...signed.walk.round, phase: 'issued', documents: [document] };
    signed.walk.verified(signed.objection, true).moveTo('2018-06-26T00:00:00+08:00');
    expect(signed.walk.state).toMatchObject({ phase: 'running', stage: 'award', objections: [{ status: 'upheld' }] });
  });

  it('cannot be lodged any more once the case has ended', () => {
    const { walk } = late();
    walk.state = { ...walk.state, phase: 'closed', outcome: 'awarded', stage: null };
    expect(walk.give({ type: 'object', paper: paperOf('later') }, SYSTEM)?.code).toBe('case-closed');
  });

  const document = { number: '郑工信〔2018〕1号', cases: ['2018-000003'], on: '2018-06-20', supplementary: false };
});

it('the offices of notice and appeal may see the case', () => {
  const seen = accessOf(roundProcedure, new OnNotice().state).map(({ organisation }) => organisation);
  expect(seen).toEqual(expect.arrayContaining(['district:410122/industry', 'bureau:miit']));
});

describe('a procedure with a notice is refused at load unless objections and appeals can be decided', () => {
  const known = { bureaus: bureaus().map(({ id }) => id), obligations: [roundProcedure.obligation] };
  const notice = noticeStageOf(roundProcedure);
  const { appeal } = roundProcedure;
  if (!notice || !appeal) throw new Error('the procedure has lost its notice');
  const withNotice = (changes: object) => ({
    ...roundProcedure,
    stages: roundProcedure.stages.map((stage) => (stage === notice ? { ...notice, ...changes } : stage)),
  });
  const moon = { body: 'bureau', bureau: 'moon', role: 'officer' } as const;

  it.each([
    ['without the ground', withNotice({ refusalGrounds: [] }), 'stage notice: the ground objection-upheld is missing'],
    [
      'when silence of the verifying office would decide',
      withNotice({
        objection: { ...notice.objection, verification: { ...notice.objection.verification, onLapse: 'final' } },
      }),
      'stage notice: lapse rule final does not fit, it must be overdue',
    ],
    [
      'without the second instance',
      withNotice({
        objection: { ...notice.objection, secondInstance: { ...notice.objection.secondInstance, office: moon } },
      }),
      'stage notice: bureau moon does not exist',
    ],
    [
      'when nothing ends the window of appeals',
      { ...roundProcedure, appeal: { ...appeal, window: { ...appeal.window, onLapse: 'overdue' as const } } },
      'appeal: lapse rule overdue does not fit, it must be final',
    ],
  ])('%s', (_what, procedure, fault) => {
    expect(checkProcedure(procedure, known)).toEqual([fault]);
    expect(checkProcedure(roundProcedure, known)).toEqual([]);
  });
});
