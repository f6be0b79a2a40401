import { randomUUID } from 'node:crypto';
import { replay, type CaseState, type Recorded } from '@vermilion/domain';
import { saveDraft } from '@vermilion/ledger';
import { sampleForm } from '@vermilion/catalogue';
import { accepting } from '../../support/accepting.js';
import { CLOCK, SYSTEM, castOf, miitOfficer, storyOn } from '../../support/case-story.js';
import { startLedger, testStart, type TestLedger } from '../../support/ledger.js';

interface Due {
  ref: string;
  due: string;
  recorded: string | null;
}

describe('state and read tables', () => {
  let test: TestLedger;
  let story: ReturnType<typeof storyOn>;
  beforeAll(async () => {
    test = await startLedger();
    story = storyOn(test.ledger);
  }, 60_000);
  beforeEach(() => test.setClock(testStart));
  afterAll(() => test.stop());

  const fire = (caseId: string, deadline: string) =>
    test.ledger.transact({
      caseId,
      command: { type: 'fire', deadline },
      actor: CLOCK,
      key: `${caseId}:${deadline}`,
      expectedSeq: null,
    });
  const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
  const dueRows = (caseId: string) =>
    sql<Due>(
      `SELECT ref, to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS due,
              to_char(recorded_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS recorded
         FROM deadline WHERE case_id = $1 ORDER BY ref`,
      caseId,
    );
  const tasks = async (caseId: string) =>
    (
      await sql<{ t: string }>(
        `SELECT kind || ' ' || organisation AS t FROM task WHERE case_id = $1 ORDER BY id`,
        caseId,
      )
    ).map(({ t }) => t);
  /** What must be true of every case at any time. */
  const expectFold = async (caseId: string) => {
    const [stored] = await sql<{ state: CaseState; seq: number }>(
      'SELECT state, seq FROM "case" WHERE id = $1',
      caseId,
    );
    const events = await sql<Recorded>(
      'SELECT type, data FROM event WHERE stream = $1 ORDER BY seq',
      `application:${caseId}`,
    );
    expect(stored?.state).toEqual(replay(events));
    expect(stored?.seq).toBe(events.length);
    expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
  };

  it('are the fold of the events from the first draft to the award', async () => {
    const { caseId } = await story.awarded('ENT01');
    await expectFold(caseId);
    const holders = await sql<{ kind: string | null }>(
      'SELECT kind FROM holder WHERE case_id = $1 ORDER BY seq',
      caseId,
    );
    expect(holders.map(({ kind }) => kind)).toEqual([
      ...['enterprise', 'district', 'district', 'system', 'panel', 'bureau', 'system', null],
    ]);
    expect(await tasks(caseId)).toEqual([]);
    expect(await sql(`SELECT FROM deadline WHERE case_id = $1 AND recorded_at IS NULL`, caseId)).toEqual([]);
    const [row] = await sql<object>(
      'SELECT phase, outcome, workshop_name, overdue, due_at FROM "case" WHERE id = $1',
      caseId,
    );
    expect(row).toEqual({
      phase: 'closed',
      outcome: 'awarded',
      workshop_name: '盾构刀盘关键部件智能车间',
      overdue: false,
      due_at: null,
    });
    const experts = `SELECT FROM case_access WHERE case_id = $1 AND role = 'expert'`;
    expect(await sql(experts, caseId)).toEqual([]);
  }, 30_000);

  it('follow a return, a correction and the dates that they move', async () => {
    const { caseId, cast } = await story.submitted('ENT02');
    await story.must(caseId, cast.industry, { type: 'accept' });
    expect((await dueRows(caseId)).map(({ ref, due }) => `${ref} ${due}`)).toEqual([
      'district-review#2:lapse 2018-03-16 00:00',
      'district-review#2:remind 2018-03-13 09:00',
    ]);
    const defects = [{ target: 'workshop.name', what: '名称不全', how: '请补全' }];
    await story.must(caseId, cast.industry, { type: 'return', defects });
    expect((await dueRows(caseId)).map(({ ref }) => ref)).toEqual([
      'district-review#2/correction-1:lapse',
      'district-review#2/correction-1:remind',
    ]);
    expect(await tasks(caseId)).toEqual([`correct ${cast.filler.organisation}`]);
    await expectFold(caseId);

    const form = { ...sampleForm('ENT02'), workshop: { ...sampleForm('ENT02')['workshop'], name: '更正后的车间' } };
    const save = { form, by: cast.filler.person, at: testStart };
    const saved = await test.ledger.write(cast.filler, (session) =>
      saveDraft(session, caseId, { ...save, version: 2 }),
    );
    expect(saved).toEqual({ saved: true, open: true, version: 3 });
    await test.setClock('2018-03-06T10:00:00+08:00');
    await story.must(caseId, cast.approver, { type: 'correct', draftVersion: 3 });
    expect((await dueRows(caseId)).map(({ ref, due }) => `${ref} ${due}`)).toEqual([
      'district-review#2:lapse 2018-03-21 00:00',
      'district-review#2:remind 2018-03-16 09:00',
    ]);
    const [row] = await sql<{ workshop_name: string }>('SELECT workshop_name FROM "case" WHERE id = $1', caseId);
    expect(row?.workshop_name).toBe('更正后的车间');
    await expectFold(caseId);
  }, 30_000);

  it('let a draft be written while it is with the enterprise, and by one person at a time', async () => {
    const cast = castOf('ENT03');
    const caseId = await story.open(cast);
    const save = (version: number) =>
      test.ledger.write(cast.filler, (session) =>
        saveDraft(session, caseId, { version, form: sampleForm('ENT03'), by: 'x', at: testStart }),
      );
    const outcomes = await Promise.all([save(1), save(1), save(1)]);
    expect(outcomes.filter((outcome) => outcome?.saved)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome?.saved)).toEqual({ saved: false, open: true, version: 2 });
    const draftVersion = await story.fillIn(caseId, cast, 'ENT03');
    await story.must(caseId, cast.approver, { type: 'submit', draftVersion });
    expect(await save(draftVersion)).toEqual({ saved: false, open: false, version: draftVersion });
    const stale = { type: 'submit', draftVersion: 1 } as const;
    expect((await story.give(caseId, cast.approver, stale)).kind).toBe('refused');
  });

  it('follow declined seats and replacements', async () => {
    const { caseId } = await story.inPanel('ENT01');
    const [first, second] = await story.seated(caseId);
    if (!first || !second) throw new Error('no experts');
    await story.must(caseId, first, { type: 'decline-invitation', reason: 'schedule' });
    expect(await story.give(caseId, first, accepting)).toEqual({ kind: 'not-found' });
    await expectFold(caseId);
    await story.must(caseId, SYSTEM, { type: 'replace', seat: 1 });
    const [substitute] = await story.seated(caseId);
    expect(substitute?.organisation).not.toBe(first.organisation);
    expect(await tasks(caseId)).toContain(`answer-invitation ${substitute?.organisation}`);
    await expectFold(caseId);
  }, 30_000);

  it('forget the seats of a dissolved panel, not who has left the case for good, and why', async () => {
    const { caseId } = await story.inPanel('ENT02');
    for (let reason = 'conflict-of-interest'; ; reason = 'health') {
      const [first] = await story.seated(caseId);
      if (!first) throw new Error('no experts');
      await story.must(caseId, first, { type: 'decline-invitation', reason });
      const replaced = await story.must(caseId, SYSTEM, { type: 'replace', seat: 1 });
      if (replaced.events.some(({ type }) => type === 'panel.exhausted')) break;
    }
    await expectFold(caseId);
    await story.must(caseId, miitOfficer, { type: 'redraw' });
    expect(await story.seated(caseId)).toEqual([]);
    await expectFold(caseId);
    await story.must(caseId, SYSTEM, { type: 'freeze-pool' });
    const pools = await sql<{ excluded: { [reason: string]: number } }>(
      `SELECT data->'excluded' AS excluded FROM event WHERE stream = $1 AND type = 'panel.pool-frozen' ORDER BY seq`,
      `application:${caseId}`,
    );
    expect(pools.map(({ excluded }) => excluded['conflict-of-interest'])).toEqual([undefined, 1]);
    await story.must(caseId, SYSTEM, { type: 'draw', seed: 'cd'.repeat(32) });
    expect(await story.seated(caseId)).toHaveLength(5);
    await expectFold(caseId);
  }, 60_000);

  it('record a due date once, never early, at the business time of its recording', async () => {
    const { caseId } = await story.submitted('ENT01');
    expect(await fire(caseId, 'acceptance#1:lapse')).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not-yet-due' },
    });
    await test.setClock('2018-03-08T23:59:59+08:00');
    expect((await fire(caseId, 'acceptance#1:lapse')).kind).toBe('refused');
    await test.setClock('2018-03-09T00:00:00+08:00');
    expect((await fire(caseId, 'acceptance#1:lapse')).kind).toBe('accepted');
    const events = await story.seqOf(caseId);
    expect(await fire(caseId, 'acceptance#1:lapse')).toMatchObject({ kind: 'accepted', receipt: { replayed: true } });
    expect(await story.seqOf(caseId)).toBe(events);
    expect(await dueRows(caseId)).toContainEqual({
      ref: 'acceptance#1:lapse',
      due: '2018-03-09 00:00',
      recorded: '2018-03-09 00:00',
    });
    await expectFold(caseId);
  }, 30_000);

  it('call one escalation for all cases that missed the same instant, and mark them overdue', async () => {
    await sql(`DELETE FROM deadline WHERE kind = 'escalation'`);
    const late = [];
    for (const enterprise of ['ENT01', 'ENT02']) {
      const { caseId, cast } = await story.submitted(enterprise);
      await story.must(caseId, cast.industry, { type: 'accept' });
      late.push(caseId);
    }
    await test.setClock('2018-03-16T08:00:00+08:00');
    for (const caseId of late) {
      await fire(caseId, 'district-review#2:remind');
      expect((await fire(caseId, 'district-review#2:lapse')).kind).toBe('accepted');
      const [row] = await sql<object>('SELECT overdue, due_at FROM "case" WHERE id = $1', caseId);
      expect(row).toEqual({ overdue: true, due_at: null });
      await expectFold(caseId);
    }
    expect(
      await sql(`SELECT owner, ref, rung, kind, case_id, recorded_at FROM deadline WHERE kind = 'escalation'`),
    ).toEqual([
      {
        owner: 'escalation:smart-t2:2018-03-16T00',
        ref: 'lead',
        rung: 'lead',
        kind: 'escalation',
        case_id: null,
        recorded_at: null,
      },
    ]);
    expect((await tasks(late[0] ?? '')).length).toBe(1);
  }, 30_000);

  it('can be repaired from the events', async () => {
    const { caseId } = await story.inPanel('ENT01');
    await sql('DELETE FROM task WHERE case_id = $1', caseId);
    await sql(`UPDATE "case" SET stage = 'nowhere', overdue = true WHERE id = $1`, caseId);
    await sql(`INSERT INTO case_access VALUES ($1, 'enterprise:nobody', 'office')`, caseId);
    const found = await test.ledger.rebuild(caseId, 'look');
    expect(new Set(found.map(({ table }) => table))).toEqual(new Set(['task', '"case"', 'case_access']));
    expect(await test.ledger.rebuild(caseId, 'look')).toEqual(found);
    await test.ledger.rebuild(caseId, 'repair');
    await expectFold(caseId);
  }, 30_000);

  it('go out in order, each event once, as the row that the relay will publish', async () => {
    const { caseId } = await story.submitted('ENT03');
    const stream = `application:${caseId}`;
    const out = await sql<{ seq: number; topic: string; key: string; payload: string }>(
      'SELECT seq, topic, key, payload FROM outbox WHERE stream = $1 ORDER BY id',
      stream,
    );
    expect(out.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(new Set(out.map(({ topic, key }) => `${topic} ${key}`))).toEqual(new Set([`vermilion.cases ${stream}`]));
    expect(JSON.parse(out[2]?.payload ?? '')).toMatchObject({
      specversion: '1.0',
      id: `${stream}/3`,
      type: 'vermilion.stage.entered.v1',
      subject: stream,
      time: testStart,
      seq: 3,
      stageseq: 1,
      wakes: true,
    });
    const key = randomUUID();
    expect(
      (
        await test.ledger.transact({
          caseId,
          command: { type: 'fire', deadline: 'x' },
          actor: CLOCK,
          key,
          expectedSeq: null,
        })
      ).kind,
    ).toBe('refused');
    expect(await sql('SELECT FROM outbox WHERE stream = $1', stream)).toHaveLength(3);
  }, 30_000);
});
