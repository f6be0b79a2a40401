import { replay, type CaseState, type Recorded } from '@vermilion/domain';
import { verifyChain } from '@vermilion/ledger';
import { SYSTEM, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

describe('state and read tables', () => {
  let test: TestLedger;
  let story: ReturnType<typeof storyOn>;
  beforeAll(async () => {
    test = await startLedger();
    story = storyOn(test.ledger);
  }, 60_000);
  afterAll(() => test.stop());

  it('are the fold of the events, from the first draft to the award', async () => {
    const { caseId } = await story.awarded('ENT01');
    const [stored, events] = await test.ledger.read(SYSTEM, async (session) => [
      await session.first<{ state: CaseState; outcome: string }>('SELECT state, outcome FROM "case" WHERE id = $1', [
        caseId,
      ]),
      await session.rows<Recorded>('SELECT type, data FROM event WHERE stream = $1 ORDER BY seq', [
        `application:${caseId}`,
      ]),
    ]);
    expect(stored?.outcome).toBe('awarded');
    expect(stored?.state).toEqual(replay(events));
    expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
    expect(await test.ledger.read(SYSTEM, (session) => verifyChain(session, `application:${caseId}`))).toMatchObject({
      events: events.length,
      faults: [],
    });
  }, 30_000);
});
