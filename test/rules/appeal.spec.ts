import {
  evolve,
  followingOf,
  holderOf,
  NO_ROUND,
  overdueLimits,
  roundWork,
  SYSTEM,
  tasksOf,
  type Person,
} from '@vermilion/domain';
import { CASE, OnNotice, people, roundProcedure } from '../support/on-notice.js';

const ASK = { type: 'appeal', opinion: '企业已于受理前完成信用修复' } as const;
const decide = (upheld: boolean) => ({ type: 'decide-appeal', upheld, opinion: '经复核' }) as const;
const tasks = ({ state }: OnNotice) =>
  tasksOf(roundProcedure, state).map(({ kind, organisation }) => [kind, organisation]);

describe('复核申请 appeal by the applicant (10 working days after the end)', () => {
  it('opens with the end: 不予受理 by silence because of a severe record (ENT07)', () => {
    const severe = { grade: 'severe', record: 'CR-1', source: '信用中国', until: '2019-01-01' } as const;
    const walk = OnNotice.at('acceptance', 'open', [
      {
        type: 'application.checked',
        data: { moment: 'submission', credit: severe, title: null, barredUntil: null, on: '2018-03-01' },
      },
    ]).moveTo('2018-03-09T00:00:00+08:00');
    expect(walk.trail()).toEqual(['limit.lapsed', 'application.refused', 'application.closed', 'appeal.opened']);
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'not-accepted', appeal: { status: 'open' } });
    expect(walk.due().map(({ dueAt }) => dueAt)).toEqual(['2018-03-24T00:00:00+08:00']);
    expect(walk.steps(people.approver)).toEqual(['appeal']);
  });

  it('nobody appeals: the window closes for good, and the closed case owes nothing', () => {
    const walk = OnNotice.ended('formal-check', 'refused', 'closed').moveTo('2018-03-15T23:59:59+08:00');
    expect(walk.state.appeal?.status).toBe('open');
    expect([tasks(walk), holderOf(roundProcedure, walk.state)]).toEqual([[], null]);
    walk.moveTo('2018-03-16T00:00:00+08:00');
    expect(walk.trail()).toEqual(['limit.lapsed', 'appeal.expired']);
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused', limits: [] });
    expect(walk.give(ASK, people.approver)?.code).toBe('appeal-closed');
  });

  it('is lodged by the approver of the applicant, with reasons, once, until 24时 of the last day', () => {
    const walk = OnNotice.ended('formal-check', 'refused', 'closed');
    const others: Person[] = [people.officer, people.verifier, { ...people.approver, role: 'filler' }];
    for (const actor of [...others, SYSTEM]) expect(walk.give(ASK, actor)?.code).toBe('not-permitted');
    expect(walk.give({ ...ASK, opinion: '' }, people.approver)?.code).toBe('opinion-missing');
    walk.now = '2018-03-16T00:00:00+08:00'; // the clock is late
    expect(walk.steps(people.approver)).toEqual([]);
    expect(walk.give(ASK, people.approver)?.code).toBe('appeal-closed');
    walk.now = '2018-03-15T23:59:59+08:00';
    walk.must(ASK, people.approver);
    expect(JSON.stringify(walk.events[0]?.data)).not.toContain('信用修复');
    expect(walk.give(ASK, people.approver)?.code).toBe('appeal-closed');
  });

  it('a case that ended without an appeal hears nothing', () => {
    const walk = OnNotice.at('formal-check', 'closed', [
      { type: 'application.closed', data: { outcome: 'withdrawn' } },
    ]);
    expect(walk.give(ASK, people.approver)?.code).toBe('case-closed');
  });
});

