import {
  checkProcedure,
  evolve,
  holderOf,
  NO_CASE,
  SYSTEM,
  systemWork,
  tasksOf,
  watchesPanel,
} from '@vermilion/domain';
import type { Marks, PanelStage, Procedure } from '@vermilion/domain';
import { accepting } from '../support/accepting.js';
import { person, sampleMarks, smartWorkshop, Walk } from '../support/walk.js';

/** The real procedure, its panel with other settings. */
function workshopWith(change: Partial<PanelStage>): Procedure {
  const stages = smartWorkshop.stages.map((stage) => (stage.kind === 'panel' ? { ...stage, ...change } : stage));
  return { ...smartWorkshop, stages };
}

const voidReasons = ['conflict-discovered', 'wrong-procedure'];
const careful = workshopWith({ voidReasons, minuteAbove: 20 });
const [good] = sampleMarks('ENT01');
if (!good) throw new Error('the sample has no marks for ENT01');

/** Marks with this share of every weight. */
function marksAt(share: number): Marks {
  const panel = smartWorkshop.stages.find((stage) => stage.kind === 'panel') as PanelStage;
  const items = Object.fromEntries(panel.rubric.items.map(({ id, weight }) => [id, weight * share]));
  return { items, comments: Object.fromEntries(panel.rubric.items.map(({ id }) => [id, '依据不足'])) };
}

/** A panel at work: the first so many seats have marked. */
function atWork(procedure: Procedure, marked: number, marks: Marks = marksAt(0.9)): Walk {
  const walk = new Walk('ENT01', procedure).drawnPanel();
  for (const { seat } of walk.state.panel?.seats ?? []) walk.must(accepting, walk.seated(seat));
  for (let seat = 1; seat <= marked; seat += 1) walk.must({ type: 'submit-marks', marks }, walk.seated(seat));
  return walk;
}

const typesOf = (walk: Walk) => walk.events.map(({ type }) => type);
const expertTasks = (walk: Walk) =>
  tasksOf(walk.procedure, walk.state).map(({ kind, token }) => [
    kind,
    walk.state.panel?.seats.find((seat) => seat.token === token)?.seat,
  ]);

