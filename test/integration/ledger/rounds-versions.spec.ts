import { SYSTEM, type CaseState, type Procedure } from '@vermilion/domain';
import type { Ledger } from '@vermilion/ledger';
import { castOf } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { bookOf, roundStoryOn } from '../../support/round-story.js';
import { smallProcedure } from '../../support/small-procedure.js';
import { ROUND_ID, smallRoundProcedure } from '../../support/small-round.js';

const RUNNING = 100;
/** Before there were rounds, every case went by itself. */
const first: Procedure = { ...smallProcedure, id: smallRoundProcedure.id };
const second: Procedure = { ...smallRoundProcedure, version: 2 };
/** From the third version on, a district reviews in 20 working days instead of 10. */
const third: Procedure = {
  ...second,
  version: 3,
  stages: second.stages.map((stage) =>
    stage.id === 'district-review' && stage.limit ? { ...stage, limit: { ...stage.limit, amount: 20 } } : stage,
  ),
};

describe('a further version of a procedure', () => {
  const { industry } = castOf('ENT01');
  let test: TestLedger;
  let running: string[] = [];
  let deployed: Ledger;

  beforeAll(async () => {
    test = await startLedger({ procedures: bookOf(second), poolSize: 20 });
    const story = roundStoryOn(test.ledger, bookOf(second));
    await story.call(undefined, 2);
    await test.setClock('2018-03-06T09:00:00+08:00');
    await story.fireDue();
    for (let index = 0; index < RUNNING; index += 10) {
      const batch = Array.from({ length: 10 }, () => story.submitted(castOf('ENT01'), 2));
      running.push(...(await Promise.all(batch)));
    }
    running = running.sort();
    deployed = await test.deployed(bookOf(second, third));
  }, 120_000);
  afterAll(() => test.stop());

  const versions = () =>
    test.database.admin<{ version: number; cases: number }>(
      'SELECT version, count(*)::int AS cases FROM "case" GROUP BY version ORDER BY version',
    );
  const lapseOf = async (caseId: string) => {
    const [row] = await test.database.admin<{ due: string }>(
      `SELECT to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS due FROM deadline
        WHERE case_id = $1 AND ref = 'district-review#2:lapse'`,
      [caseId],
    );
    return row?.due;
  };

  it(`published while ${RUNNING} cases run leaves every one of them as it was`, async () => {
    const before = await test.database.admin<{ state: CaseState }>('SELECT state FROM "case" ORDER BY id');
    expect(await versions()).toEqual([{ version: 2, cases: RUNNING }]);
    for (const caseId of running.slice(0, 10)) expect(await deployed.rebuild(caseId, 'look')).toEqual([]);
    expect(await test.database.admin('SELECT state FROM "case" ORDER BY id')).toEqual(before);
  }, 60_000);

  it('is the rule for new cases; running ones go on by theirs, side by side in one round', async () => {
    const story = roundStoryOn(deployed, bookOf(second, third));
    const fresh = await story.submitted(castOf('ENT01'), 3);
    const [old = ''] = running;
    for (const caseId of [old, fresh]) await story.must(caseId, industry, { type: 'accept' });

    expect(await versions()).toEqual([
      { version: 2, cases: RUNNING },
      { version: 3, cases: 1 },
    ]);
    // Counted from Wednesday 7 March 2018, day one: 10 working days end on 20 March, 20 on 3 April at 24时.
    expect([await lapseOf(old), await lapseOf(fresh)]).toEqual(['2018-03-21', '2018-04-04']);

    for (const caseId of [old, fresh]) await story.must(caseId, industry, { type: 'pass', opinion: '符合条件' });
    await story.mustRound(industry, { type: 'recommend', cases: [fresh, old] });
    await story.doOwedWork();
    const rows = await test.database.admin<{ stage: string; round: string }>(
      'SELECT stage, round FROM "case" WHERE id = ANY($1)',
      [[old, fresh]],
    );
    expect(rows).toEqual([1, 2].map(() => ({ stage: 'formal-check', round: ROUND_ID })));
  }, 60_000);

  it('draws no case of an earlier version without rounds into a round', async () => {
    const ledger = await test.deployed(bookOf(first, second, third));
    const caseId = await roundStoryOn(ledger, bookOf(first, second, third)).submitted(castOf('ENT02'), 1);
    const [row] = await test.database.admin('SELECT round, stage FROM "case" WHERE id = $1', [caseId]);
    expect(row).toEqual({ round: null, stage: 'acceptance' });
  }, 60_000);

  it('is needed as long as a case runs under it: without it, nothing is decided by another one', async () => {
    const without = await test.deployed(bookOf(third));
    const [, other = ''] = running;
    const command = { type: 'accept' } as const;
    const expectedSeq = await roundStoryOn(deployed, bookOf(second, third)).seqOf(other);
    const request = { caseId: other, command, actor: industry, key: 'no-second-version', expectedSeq };
    await expect(without.transact(request)).rejects.toThrow('the catalogue has lost procedure small-round@2');
    expect(
      await without.read(SYSTEM, (session) => session.rows('SELECT FROM command WHERE key = $1', [request.key])),
    ).toEqual([]);
  });
});
