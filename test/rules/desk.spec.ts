import type { Person } from '@vermilion/domain';
import { deadlines, holderOf, SYSTEM, tasksOf } from '@vermilion/domain';
import { seedCalendar } from '@vermilion/catalogue';
import { colleague, person, smartWorkshop, Walk } from '../support/walk.js';

const because = { opinion: '按分工办理' };

/** In the district's review, with the industry office and its three people. */
function inReview(): { walk: Walk; a: Person; b: Person; c: Person } {
  const walk = new Walk('ENT01').accepted();
  return { walk, a: walk.industry, b: colleague(walk.industry, 2), c: colleague(walk.industry, 3) };
}

/** Whose tasks the case is now: `review`, or `review -> somebody`. */
function tasks(walk: Walk): string[] {
  return tasksOf(smartWorkshop, walk.state).map(({ kind, person: whose }) => (whose ? `${kind} -> ${whose}` : kind));
}

function onLeave(walk: Walk, absent: Person, standIn: Person | null): void {
  const { organisation } = absent;
  const leave = { organisation, absent: absent.person, person: standIn?.person ?? null };
  walk.staff = { ...walk.staff, standIns: [...walk.staff.standIns, leave] };
}

function leaves(walk: Walk, ...gone: Person[]): void {
  const left = gone.map((one) => one.person);
  walk.staff = { ...walk.staff, members: walk.staff.members.filter((member) => !left.includes(member.person)) };
}

describe('转办 transfer', () => {
  it('the case is the colleague’s alone, until it is passed on or the stage is left', () => {
    const { walk, a, b, c } = inReview();
    walk.must({ type: 'transfer', to: b.person, ...because }, a);
    expect(tasks(walk)).toEqual([`review -> ${b.person}`]);
    for (const type of ['pass', 'refuse', 'return', 'transfer'] as const) expect(walk.steps(a)).not.toContain(type);
    expect(walk.give({ type: 'pass', opinion: '' }, c)?.code).toBe('desk-of-another');
    walk.must({ type: 'transfer', to: c.person, ...because }, b).must({ type: 'pass', opinion: '' }, c);
    walk.must({ type: 'decline-countersign', opinion: '发票不符' }, walk.finance);
    expect(tasks(walk)).toEqual(['review']);
  });

  it('needs a word why, a colleague of the same post, and not the one who has it', () => {
    const { walk, a, b } = inReview();
    expect(walk.give({ type: 'transfer', to: b.person, opinion: ' ' }, a)?.code).toBe('opinion-missing');
    for (const to of [a.person, walk.finance.person, walk.officer.person, 'nobody'])
      expect(walk.give({ type: 'transfer', to, ...because }, a)?.code).toBe('person-unknown');
    expect(walk.give({ type: 'transfer', to: b.person, ...because }, walk.finance)?.code).toBe('not-permitted');
  });

  it.each([
    ['on leave', (walk: Walk, b: Person) => onLeave(walk, b, null)],
    ['gone', (walk: Walk, b: Person) => leaves(walk, b)],
    [
      'found to belong to the applicant',
      (walk: Walk, b: Person) => {
        walk.staff = { ...walk.staff, ofTheApplicant: [b.person] };
      },
    ],
  ])('anyone of the office passes it on when who has it is %s', (_why, goes) => {
    const { walk, a, b, c } = inReview();
    walk.must({ type: 'transfer', to: b.person, ...because }, a);
    expect(walk.give({ type: 'transfer', to: c.person, ...because }, a)?.code).toBe('desk-of-another');
    goes(walk, b);
    expect(walk.steps(a)).toEqual(['transfer']);
    walk.must({ type: 'transfer', to: a.person, ...because }, c).must({ type: 'pass', opinion: '' }, a);
  });
});