describe('评分作废 void marks (research on expert review §1.8: scores of a conflicted reviewer are void)', () => {
  const order = { type: 'void-marks', seat: 2, reason: 'conflict-discovered', opinion: '与申报企业有合作' } as const;

  it('the office in charge voids a seat before the opening: the expert is out of the case, an alternate takes the seat', () => {
    const walk = atWork(careful, 3);
    const before = walk.state.panel?.seats[1]?.token ?? '';
    walk.must(order, walk.officer);
    expect(walk.state.panel).toMatchObject({ convened: false });
    expect(walk.state.recused).toEqual([before]);
    expect(systemWork(careful, walk.state)).toEqual([{ type: 'replace', seat: 2, invitation: 1 }]);
    walk.must({ type: 'replace', seat: 2 }, SYSTEM);
    expect(walk.state.panel?.seats[1]).toMatchObject({ seat: 2, status: 'invited', commitment: null });
    expect(walk.state.panel?.seats[1]?.token).not.toBe(before);
  });

  it('what was declared void never counts: the result is that of the marks which stand', () => {
    const walk = atWork(careful, 1, marksAt(0));
    walk
      .must({ ...order, seat: 1 }, walk.officer)
      .must({ type: 'replace', seat: 1 }, SYSTEM)
      .must(accepting, walk.seated(1));
    for (const seat of [1, 2, 3, 4, 5]) walk.must({ type: 'submit-marks', marks: marksAt(0.9) }, walk.seated(seat));
    expect(walk.state.judgement).toMatchObject({ trimmedMean: 90, spread: 0, passed: true });
  });

  it('nobody else voids; not an empty seat, not without reasons, not after the opening', () => {
    const walk = atWork(careful, 4);
    for (const actor of [
      walk.leader,
      walk.industry,
      walk.approver,
      walk.seated(1),
      person('operations', 'city:operations'),
    ])
      expect(walk.give(order, actor)?.code).toBe('not-permitted');
    expect(walk.give({ ...order, seat: 5 }, walk.officer)?.code).toBe('seat-unknown');
    expect(walk.give({ ...order, seat: 9 }, walk.officer)?.code).toBe('seat-unknown');
    expect(walk.give({ ...order, reason: 'too-low' }, walk.officer)?.code).toBe('ground-unknown');
    expect(walk.give({ ...order, opinion: ' ' }, walk.officer)?.code).toBe('opinion-missing');
    walk.must({ type: 'submit-marks', marks: marksAt(0.9) }, walk.seated(5));
    expect(walk.give(order, walk.officer)?.code).toBe('not-now');
    expect(atWork(smartWorkshop, 4).give(order, walk.officer)?.code).toBe('not-now');
    expect(atWork(careful, 0).steps(walk.officer)).not.toContain('void-marks');
  });

  it('an expert whose marks are void has left the case: no marks, no later panel of it', () => {
    const walk = atWork(careful, 3);
    const expert = walk.seated(2);
    walk.must(order, walk.officer).must({ type: 'replace', seat: 2 }, SYSTEM);
    expect(walk.give(accepting, expert)?.code).toBe('not-on-panel');
    for (let guard = 0; guard < 20 && !walk.state.panel?.exhausted; guard += 1)
      walk
        .must({ type: 'decline-invitation', reason: 'schedule' }, walk.seated(2))
        .must({ type: 'replace', seat: 2 }, SYSTEM);
    walk.must({ type: 'redraw' }, walk.officer).must({ type: 'freeze-pool' }, SYSTEM);
    expect(walk.events.findLast(({ type }) => type === 'panel.pool-frozen')?.data).toMatchObject({
      excluded: { 'conflict-discovered': 1 },
    });
  });

  it('whoever broke a rule is left out for that, not for a conflict that nobody declared', () => {
    const walk = atWork(careful, 3);
    walk.must({ ...order, reason: 'wrong-procedure' }, walk.officer).must({ type: 'replace', seat: 2 }, SYSTEM);
    for (let guard = 0; guard < 20 && !walk.state.panel?.exhausted; guard += 1)
      walk
        .must({ type: 'decline-invitation', reason: 'schedule' }, walk.seated(2))
        .must({ type: 'replace', seat: 2 }, SYSTEM);
    walk.must({ type: 'redraw' }, walk.officer).must({ type: 'freeze-pool' }, SYSTEM);
    const frozen = walk.events.findLast(({ type }) => type === 'panel.pool-frozen')?.data;
    expect(frozen).toMatchObject({ excluded: { 'wrong-procedure': 1 } });
    expect(JSON.stringify(frozen)).not.toContain('conflict-');
  });

  it('the words are for the office in charge alone, the event has the code', () => {
    const walk = atWork(careful, 3);
    const event = walk.must(order, walk.officer).events.at(-1);
    expect(event?.data).toEqual({ seat: 2, reason: 'conflict-discovered' });
    expect(event?.secret).toEqual({
      subject: `office:bureau:miit/${walk.state.applicant}`,
      content: { opinion: '与申报企业有合作' },
    });
  });
});

describe('专家组解散 a dissolved panel', () => {
  it('names those who had been invited and had not declined, so that they can be told', () => {
    const walk = new Walk('ENT05').drawnPanel();
    for (let guard = 0; guard < 20 && !walk.state.panel?.exhausted; guard += 1)
      walk
        .must({ type: 'decline-invitation', reason: 'schedule' }, walk.seated(5))
        .must({ type: 'replace', seat: 5 }, SYSTEM);
    const sitting = (walk.state.panel?.seats ?? []).slice(0, 4).map(({ token }) => token);
    walk.must({ type: 'redraw' }, walk.officer);
    expect(walk.events.at(-1)?.data).toMatchObject({ released: sitting });
  });
});

