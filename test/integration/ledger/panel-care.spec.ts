import type { Marks, Person, Procedure } from '@vermilion/domain';
import { drawOf, panelComments } from '@vermilion/ledger';
import { accepting } from '../../support/accepting.js';
import { auditor, castOf, miitLeader, miitOfficer, operations, storyOn, SYSTEM } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { bookOf } from '../../support/round-story.js';
import { smallPanel } from '../../support/small-panel.js';
import { smallProcedure } from '../../support/small-procedure.js';

/** The small procedure, whose panel may be looked after. */
const careful: Procedure = {
  ...smallProcedure,
  stages: smallProcedure.stages.map((stage) =>
    stage.kind === 'panel' ? { ...stage, voidReasons: ['conflict-discovered'], minuteAbove: 20 } : stage,
  ),
};
const cast = castOf('ENT01');
const marks = (total: number): Marks => ({ items: { level: total }, comments: { level: `依据材料评为${total}` } });

describe('a panel that is looked after, in the real ledger', () => {
  let test: TestLedger;
  let story: ReturnType<typeof storyOn>;
  let caseId: string;
  let conflicted: Awaited<ReturnType<typeof story.seated>>[number];
  beforeAll(async () => {
    test = await startLedger({ procedures: bookOf(careful) });
    story = storyOn(test.ledger);
    caseId = await smallPanel(test);
  }, 60_000);
  afterAll(() => test.stop());

  const scores = () =>
    test.database.admin<{ seat: number; token: string }>('SELECT seat, token FROM score ORDER BY seat, token');
  const eventOf = async (type: string) =>
    `application:${caseId}/${(await test.database.admin<{ seq: number }>('SELECT seq FROM event WHERE type = $1', [type]))[0]?.seq}`;
  const readers = () => [miitOfficer, cast.approver, cast.industry] as const;
  const opened = async (type: string) => {
    const id = await eventOf(type);
    return Promise.all(
      readers().map((reader) => test.ledger.read(reader, (session) => test.ledger.secrets.open(session, id))),
    );
  };
  /** The comments that each reader finds: who judges, applicant, district, oversight, and another firm. */
  const commentsFor = async (readers: readonly Person[]) =>
    Promise.all(readers.map((reader) => test.ledger.read(reader, (session) => panelComments(session, caseId))));
  const parties = [miitOfficer, miitLeader, cast.approver, cast.industry];
  const strangers = [operations, auditor, castOf('ENT02').approver];
  const differences = async () => (await test.ledger.rebuild(caseId, 'look')).length;

  it('void marks stay under the token that gave them, beside those of the alternate; only the latter count', async () => {
    [conflicted] = (await story.seated(caseId)) as [typeof conflicted];
    await story.must(caseId, conflicted, { type: 'submit-marks', marks: marks(0) });
    const order = { type: 'void-marks', seat: 1, reason: 'conflict-discovered', opinion: '与企业有合作关系' } as const;
    await story.must(caseId, miitOfficer, order);
    expect(await story.give(caseId, miitOfficer, order)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'seat-unknown' },
    });
    await story.must(caseId, SYSTEM, { type: 'replace', seat: 1 });
    const [alternate] = await story.seated(caseId);
    if (!alternate) throw new Error('nobody sits there');
    expect(alternate.organisation).not.toBe(conflicted.organisation);
    await story.must(caseId, alternate, accepting);
    await story.must(caseId, alternate, { type: 'submit-marks', marks: marks(60) });
    expect((await scores()).map(({ seat }) => seat)).toEqual([1, 1]);
    expect(new Set((await scores()).map(({ token }) => token)).size).toBe(2);
  });

  it('the office’s words are readable by that office alone', async () => {
    expect(await opened('panel.mark-voided')).toEqual([{ opinion: '与企业有合作关系' }, null, null]);
  });

  it('the expert whose marks are void has left the case', async () => {
    const given = await story.give(caseId, conflicted, { type: 'submit-marks', marks: marks(100) });
    expect(given.kind).not.toBe('accepted');
  });

  it('the published draw shows the replacement, and names nobody', async () => {
    const [row] = await test.database.admin<{ seq: number }>(`SELECT seq FROM event WHERE type = 'panel.drawn'`);
    const draw = await test.ledger.read(SYSTEM, (session) => drawOf(session, caseId, row?.seq ?? 0));
    expect(draw).toMatchObject({
      number: 1,
      draws: [row?.seq],
      drawnAs: row?.seq,
      outcome: { dissolvedAt: null, replacements: [{ seat: 1, category: 'technical', vacant: [] }], between: [] },
    });
    expect(draw?.outcome?.drawn.prevHash).toBe(draw?.frozen.hash);
    expect(JSON.stringify(draw)).not.toMatch(/EXP\d|conflict-discovered/);
  });

  it('comments are sealed with the marks: before the opening nobody but their author reads them', async () => {
    const [author] = await story.seated(caseId);
    if (!author) throw new Error('no panel');
    const own = await test.ledger.read(author, (session) => session.rows('SELECT comments FROM score'));
    expect(own).toEqual([{ comments: { level: '依据材料评为60' } }]);
    for (const reader of [...parties, ...strangers, conflicted])
      expect(await test.ledger.read(reader, (session) => session.rows('SELECT FROM score'))).toEqual([]);
    expect(await commentsFor([author, ...parties, ...strangers])).toEqual(Array(8).fill([]));
  });

  it('a large spread waits for the chair: a task of that expert; the minute is for the office alone', async () => {
    const [chair, second, third] = await story.seated(caseId);
    if (!chair || !second || !third) throw new Error('no panel');
    await story.must(caseId, second, { type: 'submit-marks', marks: marks(70) });
    await story.must(caseId, third, { type: 'submit-marks', marks: marks(95) });
    const tasks = await test.database.admin<{ kind: string; organisation: string }>(
      'SELECT kind, organisation FROM task',
    );
    expect(tasks).toEqual([{ kind: 'minute', organisation: chair.organisation }]);
    expect(await differences()).toBe(0);
    expect(await story.give(caseId, second, { type: 'record-minute', minute: '说明' })).toMatchObject({
      refusal: { code: 'not-permitted' },
    });
    const given = [60, 70, 95].map((total, at) => ({ seat: at + 1, item: 'level', text: `依据材料评为${total}` }));
    expect(await commentsFor([chair, ...parties])).toEqual(Array(5).fill(given));
    await story.must(caseId, chair, { type: 'record-minute', minute: '第三席认为示范性强，经讨论保留' });
    expect(await opened('panel.minute-recorded')).toEqual([{ minute: '第三席认为示范性强，经讨论保留' }, null, null]);
    const [found] = await test.database.admin<{ stage: string; mean: number }>(
      `SELECT stage, (state->'judgement'->>'trimmedMean')::float8 AS mean FROM "case"`,
    );
    expect(found).toEqual({ stage: 'sign-off', mean: 70 });
    expect(await differences()).toBe(0);
    expect(await commentsFor(parties)).toEqual(Array(4).fill(given));
    expect(await commentsFor([...strangers, conflicted, second])).toEqual([[], [], [], [], given.slice(1, 2)]);
  });
});
