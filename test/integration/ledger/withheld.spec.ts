import type { CaseState, RoundState } from '@vermilion/domain';
import { castOf, miitOfficer, SYSTEM } from '../../support/case-story.js';
import { enterRecord, repairRecord } from '../../support/credit-rows.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { roundStoryOn, smallBook } from '../../support/round-story.js';
import { ROUND_ID, TERMS } from '../../support/small-round.js';

/** Best first; each in a district of its own. */
const FIRMS = ['ENT01', 'ENT02', 'ENT03', 'ENT05'] as const;

describe('公示前、发文前核查 what the credit register holds when the list is published and signed', () => {
  let test: TestLedger;
  let story: ReturnType<typeof roundStoryOn>;
  const caseOf = new Map<string, string>();
  const idOf = (enterprise: string) => caseOf.get(enterprise) ?? '';
  const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
  const round = async () => {
    const [row] = await sql<{ state: RoundState }>('SELECT state FROM round WHERE id = $1', ROUND_ID);
    if (!row) throw new Error('no round');
    return row.state;
  };
  const stateOf = async (enterprise: string) => {
    const [row] = await sql<{ state: CaseState }>('SELECT state FROM "case" WHERE id = $1', idOf(enterprise));
    if (!row) throw new Error(`no case of ${enterprise}`);
    return row.state;
  };
  const trailOf = async (enterprise: string) => {
    const stream = `application:${idOf(enterprise)}`;
    const rows = await sql<{ type: string }>('SELECT type FROM event WHERE stream = $1 ORDER BY seq', stream);
    return rows.map(({ type }) => type);
  };
  const documents = async () =>
    (await round()).documents.map(({ number, cases, supplementary }) => ({ number, cases, supplementary }));
  const drawn = () => sql<{ value: string }>(`SELECT value FROM counter WHERE name LIKE 'document:%'`);
  const resumed = async (enterprise: string) => {
    await repairRecord(test, enterprise, (await round()).notice?.from ?? '');
    await story.must(idOf(enterprise), SYSTEM, { type: 'resume' });
    await story.doOwedWork();
  };

  beforeAll(async () => {
    test = await startLedger({ procedures: smallBook, poolSize: 10 });
    story = roundStoryOn(test.ledger);
    await story.call({ ...TERMS, quota: FIRMS.length });
    await test.setClock('2018-03-06T09:00:00+08:00');
    await story.fireDue();
    for (const enterprise of FIRMS) {
      caseOf.set(enterprise, await story.reviewed(enterprise));
      await story.mustRound(castOf(enterprise).industry, { type: 'recommend', cases: [idOf(enterprise)] });
    }
    await story.doOwedWork();

    for (const caseId of caseOf.values()) await story.must(caseId, miitOfficer, { type: 'pass', opinion: '材料齐全' });
    await test.setClock(TERMS.cutOff);
    await story.fireDue();
    await story.doOwedWork();
    for (const [index, enterprise] of FIRMS.entries()) await story.judge(idOf(enterprise), 90 - index);
    await story.doOwedWork();
    await story.propose();
  }, 120_000);
  afterAll(() => test.stop());

  it('a severe record that was entered after the recommendation takes its case off the notice, and refuses it', async () => {
    await enterRecord(test, 'ENT02', 'severe');
    await story.doOwedWork();
    const { list, withheld, checks } = await round();
    expect(list).toEqual(['ENT01', 'ENT03', 'ENT05'].map(idOf));
    expect(withheld).toEqual([{ caseId: idOf('ENT02'), reason: 'credit-veto' }]);
    const said = checks.find(({ caseId }) => caseId === idOf('ENT02'))?.check.credit;
    expect(said).toMatchObject({ grade: 'severe', record: 'TEST-ENT02', source: '信用中国（虚构）' });
    expect(await stateOf('ENT02')).toMatchObject({ outcome: 'refused', check: { moment: 'notice' } });
    const [refused] = await sql(
      `SELECT data->>'ground' AS ground FROM event WHERE stream = $1 AND type = 'application.refused'`,
      `application:${idOf('ENT02')}`,
    );
    expect(refused).toEqual({ ground: 'severe-credit-record' });
  }, 60_000);

  it('all that is ready is held back: no document, no number is drawn, and each case is suspended in its place', async () => {
    for (const enterprise of ['ENT01', 'ENT03', 'ENT05']) await enterRecord(test, enterprise, 'general');
    await test.setClock((await round()).notice?.closesAt ?? '');
    await story.fireDue();
    await story.doOwedWork();
    expect((await story.sign()).events.map(({ type }) => type)).toEqual(['round.withheld']);
    await story.doOwedWork();
    expect([await documents(), await drawn()]).toEqual([[], []]);
    for (const enterprise of ['ENT01', 'ENT03', 'ENT05']) {
      const kept = { stage: 'award', round: ROUND_ID, suspension: { ground: 'credit' }, check: { moment: 'award' } };
      expect(await stateOf(enterprise)).toMatchObject(kept);
    }
  }, 60_000);

  it('what the register shows as repaired gets the first number; what is repaired later the next one, as a supplement', async () => {
    await resumed('ENT01');
    await resumed('ENT03');
    await story.sign();
    await story.doOwedWork();
    const first = { number: '郑工信〔2018〕1号', cases: ['ENT01', 'ENT03'].map(idOf), supplementary: false };
    expect(await documents()).toEqual([first]);
    expect(await stateOf('ENT05')).toMatchObject({ phase: 'running', suspension: { ground: 'credit' } });
    await resumed('ENT05');
    await story.sign();
    await story.doOwedWork();
    expect(await documents()).toEqual([
      first,
      { number: '郑工信〔2018〕2号', cases: [idOf('ENT05')], supplementary: true },
    ]);
    expect(await drawn()).toEqual([{ value: '2' }]);
    expect((await trailOf('ENT05')).slice(-7)).toEqual([
      'application.checked',
      'application.suspended',
      'application.checked',
      'application.resumed',
      'application.checked',
      'award.issued',
      'application.closed',
    ]);
  }, 60_000);

  it('the round ends, and what was held back is in its tables as in its events', async () => {
    expect((await round()).phase).toBe('completed');
    expect(await test.ledger.rebuildRound(ROUND_ID, 'look')).toEqual([]);
    for (const caseId of caseOf.values()) expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
  }, 60_000);
});