describe('分差说明 a spread above 20 waits for the chair’s minute (research on expert review §1.8)', () => {
  /** Four marks of 90, the last so much lower. */
  const spread = (share: number, others = 0.9) => {
    const walk = atWork(careful, 4, marksAt(others));
    return walk.must({ type: 'submit-marks', marks: marksAt(share) }, walk.seated(5));
  };

  it('a spread of exactly 20 needs none; the case goes on', () => {
    expect(spread(0.7).state).toMatchObject({ stage: 'sign-off', judgement: { spread: 20 } });
  });

  it('somebody acts: the chair records, and only then the result counts', () => {
    const walk = spread(0.6);
    expect(typesOf(walk).slice(-2)).toEqual(['panel.opened', 'panel.minute-awaited']);
    expect(walk.state).toMatchObject({ stage: 'expert-panel', judgement: { spread: 30 } });
    expect(expertTasks(walk)).toEqual([['minute', 1]]);
    expect(holderOf(careful, walk.state)).toEqual({ kind: 'panel', organisation: null });
    expect(systemWork(careful, walk.state)).toEqual([]);
    for (const actor of [walk.seated(2), walk.officer, walk.approver, SYSTEM])
      expect(walk.give({ type: 'record-minute', minute: '讨论' }, actor)?.code).toBe('not-permitted');
    expect(walk.give({ type: 'record-minute', minute: ' ' }, walk.seated(1))?.code).toBe('opinion-missing');
    walk.must({ type: 'record-minute', minute: '第五席对能耗数据存疑，经核对维持原分' }, walk.seated(1));
    expect(walk.state).toMatchObject({ stage: 'sign-off', panel: null });
    const recorded = walk.events.find(({ type }) => type === 'panel.minute-recorded');
    expect(JSON.stringify(recorded?.data)).not.toContain('能耗');
    expect(recorded?.secret?.subject).toBe(`office:bureau:miit/${walk.state.applicant}`);
  });

  it('a result below the pass mark is refused after the minute, not before', () => {
    const walk = spread(0.9, 0.5);
    expect(walk.state.phase).toBe('running');
    walk.must({ type: 'record-minute', minute: '已讨论' }, walk.seated(1));
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused' });
  });

  it('nobody acts: the limit of the panel runs on and is overdue; then anyone whose mark counted may record', () => {
    const walk = spread(0.6);
    const [row] = walk.due();
    expect(row?.id).toBe('expert-panel#3:lapse');
    walk.moveTo(row?.dueAt ?? '');
    expect(walk.events.at(-1)?.data).toMatchObject({ rule: 'overdue' });
    expect(expertTasks(walk)).toEqual([1, 2, 3, 4, 5].map((seat) => ['minute', seat]));
    walk.must({ type: 'record-minute', minute: '组长因病，由第三席记录' }, walk.seated(3));
    expect(walk.state.stage).toBe('sign-off');
  });

  it('once opened nothing of the panel moves any more but the minute', () => {
    const walk = spread(0.6);
    for (const seat of [1, 2, 5]) {
      const steps = walk.steps(walk.seated(seat));
      expect(steps).toEqual(seat === 1 ? ['record-minute'] : []);
    }
    expect(walk.steps(walk.officer)).toEqual([]);
    expect(atWork(careful, 4).give({ type: 'record-minute', minute: '讨论' }, walk.seated(1))?.code).toBe(
      'minute-not-awaited',
    );
  });
});