describe('委派 delegate', () => {
  it('nobody decides until the delegate has given it back with an opinion', () => {
    const { walk, a, b, c } = inReview();
    walk.must({ type: 'delegate', to: b.person, ...because }, a);
    expect(tasks(walk)).toEqual([`prepare -> ${b.person}`]);
    for (const who of [a, b, c]) expect(walk.give({ type: 'pass', opinion: '' }, who)?.code).toBe('desk-of-another');
    expect([walk.steps(a), walk.steps(b), walk.steps(c)]).toEqual([['end-delegation'], ['end-delegation'], []]);
    expect(walk.give({ type: 'end-delegation', opinion: '' }, b)?.code).toBe('opinion-missing');
    walk.must({ type: 'end-delegation', opinion: '数据属实' }, b).must({ type: 'pass', opinion: '' }, a);
  });

  it('who delegated it may ask for it back at any time; when both are gone, anyone passes it on', () => {
    const { walk, a, b, c } = inReview();
    walk.must({ type: 'delegate', to: b.person, ...because }, a).must({ type: 'end-delegation', opinion: '' }, a);
    walk.must({ type: 'delegate', to: b.person, ...because }, a);
    leaves(walk, a, b);
    expect(walk.steps(c)).toEqual(['transfer']);
    walk.must({ type: 'transfer', to: c.person, ...because }, c).must({ type: 'pass', opinion: '' }, c);
  });
});

describe('加签、减签 signers', () => {
  it('before: the office decides when the signer has answered, whatever the answer', () => {
    const { walk, a, b } = inReview();
    walk.must({ type: 'add-signer', signer: b.person, position: 'before', opinion: '' }, a);
    expect(tasks(walk)).toEqual(['review', `give-opinion -> ${b.person}`]);
    expect(walk.give({ type: 'pass', opinion: '' }, a)).toMatchObject({
      code: 'signers-pending',
      params: { pending: 1 },
    });
    expect(walk.give({ type: 'refuse', ground: 'none', opinion: '理由' }, a)?.code).toBe('signers-pending');
    expect(walk.give({ type: 'give-opinion', agree: true, opinion: '' }, b)?.code).toBe('opinion-missing');
    walk.must({ type: 'give-opinion', agree: false, opinion: '证据不足' }, b).must({ type: 'pass', opinion: '' }, a);
  });

  it('after: the case moves on with the last consent; a disagreement gives it back, and all are asked anew', () => {
    const { walk, a, b, c } = inReview();
    walk.must({ type: 'add-signer', signer: b.person, position: 'after', opinion: '' }, a);
    walk.must({ type: 'add-signer', signer: c.person, position: 'after', opinion: '' }, a);
    expect(walk.give({ type: 'give-opinion', agree: true, opinion: '' }, b)?.code).toBe('signer-unknown');
    walk.must({ type: 'pass', opinion: '同意' }, a).must({ type: 'give-opinion', agree: true, opinion: '' }, b);
    expect(walk.give({ type: 'give-opinion', agree: false, opinion: '' }, c)?.code).toBe('opinion-missing');
    walk.must({ type: 'give-opinion', agree: false, opinion: '页码不清' }, c);
    expect([walk.state.desk.decided, walk.steps(a).includes('pass')]).toEqual([false, true]);
    walk.must({ type: 'pass', opinion: '已补充' }, a).must({ type: 'give-opinion', agree: true, opinion: '' }, c);
    expect(walk.state.endorsed).toBe(false);
    walk.must({ type: 'give-opinion', agree: true, opinion: '' }, b);
    expect([walk.state.endorsed, walk.state.passage]).toEqual([true, null]);
  });

  it('受理 waits for consent, too; nobody answers, and silence accepts', () => {
    const walk = new Walk('ENT01').submitted();
    walk.must(
      { type: 'add-signer', signer: colleague(walk.industry, 2).person, position: 'after', opinion: '' },
      walk.industry,
    );
    walk.must({ type: 'accept' }, walk.industry);
    expect(walk.state.stage).toBe('acceptance');
    const lapse = walk.due().find(({ rung }) => rung === 'lapse');
    walk.moveTo(lapse?.dueAt ?? '');
    expect([walk.state.stage, walk.state.desk.signers]).toEqual(['district-review', []]);
  });

  it('减签: only who waits, by who asked or the office; without the last one the decision takes effect', () => {
    const { walk, a, b, c } = inReview();
    walk.must({ type: 'transfer', to: a.person, ...because }, b);
    walk.must({ type: 'add-signer', signer: b.person, position: 'before', opinion: '' }, a);
    walk.must({ type: 'add-signer', signer: c.person, position: 'after', opinion: '' }, a);
    expect(walk.give({ type: 'remove-signer', signer: c.person, opinion: '' }, b)?.code).toBe('desk-of-another');
    walk.must({ type: 'give-opinion', agree: true, opinion: '同意' }, b);
    expect(walk.give({ type: 'remove-signer', signer: b.person, opinion: '' }, a)?.code).toBe('signer-unknown');
    walk.must({ type: 'pass', opinion: '' }, a).must({ type: 'remove-signer', signer: c.person, opinion: '' }, a);
    expect(walk.state.endorsed).toBe(true);
  });

  it('a return voids what was asked of colleagues, and leaves the desk to whom it was given', () => {
    const { walk, a, b, c } = inReview();
    walk.must({ type: 'transfer', to: b.person, ...because }, a);
    walk.must({ type: 'add-signer', signer: c.person, position: 'before', opinion: '' }, b);
    walk.must({ type: 'return', defects: [{ target: 'document:commitment', what: '缺章', how: '盖章' }] }, b);
    expect(walk.state.desk).toMatchObject({ assignee: b.person, signers: [], delegate: null });
  });
});

