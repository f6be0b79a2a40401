import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Instant, RoundState } from '@vermilion/domain';
import { instantOf } from '@vermilion/ledger';
import { miitOfficer, SYSTEM, castOf } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { paperOf } from '../../support/on-notice.js';
import { roundStoryOn, smallBook } from '../../support/round-story.js';
import { ROUND_ID, TERMS } from '../../support/small-round.js';

/** A recent moment as the API would note it. */
const at = (milliseconds: number): Instant => instantOf(new Date(milliseconds));

describe('公示期至最后一日24时: an objection of the last second on its way to the ledger', () => {
  let test: TestLedger;
  let story: ReturnType<typeof roundStoryOn>;
  let [inTime, tooLate, signedFor] = ['', '', ''];
  /** The end of the notice. */
  let end = 0;
  const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
  const lodge = (caseId: string, receivedAt: Instant) => {
    const command = { type: 'object', paper: paperOf(randomUUID()) } as const;
    return test.ledger.transact({ caseId, command, actor: SYSTEM, key: randomUUID(), expectedSeq: null, receivedAt });
  };
  const lateness = async (caseId: string) => {
    const [row] = await sql<{ stage: string; late: boolean[] }>(
      `SELECT c.stage, array_agg(o.late) AS late FROM "case" c JOIN objection o ON o.case_id = c.id WHERE c.id = $1 GROUP BY c.stage`,
      caseId,
    );
    return row;
  };
  const documents = async () => {
    const [row] = await sql<{ state: RoundState }>('SELECT state FROM round WHERE id = $1', ROUND_ID);
    return row?.state.documents.map(({ cases, supplementary }) => ({ cases, supplementary }));
  };

  beforeAll(async () => {
    test = await startLedger({ procedures: smallBook, poolSize: 20 });
    story = roundStoryOn(test.ledger);
    await story.call({ ...TERMS, quota: 3 });
    await test.setClock(TERMS.opens);
    await story.fireDue();
    const cases = [await story.reviewed(), await story.reviewed(), await story.reviewed()];
    await story.mustRound(castOf('ENT01').industry, { type: 'recommend', cases });
    await story.doOwedWork();
    for (const caseId of cases) await story.must(caseId, miitOfficer, { type: 'pass', opinion: '' });
    await test.setClock(TERMS.cutOff);
    await story.fireDue();
    await story.doOwedWork();
    for (const caseId of cases) await story.judge(caseId, 90);
    await story.doOwedWork();
    await story.propose();
    await story.doOwedWork();
    const [notice] = await sql<{ closes_at: string }>(`SELECT state->'notice'->>'closesAt' AS closes_at FROM round`);
    await test.setClock(notice?.closes_at ?? '');
    await story.fireDue();
    await story.doOwedWork();
    [inTime = '', tooLate = '', signedFor = ''] = cases;
    // The round was walked in 2018; the notice ends now, on a clock that goes on by itself.
    await test.followMachine();
    end = Date.now();
    await sql(`UPDATE "case" SET state = jsonb_set(state, '{notice,closesAt}', to_jsonb($1::text))`, at(end));
    await sql(`UPDATE event SET at = $1 WHERE type = 'stage.entered' AND data->>'stage' = 'award'`, at(end));
    await wait(50);
  }, 120_000);
  afterAll(() => test.stop());

  it('is in time when it was received in time, though the entry has gone on to its signing: held back alone', async () => {
    expect(await lodge(inTime, at(end - 100))).toMatchObject({ kind: 'accepted' });
    expect(await lateness(inTime)).toEqual({ stage: 'award', late: [false] });
  });

  it('is late when it was received at the first instant after the last day', async () => {
    expect(await lodge(tooLate, at(end))).toMatchObject({ kind: 'accepted' });
    expect(await lateness(tooLate)).toEqual({ stage: 'award', late: [true] });
  });

  it('keeps its entry, and no other, out of the document', async () => {
    await story.sign();
    expect(await documents()).toEqual([{ cases: [tooLate, signedFor], supplementary: false }]);
  });

  it('comes too late for what is signed already', async () => {
    expect(await lodge(signedFor, at(end - 100))).toMatchObject({ kind: 'accepted' });
    expect(await lateness(signedFor)).toEqual({ stage: 'award', late: [true] });
  });
});