describe('法定人数 quorum: five of seven, each category heard, and only when time is up', () => {
  const strata: PanelStage['strata'] = [
    { category: 'technical', seats: 5 },
    { category: 'finance', seats: 2 },
  ];
  const seven = workshopWith({ strata, quorum: 5, voidReasons });
  const lapse = (walk: Walk) => walk.moveTo(walk.due().find(({ id }) => id === 'expert-panel#3:lapse')?.dueAt ?? '');
  const mark = (walk: Walk, seat: number) =>
    walk.must({ type: 'submit-marks', marks: marksAt(0.9) }, walk.seated(seat));

  it('in time every seat must mark', () => {
    const walk = atWork(seven, 6);
    expect(walk.state.stage).toBe('expert-panel');
    expect(mark(walk, 7).state.stage).toBe('sign-off');
  });

  it('when the limit passes with six marks, they are opened, and nobody is late', () => {
    const walk = lapse(atWork(seven, 6));
    expect(walk.state).toMatchObject({ stage: 'sign-off', judgement: { trimmedMean: 90 } });
    expect(walk.state.judgement?.marks.map(({ seat }) => seat)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(walk.events.find(({ type }) => type === 'limit.lapsed')?.data).toMatchObject({ rule: 'opened' });
  });

  it('five marks of one category are no quorum: overdue, and the first financial mark opens', () => {
    const walk = lapse(atWork(seven, 5));
    expect(walk.state.stage).toBe('expert-panel');
    expect(walk.events.at(-1)?.data).toMatchObject({ rule: 'overdue' });
    expect(mark(walk, 7).state.stage).toBe('sign-off');
  });

  it('four marks never make a result, and marks declared void are none', () => {
    const walk = lapse(atWork(seven, 4));
    expect(walk.state.stage).toBe('expert-panel');
    walk.must({ type: 'void-marks', seat: 1, reason: 'wrong-procedure', opinion: '代评' }, walk.officer);
    walk.must({ type: 'replace', seat: 1 }, SYSTEM).must(accepting, walk.seated(1));
    expect(mark(walk, 6).state.stage).toBe('expert-panel');
    expect(mark(walk, 7).state.stage).toBe('sign-off');
    expect(walk.state.judgement?.marks.map(({ seat }) => seat)).toEqual([2, 3, 4, 6, 7]);
  });

  it('without a quorum, time opens nothing', () => {
    const walk = lapse(atWork(smartWorkshop, 4));
    expect(walk.state.stage).toBe('expert-panel');
    expect(typesOf(walk)).not.toContain('panel.opened');
  });

  it('a procedure whose quorum is below five, or above the seats, is not loaded', () => {
    const known = { bureaus: ['miit', 'finance'], obligations: [smartWorkshop.obligation] };
    const faults = (quorum: number) =>
      checkProcedure(workshopWith({ strata, quorum }), known).filter((fault) => fault.includes('quorum'));
    expect([4, 5, 7, 8].map((quorum) => faults(quorum).length)).toEqual([1, 0, 0, 1]);
  });

  it('state is the fold of the events through all of this', () => {
    const walk = lapse(atWork(seven, 6));
    expect(walk.events.reduce(evolve, NO_CASE)).toEqual(walk.state);
  });
});

describe('密封 who may know how far the panel is (research §3.C: marks are inferred from counts)', () => {
  const operations = person('operations', 'city:operations');
  const readersOf = (walk: Walk) => ({
    applicant: walk.approver,
    district: walk.industry,
    finance: walk.finance,
    expert: walk.seated(1),
    officer: walk.officer,
    leader: walk.leader,
    operations,
  });
  const watching = (walk: Walk) =>
    Object.entries(readersOf(walk)).flatMap(([name, reader]) => {
      const token = walk.facts(reader).token;
      return watchesPanel(walk.procedure, walk.state, reader, token) ? [name] : [];
    });

  it('before the opening the office in charge and operations; while a minute is awaited the panel, too; afterwards all with access', () => {
    const walk = atWork(careful, 4);
    expect(watching(walk)).toEqual(['officer', 'leader', 'operations']);
    walk.must({ type: 'submit-marks', marks: marksAt(0.6) }, walk.seated(5));
    expect(watching(walk)).toEqual(['expert', 'officer', 'leader', 'operations']);
    const expert = walk.seated(1);
    walk.must({ type: 'record-minute', minute: '已讨论' }, expert);
    expect(watching(walk)).toHaveLength(7);
  });
});