describe('拿回 take back', () => {
  it('by who passed, until anybody acts; the limit runs on as if the case had never left', () => {
    const { walk, a, b } = inReview();
    const before = deadlines(smartWorkshop, walk.state, seedCalendar()).map(({ dueAt }) => dueAt);
    walk.now = '2018-03-05T09:00:00+08:00';
    walk.must({ type: 'pass', opinion: '' }, a);
    expect(walk.give({ type: 'take-back', opinion: '' }, b)?.code).toBe('too-late-to-take-back');
    walk.must({ type: 'take-back', opinion: '' }, a);
    expect([walk.state.endorsed, holderOf(smartWorkshop, walk.state)?.organisation]).toEqual([false, a.organisation]);
    walk.must({ type: 'pass', opinion: '' }, a).must({ type: 'countersign', opinion: '' }, walk.finance);
    expect(walk.give({ type: 'take-back', opinion: '' }, a)?.code).toBe('too-late-to-take-back');
    walk.must({ type: 'take-back', opinion: '' }, walk.finance);
    expect([walk.state.stage, walk.state.endorsed]).toEqual(['district-review', true]);
    expect(deadlines(smartWorkshop, walk.state, seedCalendar()).map(({ dueAt }) => dueAt)).toEqual(before);
  });

  it('not once the engine or a person has acted', () => {
    const { walk, a } = inReview();
    walk.must({ type: 'pass', opinion: '' }, a).must({ type: 'countersign', opinion: '' }, walk.finance);
    walk.must({ type: 'freeze-pool' }, SYSTEM);
    expect(walk.give({ type: 'take-back', opinion: '' }, walk.finance)?.code).toBe('too-late-to-take-back');
  });
});

describe('催办 urge', () => {
  it('the applicant, once a day, while an office has the case', () => {
    const { walk, a } = inReview();
    expect(walk.give({ type: 'urge' }, a)?.code).toBe('not-permitted');
    walk.must({ type: 'urge' }, walk.approver);
    expect(walk.give({ type: 'urge' }, walk.approver)).toMatchObject({
      code: 'urged-already',
      params: { next: '2018-03-02' },
    });
    walk.must({ type: 'pass', opinion: '' }, a);
    expect(walk.give({ type: 'urge' }, walk.approver)?.code).toBe('urged-already');
    walk.now = '2018-03-02T00:00:00+08:00';
    walk.must({ type: 'urge' }, walk.approver);
    walk.must({ type: 'countersign', opinion: '' }, walk.finance);
    walk.now = '2018-03-05T09:00:00+08:00';
    expect(walk.give({ type: 'urge' }, walk.approver)?.code).toBe('not-now');
  });
});

