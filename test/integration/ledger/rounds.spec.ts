import { randomUUID } from 'node:crypto';
import { replayRound, type Person, type RecordedRound, type RoundState } from '@vermilion/domain';
import {
  awardByCertificate,
  casesOfRound,
  roundById,
  rounds,
  verifyStreams,
  type RoundRequest,
} from '@vermilion/ledger';
import { castOf, miitLeader, miitOfficer, SYSTEM } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { roundStoryOn, smallBook } from '../../support/round-story.js';
import { ROUND_ID, TERMS } from '../../support/small-round.js';

const stream = `round:${ROUND_ID}`;
const secondLeader = { ...miitLeader, person: 'miit-leader-2' };
const industry = castOf('ENT01').industry;

describe('a round on the ledger', () => {
  let test: TestLedger;
  let story: ReturnType<typeof roundStoryOn>;
  /** Best first; the last one is judged below the pass mark. */
  let cases: string[] = [];
  const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
  const outcomes = async () => {
    const rows = await sql<{ id: string; outcome: string | null }>('SELECT id, outcome FROM "case" ORDER BY id');
    return Object.fromEntries(rows.map(({ id, outcome }) => [id, outcome]));
  };
  const stored = async (): Promise<RoundState> => {
    const [row] = await sql<{ state: RoundState }>('SELECT state FROM round WHERE id = $1', ROUND_ID);
    if (!row) throw new Error('no round');
    return row.state;
  };

  beforeAll(async () => {
    test = await startLedger({ procedures: smallBook, poolSize: 20 });
    story = roundStoryOn(test.ledger);
    await story.call();
    await test.setClock('2018-03-06T09:00:00+08:00');
    await story.fireDue();
    cases = [];
    for (let index = 0; index < 4; index += 1) cases.push(await story.reviewed());
  }, 60_000);
  afterAll(() => test.stop());

  it('is opened by the clock, and its cases know it', async () => {
    const found = await test.ledger.read(miitOfficer, (session) => casesOfRound(session, ROUND_ID));
    expect(found.map(({ id, round, stage }) => ({ id, round, stage }))).toEqual(
      cases.map((id) => ({ id, round: ROUND_ID, stage: 'recommendation' })),
    );
    expect((await stored()).phase).toBe('open');
    const recorded = await sql(`SELECT ref FROM deadline WHERE owner = $1 AND recorded_at IS NOT NULL`, stream);
    expect(recorded).toEqual([{ ref: 'opens:lapse' }]);
  }, 30_000);

  it('belongs to offices: a district reads it, a firm cannot tell whether there is one', async () => {
    const { approver } = castOf('ENT01');
    expect(await test.ledger.read(industry, (session) => roundById(session, ROUND_ID))).toMatchObject({ id: ROUND_ID });
    expect(await test.ledger.read(approver, rounds)).toEqual([]);
    const rowsOf = (actor: Person, table: string, where: string) =>
      test.ledger.read(actor, (session) => session.rows(`SELECT FROM ${table} WHERE ${where} LIKE 'round:%'`));
    for (const [table, where] of [
      ['event', 'stream'],
      ['deadline', 'owner'],
    ] as const) {
      expect((await rowsOf(industry, table, where)).length).toBeGreaterThan(1);
      expect(await rowsOf(approver, table, where)).toEqual([]);
    }
    const recommend = { type: 'recommend', cases } as const;
    expect(await story.giveRound(approver, recommend)).toEqual({ kind: 'not-found' });
    expect(await story.giveRound(castOf('ENT01').finance, recommend)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not-permitted' },
    });
  }, 30_000);

  it('takes a district’s list once, and gives the same receipt to whoever repeats the command', async () => {
    const request: RoundRequest = {
      roundId: ROUND_ID,
      command: { type: 'recommend', cases },
      actor: industry,
      key: randomUUID(),
      expectedSeq: await story.seqOfRound(ROUND_ID),
    };
    const first = await test.ledger.transactRound(request);
    if (first.kind !== 'accepted') throw new Error(JSON.stringify(first));
    const again = await test.ledger.transactRound(request);
    expect(again).toEqual({ kind: 'accepted', receipt: { ...first.receipt, replayed: true } });
    expect(await test.ledger.transactRound({ ...request, command: { type: 'recommend', cases: [] } })).toEqual({
      kind: 'key-reused',
    });
    const events = await sql(`SELECT FROM event WHERE stream = $1 AND type = 'round.recommended'`, stream);
    expect(events).toHaveLength(1);
  }, 30_000);

  it('holds the manual clock while a case is behind it', async () => {
    await sql(`UPDATE business_clock SET target_at = '2018-03-08T09:00:00+08:00'`);
    expect(await story.stepClock()).toEqual({ moved: false, hasTarget: true });
    await story.doOwedWork();
    expect(await story.stepClock()).toMatchObject({ moved: true });
    const found = await sql<{ stage: string }>('SELECT DISTINCT stage FROM "case"');
    expect(found).toEqual([{ stage: 'formal-check' }]);
  }, 30_000);

  it('freezes the candidates at the cut-off and ranks them once all are judged', async () => {
    for (const caseId of cases) await story.must(caseId, miitOfficer, { type: 'pass', opinion: '材料齐全' });
    await test.setClock(TERMS.cutOff);
    await story.fireDue();
    await story.doOwedWork();
    for (const [index, caseId] of cases.entries()) await story.judge(caseId, index === 3 ? 50 : 90 - index);
    await story.doOwedWork();
    const { phase, ranking, cut } = await stored();
    expect(phase).toBe('ranked');
    expect(ranking.map(({ caseId }) => caseId)).toEqual(cases.slice(0, 3));
    expect(cut).toEqual({ quota: 2, lastIn: cases[1], firstOut: cases[2], gap: 1 });
  }, 60_000);

  it('hears one of two leaders who propose at once; the other learns who was faster, and when', async () => {
    const expectedSeq = await story.seqOfRound(ROUND_ID);
    const propose = (actor: typeof miitLeader) =>
      test.ledger.transactRound({
        roundId: ROUND_ID,
        command: { type: 'propose', opinion: '同意' },
        actor,
        key: randomUUID(),
        expectedSeq,
      });
    const replies = await Promise.all([propose(miitLeader), propose(secondLeader)]);
    expect(replies.map(({ kind }) => kind).sort()).toEqual(['accepted', 'conflict']);
    expect(replies.find(({ kind }) => kind === 'conflict')).toEqual({
      kind: 'conflict',
      current: { seq: (expectedSeq ?? 0) + 1, by: 'bureau:miit', at: TERMS.cutOff, type: 'round.proposed' },
    });
    expect(await sql(`SELECT FROM event WHERE stream = $1 AND type = 'round.proposed'`, stream)).toHaveLength(1);
    const words = (actor: Person) =>
      test.ledger.read(actor, (session) => test.ledger.secrets.open(session, `${stream}/${(expectedSeq ?? 0) + 1}`));
    expect(await words(miitOfficer)).toEqual({ opinion: '同意' });
    expect(await words(castOf('ENT01').approver)).toBeNull();
  }, 30_000);

  it('publishes one numbered notice, and awards the whole list under one document with certificates in its order', async () => {
    await story.doOwedWork();
    const { notice } = await stored();
    expect(notice).toMatchObject({ number: '公示〔2018〕1号', from: '2018-03-31' });
    await test.setClock(notice?.closesAt ?? '');
    await story.fireDue();
    await story.doOwedWork();
    await story.sign();
    await story.doOwedWork();
    const awards = await sql('SELECT case_id, document_number, certificate_number, round FROM award ORDER BY case_id');
    expect(awards).toEqual(
      [1, 2].map((number) => ({
        case_id: cases[number - 1],
        document_number: '郑工信〔2018〕1号',
        certificate_number: `ZZ-2018-00${number}`,
        round: ROUND_ID,
      })),
    );
    const award = await test.ledger.read(SYSTEM, (session) => awardByCertificate(session, 'ZZ-2018-002'));
    expect(award).toMatchObject({ documentNumber: '郑工信〔2018〕1号' });
  }, 60_000);

  it('is completed when all its cases are', async () => {
    expect((await stored()).phase).toBe('completed');
    const [first, second, third, fourth] = cases;
    expect(await outcomes()).toEqual({
      [String(first)]: 'awarded',
      [String(second)]: 'awarded',
      [String(third)]: 'nursery-list',
      [String(fourth)]: 'refused',
    });
    const owing = await test.ledger.read(SYSTEM, (session) => test.ledger.roundWork(session));
    expect(owing).toEqual([]);
    expect(await sql(`SELECT FROM deadline WHERE owner = $1 AND recorded_at IS NULL`, stream)).toEqual([]);
  }, 30_000);

  it('is the fold of its events, in state and tables', async () => {
    const events = await sql<RecordedRound>('SELECT type, data FROM event WHERE stream = $1 ORDER BY seq', stream);
    expect(await stored()).toEqual(replayRound(events));
    expect(await test.ledger.rebuildRound(ROUND_ID, 'look')).toEqual([]);
    for (const caseId of cases) expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
  }, 60_000);

  it('is put right by a rebuild when a row was spoilt', async () => {
    await sql(`UPDATE round SET phase = 'open' WHERE id = $1`, ROUND_ID);
    await sql(`DELETE FROM deadline WHERE owner = $1 AND ref = 'closes:lapse'`, stream);
    const differences = await test.ledger.rebuildRound(ROUND_ID, 'repair');
    expect(differences.map(({ table, side }) => `${table} ${side}`).sort()).toEqual([
      'deadline only-rebuilt',
      'round only-before',
      'round only-rebuilt',
    ]);
    expect(await test.ledger.rebuildRound(ROUND_ID, 'look')).toEqual([]);
  }, 30_000);

  it('is published in order, every fact once, for its workflow to wake', async () => {
    const rows = await sql<{ seq: number; payload: string }>(
      `SELECT seq, payload FROM outbox WHERE topic = 'vermilion.rounds' AND key = $1 ORDER BY id`,
      stream,
    );
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: (await stored()).seq }, (_, index) => index + 1));
    const wakes = rows.map(({ payload }) => (JSON.parse(payload) as { wakes: boolean }).wakes);
    expect(new Set(wakes)).toEqual(new Set([true]));
  }, 30_000);

  it('verifies, and shows which of its events was changed', async () => {
    const verify = () => test.ledger.read(SYSTEM, (session) => verifyStreams(session, { roundId: ROUND_ID, limit: 1 }));
    expect(await verify()).toMatchObject({ intact: true, events: (await stored()).seq });
    await sql(
      `UPDATE event SET data = jsonb_set(data, '{list}', '[]') WHERE stream = $1 AND type = 'round.proposed'`,
      stream,
    );
    const [proposed] = await sql<{ seq: number }>(
      `SELECT seq FROM event WHERE stream = $1 AND type = 'round.proposed'`,
      stream,
    );
    expect((await verify()).faults).toEqual([{ stream, seq: proposed?.seq, what: 'altered' }]);
    await sql(`DELETE FROM event WHERE stream = $1 AND type = 'round.completed'`, stream);
    expect((await verify()).faults).toContainEqual({ stream, seq: (await stored()).seq, what: 'cut' });
  }, 30_000);
});
