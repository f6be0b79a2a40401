import type { Marks, Procedure } from '@vermilion/domain';
import { panelComments } from '@vermilion/ledger';
import { castOf, miitOfficer, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { bookOf, roundStoryOn } from '../../support/round-story.js';
import { smallPanel } from '../../support/small-panel.js';
import { smallProcedure } from '../../support/small-procedure.js';

/** The small procedure with seven seats, five of which make a quorum. */
const seven: Procedure = {
  ...smallProcedure,
  stages: smallProcedure.stages.map((stage) =>
    stage.kind === 'panel'
      ? {
          ...stage,
          strata: [
            { category: 'technical', seats: 5 },
            { category: 'finance', seats: 2 },
          ],
          quorum: 5,
        }
      : stage,
  ),
};
const cast = castOf('ENT01');
const marks = (total: number): Marks => ({ items: { level: total }, comments: { level: `评为${total}` } });
/** 30 working days from 2 March 2018, counted past Qingming and the make-up Sunday 8 April: the last is 13 April. */
const LAST_DAY_ENDS = '2018-04-14T00:00:00+08:00';

describe('法定人数 in the real ledger: seven seats, the limit passes (research on expert review §1.8)', () => {
  let test: TestLedger;
  let story: ReturnType<typeof storyOn>;
  let caseId: string;
  beforeAll(async () => {
    test = await startLedger({ procedures: bookOf(seven) });
    story = storyOn(test.ledger);
    caseId = await smallPanel(test);
  }, 60_000);
  afterAll(() => test.stop());

  const commentsFor = (reader: typeof miitOfficer) =>
    test.ledger.read(reader, (session) => panelComments(session, caseId));
  const standing = async () => {
    const [row] = await test.database.admin<{ stage: string; overdue: boolean; seats: number[] | null }>(
      `SELECT stage, overdue, (SELECT array_agg((m->>'seat')::int) FROM jsonb_array_elements(state->'judgement'->'marks') m) AS seats
         FROM "case"`,
    );
    return row;
  };

  it('with six of seven marks in, nothing is opened a moment before the limit ends', async () => {
    const experts = await story.seated(caseId);
    expect(experts).toHaveLength(7);
    for (const [index, expert] of experts.slice(0, 6).entries())
      await story.must(caseId, expert, { type: 'submit-marks', marks: marks(70 + index) });
    await test.setClock('2018-04-13T23:59:59+08:00');
    await roundStoryOn(test.ledger, bookOf(seven)).fireDue();
    expect(await standing()).toMatchObject({ stage: 'expert-review', seats: null });
    expect(await commentsFor(miitOfficer)).toEqual([]);
  });

  it('when it has passed, the clock opens the six marks together; nobody is late, and the case goes on', async () => {
    await test.setClock(LAST_DAY_ENDS);
    await roundStoryOn(test.ledger, bookOf(seven)).fireDue();
    expect(await standing()).toEqual({ stage: 'sign-off', overdue: false, seats: [1, 2, 3, 4, 5, 6] });
    const [lapsed] = await test.database.admin<{ data: object; actor_kind: string }>(
      `SELECT data, actor_kind FROM event WHERE type = 'limit.lapsed'`,
    );
    expect(lapsed).toMatchObject({ data: { rule: 'opened' }, actor_kind: 'clock' });
  });

  it('what they wrote reaches bureau and applicant; the seventh can add nothing', async () => {
    const six = [70, 71, 72, 73, 74, 75].map((total, index) => ({
      seat: index + 1,
      item: 'level',
      text: `评为${total}`,
    }));
    for (const reader of [miitOfficer, cast.approver]) expect(await commentsFor(reader)).toEqual(six);
    const [seventh] = (await story.seated(caseId)).slice(6);
    if (!seventh) throw new Error('there is no seventh seat');
    const late = await story.give(caseId, seventh, { type: 'submit-marks', marks: marks(0) });
    expect(late.kind).toBe('not-found');
    expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
  });
});