describe('回避 and 请假 self-review and leave', () => {
  it('nobody decides upon his own firm, in no role and in nobody’s place', () => {
    const { walk, a, b } = inReview();
    walk.staff = { ...walk.staff, ofTheApplicant: [a.person, walk.leader.person] };
    expect([walk.steps(a), walk.give({ type: 'pass', opinion: '' }, a)?.code]).toEqual([[], 'self-review']);
    expect(walk.give({ type: 'transfer', to: a.person, ...because }, b)?.code).toBe('person-unknown');
    walk.must({ type: 'pass', opinion: '' }, b);
  });

  it('a colleague stands in during leave, for the delegate and the signer as well', () => {
    const { walk, a, b, c } = inReview();
    walk.must({ type: 'add-signer', signer: b.person, position: 'before', opinion: '' }, a);
    onLeave(walk, b, c);
    walk.must({ type: 'give-opinion', agree: true, opinion: '同意' }, c);
    walk
      .must({ type: 'delegate', to: b.person, ...because }, a)
      .must({ type: 'end-delegation', opinion: '数据属实' }, c);
    walk.staff = { ...walk.staff, standIns: [] };
    expect(walk.steps(c)).toContain('pass');
    walk.must({ type: 'transfer', to: b.person, ...because }, a);
    expect(walk.steps(c)).toEqual([]);
  });

  it('an officer signs for the leader on leave, and not otherwise', () => {
    const { walk } = inReview();
    walk.must({ type: 'pass', opinion: '' }, walk.industry).must({ type: 'countersign', opinion: '' }, walk.finance);
    Object.assign(walk, { state: { ...walk.state, stage: 'sign-off', panel: null } });
    expect(walk.give({ type: 'sign' }, walk.officer)?.code).toBe('not-permitted');
    onLeave(walk, walk.leader, walk.officer);
    walk.must({ type: 'sign' }, walk.officer);
  });
});

describe('提级办理 an office without anybody', () => {
  it('the post above acts in its stead, and gives the case back when somebody is there again', () => {
    const { walk, a, b, c } = inReview();
    expect(walk.give({ type: 'raise' }, SYSTEM)?.code).toBe('not-now');
    const { members } = walk.staff;
    leaves(walk, a, b);
    onLeave(walk, c, null);
    walk.must({ type: 'raise' }, SYSTEM);
    expect(tasksOf(smartWorkshop, walk.state)).toMatchObject([{ organisation: 'bureau:miit', role: 'officer' }]);
    expect(holderOf(smartWorkshop, walk.state)).toEqual({ kind: 'bureau', organisation: 'bureau:miit' });
    expect(walk.steps(walk.officer)).toContain('pass');
    expect(walk.give({ type: 'raise' }, SYSTEM)?.code).toBe('not-now');
    walk.staff = { ...walk.staff, members };
    walk.must({ type: 'transfer', to: b.person, ...because }, walk.officer);
    expect([walk.state.desk.raised, tasks(walk)]).toEqual([null, [`review -> ${b.person}`]]);
    walk.must({ type: 'pass', opinion: '' }, b);
  });

  it('goes up to the leader when the officers cannot either; above the leader there is nobody', () => {
    const { walk, a, b, c } = inReview();
    const officers = [walk.officer, colleague(walk.officer, 2), colleague(walk.officer, 3)];
    leaves(walk, a, b, c);
    walk.staff = { ...walk.staff, ofTheApplicant: officers.map((officer) => officer.person) };
    walk.must({ type: 'raise' }, SYSTEM);
    expect(tasksOf(smartWorkshop, walk.state)).toMatchObject([{ organisation: 'bureau:miit', role: 'leader' }]);
    leaves(walk, ...[walk.leader, colleague(walk.leader, 2), colleague(walk.leader, 3)]);
    expect(walk.give({ type: 'raise' }, SYSTEM)?.code).toBe('person-unknown');
    expect(walk.give({ type: 'raise' }, person('auditor', 'city:audit'))?.code).toBe('not-permitted');
  });
});