describe('复核决定 decision upon the appeal (15 working days, city bureau)', () => {
  const lodged = (stage = 'formal-check', phase: OnNotice['round']['phase'] = 'closed') =>
    OnNotice.ended(stage, 'refused', phase).must(ASK, people.approver);

  it('is the task of the office of appeals, which holds the closed case meanwhile', () => {
    const walk = lodged();
    expect(tasks(walk)).toEqual([['decide-appeal', 'bureau:miit']]);
    expect(holderOf(roundProcedure, walk.state)).toEqual({ kind: 'bureau', organisation: 'bureau:miit' });
    expect(walk.give(decide(true), people.verifier)?.code).toBe('not-permitted');
    expect(walk.give({ ...decide(true), opinion: ' ' }, people.officer)?.code).toBe('opinion-missing');
  });

  it('nobody decides: overdue after 15 working days, the ladder hears of the closed case', () => {
    const walk = lodged().moveTo('2018-03-23T00:00:00+08:00');
    const [late] = overdueLimits(walk.state);
    expect(late?.id).toBe('appeal#1');
    const dueAt = late?.lapsed?.dueAt ?? '';
    walk.must(
      { type: 'record-escalation', limit: 'appeal#1', rung: 'lead', recipients: ['bureau:miit'], dueAt },
      SYSTEM,
    );
    expect(tasks(walk)).toEqual([['decide-appeal', 'bureau:miit']]);
  });

  it('dismissed: the case stays closed, and there is no second appeal here', () => {
    const walk = lodged().must(decide(false), people.officer);
    expect(walk.state).toMatchObject({
      phase: 'closed',
      outcome: 'refused',
      appeal: { status: 'dismissed' },
      limits: [],
    });
    expect(walk.give(ASK, people.approver)?.code).toBe('appeal-closed');
    expect(walk.give(decide(true), people.officer)?.code).toBe('not-now');
  });

  it('upheld while the round still receives: the contested decision is taken anew, with a limit of its own', () => {
    const walk = lodged().must(decide(true), people.officer);
    expect(walk.state).toMatchObject({ phase: 'running', outcome: null, stage: 'formal-check', visit: 2 });
    expect(walk.state.round).toBe('smart-workshop-2018');
    expect(walk.state.limits.map(({ id }) => id)).toEqual(['formal-check#2']);
  });

  it('upheld, and refused again for another reason: that is a new decision, with an appeal of its own', () => {
    const walk = lodged('acceptance', 'open').must(decide(true), people.officer);
    const severe = { grade: 'severe', record: 'CR-2', source: '信用中国', until: null } as const;
    walk.state = evolve(walk.state, {
      type: 'application.checked',
      data: { moment: 'submission', credit: severe, title: null, barredUntil: null, on: '2018-03-01' },
    });
    walk.moveTo('2018-03-09T00:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'not-accepted', appeal: { status: 'open' } });
    expect(walk.due().map(({ limit }) => limit)).toEqual(['appeal#2/window']);
  });

  const GONE: readonly (readonly [stage: string, phase: OnNotice['round']['phase'], back: string])[] = [
    ['acceptance', 'frozen', 'acceptance'],
    ['district-review', 'ranked', 'district-review'],
    ['recommendation', 'frozen', 'recommendation'],
    ['formal-check', 'frozen', 'recommendation'],
    ['expert-panel', 'ranked', 'recommendation'],
    ['proposal', 'published', 'recommendation'],
    ['award', 'completed', 'recommendation'],
  ];

  it.each(GONE)(
    'upheld against %s when the round is %s: the case leaves the round and waits at %s',
    (stage, phase, back) => {
      const walk = lodged(stage, phase);
      walk.round = { ...walk.round, candidates: [CASE], list: [CASE] };
      walk.must(decide(true), people.officer);
      expect(walk.trail().slice(1)).toEqual(['appeal.decided', 'application.left-round', 'stage.entered']);
      expect(walk.state).toMatchObject({ phase: 'running', stage: back, round: null, place: null, notice: null });
    },
  );

  it('a candidate whose marks are set aside before the ranking gets a new panel in the same round', () => {
    const walk = lodged('expert-panel', 'frozen');
    walk.round = { ...walk.round, candidates: [CASE] };
    walk.must(decide(true), people.officer);
    expect(walk.state).toMatchObject({ stage: 'expert-panel', round: 'smart-workshop-2018', panel: null });
  });

  it('an entry of the list keeps its place, and is not held back again for what the appeal has set aside', () => {
    const walk = lodged('award', 'issued');
    const severe = { grade: 'severe', record: 'CR-1', source: '信用中国', until: null } as const;
    walk.state = evolve(walk.state, {
      type: 'application.checked',
      data: { moment: 'award', credit: severe, title: null, barredUntil: null, on: '2018-03-01' },
    });
    const held = { caseId: CASE, reason: 'credit-veto' } as const;
    walk.round = { ...walk.round, list: [CASE], withheld: [held] };
    walk.must(decide(true), people.officer);
    expect(walk.state.stage).toBe('award');
    expect(followingOf(roundProcedure, walk.state, CASE, walk.round)).toBeNull();
    const heldAnew = { ...walk.round, withheld: [held, held] };
    expect(followingOf(roundProcedure, walk.state, CASE, heldAnew)).toEqual({ to: 'withheld', reason: 'credit-veto' });
  });

  it('whoever waits for the next round is taken by it when the district recommends', () => {
    const walk = OnNotice.ended('proposal', 'nursery-list', 'completed').must(ASK, people.approver);
    walk.state = { ...walk.state, listSeq: 40 }; // of the round that is over: its numbers say nothing in the next
    walk.must(decide(true), people.officer);
    const next = {
      ...NO_ROUND,
      id: 'smart-workshop-2019',
      phase: 'open' as const,
      recommendations: { '410122': [CASE] },
      listSeq: { '410122': 4 },
    };
    expect(followingOf(roundProcedure, walk.state, CASE, next)).toMatchObject({ to: 'formal-check', rank: 1 });
    expect(followingOf(roundProcedure, walk.state, CASE, walk.round)).toBeNull();
  });

  it('the round that it has left neither takes it again by its old list, nor waits for it', () => {
    const walk = OnNotice.ended('proposal', 'nursery-list', 'issued').must(ASK, people.approver);
    walk.must(decide(true), people.officer);
    const old = { ...walk.round, recommendations: { '410184': [], '410122': [CASE] }, listSeq: { '410122': 4 } };
    expect(followingOf(roundProcedure, walk.state, CASE, old)).toBeNull();
    const followers = [{ caseId: CASE, state: walk.state, procedure: roundProcedure }];
    expect(roundProcedure.round && roundWork(roundProcedure.round, old, followers)).toEqual([{ type: 'complete' }]);
  });
});
