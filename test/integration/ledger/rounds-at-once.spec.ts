import { randomUUID } from 'node:crypto';
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
    const [deadlocks] = await test.database.admin<{ n: number }>(
      `SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()`,
    );
    expect(deadlocks?.n).toBe(0);
  }, 120_000);

  it('go on: the bureau sends cases back while the district ranks them anew', async () => {
    const found = await test.database.admin<{ id: string }>(
      `SELECT id FROM "case" WHERE stage = 'formal-check' ORDER BY id`,
    );
    const cases = found.map(({ id }) => id);
    expect(cases).toHaveLength(CASES);
    const outcomes = await Promise.all([
      ...cases.slice(0, 6).map((id) => story.give(id, miitOfficer, { type: 'send-back', opinion: '排序依据不足' })),
      story.giveRound(industry, { type: 'recommend', cases }),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 7 }, () => 'accepted'));
  }, 60_000);
});
