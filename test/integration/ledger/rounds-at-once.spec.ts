import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { castOf, miitOfficer, SYSTEM } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { roundStoryOn, smallBook } from '../../support/round-story.js';
import { ROUND_ID, TERMS } from '../../support/small-round.js';

const CASES = 12;
const { industry, approver } = castOf('ENT01');

describe('a round and its cases at once', () => {
  let test: TestLedger;
  let story: ReturnType<typeof roundStoryOn>;
  beforeAll(async () => {
    test = await startLedger({ procedures: smallBook, poolSize: 40 });
    story = roundStoryOn(test.ledger);
    await story.call({ ...TERMS, districtCap: CASES });
    await test.setClock('2018-03-06T09:00:00+08:00');
    await story.fireDue();
  }, 60_000);
  afterAll(() => test.stop());

  // Rounds are locked first, then cases by number: whoever waits, waits for somebody who goes on.
  it('never wait for each other in a circle, and everything is done once', async () => {
    const cases: string[] = [];
    for (let index = 0; index < CASES; index += 1) cases.push(await story.reviewed());
    const drafts = await Promise.all(Array.from({ length: CASES }, () => story.drafted(castOf('ENT01'))));
    await story.mustRound(industry, { type: 'recommend', cases });
    const seq = await story.seqOfRound(ROUND_ID);

    const follow = (caseId: string) =>
      test.ledger.transact({
        caseId,
        command: { type: 'follow-round' },
        actor: SYSTEM,
        key: `${caseId}:follow:${seq}:recommendation#3`,
        expectedSeq: null,
      });
    const recommend = (list: readonly string[]) =>
      test.ledger.transactRound({
        roundId: ROUND_ID,
        command: { type: 'recommend', cases: list },
        actor: industry,
        key: randomUUID(),
        expectedSeq: seq,
      });
    const submit = ({ caseId, draftVersion }: (typeof drafts)[number]) =>
      story.give(caseId, approver, { type: 'submit', draftVersion });
    const settled = await Promise.allSettled([
      ...cases.map(follow),
      ...cases.map(follow),
      ...drafts.map(submit),
      ...[cases, [...cases].reverse(), cases].map(recommend),
    ]);

    const failed = settled.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(failed.filter((reason) => !reason.includes('lock timeout'))).toEqual([]);
    const [counted] = await test.database.admin<{ recommended: number; submitted: number; lists: number }>(
      `SELECT count(*) FILTER (WHERE type = 'application.recommended')::int AS recommended,
              count(*) FILTER (WHERE type = 'application.submitted')::int AS submitted,
              count(*) FILTER (WHERE type = 'round.recommended')::int AS lists FROM event`,
    );
    expect(counted).toEqual({ recommended: CASES, submitted: 2 * CASES, lists: 2 });
  }, 120_000);

  it('wait in one order, the round before its cases, whoever comes first', async () => {
    const [found] = await test.database.admin<{ id: string }>(
      `SELECT id FROM "case" WHERE stage = 'formal-check' ORDER BY id DESC LIMIT 1`,
    );
    const id = found?.id ?? '';
    const cases = (await allRecommended()).toReversed();
    const somebody = await test.database.client(test.database.app);
    await somebody.query('SET ROLE vermilion_engine');
    await somebody.query('BEGIN');
    await somebody.query('SELECT FROM "case" WHERE id = $1 FOR UPDATE', [id]);

    // The one waits for the case, and holds the round; the other wants the round, and then the case.
    const sentBack = story.give(id, miitOfficer, { type: 'send-back', opinion: '排序依据不足' });
    await untilWaiting(1);
    const ranked = story.giveRound(industry, { type: 'recommend', cases });
    await untilWaiting(2);
    await somebody.query('COMMIT');
    expect((await Promise.all([sentBack, ranked])).map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
  }, 60_000);

  async function allRecommended(): Promise<string[]> {
    const [row] = await test.database.admin<{ list: string[] }>(
      `SELECT (SELECT jsonb_agg(c) FROM jsonb_each(state->'recommendations') d, jsonb_array_elements(d.value) c) AS list FROM round`,
    );
    return row?.list ?? [];
  }

  async function untilWaiting(count: number): Promise<void> {
    for (;;) {
      const [row] = await test.database.admin<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'`,
      );
      if ((row?.n ?? 0) >= count) return;
      await wait(20);
    }
  }
});
