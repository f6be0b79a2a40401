import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadProcedures } from '@vermilion/catalogue';
import { CLOCK, SYSTEM } from '@vermilion/domain';
import { openDueBook, verifyChain, type DueBook, type EngineRequest } from '@vermilion/ledger';
import { storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

jest.setTimeout(60_000);

const ALL = { shards: { from: 0, to: 63 }, limit: 500 };
const FIRMS = ['ENT01', 'ENT02', 'ENT03', 'ENT05', 'ENT07'];
const MIDNIGHT = '2018-03-16T00:00:00+08:00';

/** Design §9: limits in working days all end at the same midnight; herds are the rule. Accepted on 1 March 2018, ten working days. */
describe('limits that end at the same midnight', () => {
  let test: TestLedger;
  let due: DueBook;
  let cases: string[];

  beforeAll(async () => {
    test = await startLedger();
    due = openDueBook(test.ledger, loadProcedures());
    const story = storyOn(test.ledger);
    cases = [];
    for (const firm of FIRMS) {
      const { caseId, cast } = await story.submitted(firm);
      await story.must(caseId, cast.industry, { type: 'accept' });
      cases.push(caseId);
    }
    // What reminds comes days before.
    await test.setClock('2018-03-15T18:00:00+08:00');
    await due.fireDue(ALL, () => undefined);
    await test.setClock(MIDNIGHT);
  }, 60_000);
  afterAll(() => test.stop());

  const lapses = (some: readonly string[]) =>
    test.database.admin<{ caseId: string; transaction: string }>(
      `SELECT substr(stream, 13) AS "caseId", xmin::text AS transaction FROM event
        WHERE type = 'limit.lapsed' AND substr(stream, 13) = ANY($1) ORDER BY stream`,
      [some],
    );

  it('are recorded together, but for a case on which somebody works and one whose tables are out of step, which is put right: those keep nobody up', async () => {
    const [busy, early, ...others] = cases as [string, string, ...string[]];
    // By the state of this one it is not due yet: somebody has laid hands on the tables.
    await test.database.admin(
      `UPDATE "case" SET state = jsonb_set(state, '{limits}', (SELECT jsonb_agg(jsonb_set(l, '{startedOn}', '"2018-03-05"'))
         FROM jsonb_array_elements(state->'limits') l)) WHERE id = $1`,
      [early],
    );

    const outlook = await test.ledger.write(SYSTEM, async (session) => {
      await session.rows('SELECT id FROM "case" WHERE id = $1 FOR UPDATE', [busy]);
      return due.fireDue(ALL, () => undefined);
    });

    expect(outlook).toMatchObject({ fired: others.length + 1, nextDueInMs: 1_000 });
    const together = await lapses(others);
    expect(together.map(({ caseId }) => caseId)).toEqual(others);
    expect(new Set(together.map(({ transaction }) => transaction)).size).toBe(1);
    expect(await lapses([busy])).toEqual([]);
    expect(await lapses([early])).toHaveLength(1);
  });

  it('are recorded each once however often they are put, in chains that verify and tables that are the fold of their events', async () => {
    await due.fireDue(ALL, () => undefined);
    const rows = await test.database.admin<{ caseId: string; ref: string }>(
      `SELECT case_id AS "caseId", ref FROM deadline WHERE rung = 'lapse' AND due_at = $1 AND case_id IS NOT NULL`,
      [MIDNIGHT],
    );
    const again = rows.map(({ caseId, ref }): EngineRequest => {
      const command = { type: 'fire', deadline: ref } as const;
      return { caseId, command, actor: CLOCK, key: `application:${caseId}:${ref}`, expectedSeq: null };
    });

    const repeated = await test.ledger.transactTogether(again);

    expect(repeated).toHaveLength(cases.length);
    for (const outcome of repeated)
      expect(outcome).toMatchObject({ status: 'fulfilled', value: { kind: 'accepted', receipt: { replayed: true } } });
    expect((await lapses(cases)).map(({ caseId }) => caseId)).toEqual(cases);
    for (const caseId of cases) {
      expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
      expect(await test.ledger.read(SYSTEM, (session) => verifyChain(session, `application:${caseId}`))).toMatchObject({
        faults: [],
      });
    }
  });
});
