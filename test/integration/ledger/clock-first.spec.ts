import { randomUUID } from 'node:crypto';
import { loadProcedures } from '@vermilion/catalogue';
import { openDueBook } from '@vermilion/ledger';
import { castOf, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

describe('a person who comes after a limit that decides the case', () => {
  let test: TestLedger;
  let caseId: string;
  const { industry } = castOf('ENT01');
  beforeEach(async () => {
    test = await startLedger();
    // Submitted on Thursday 1 March 2018: silence accepts on Thursday 8 March, 24时.
    ({ caseId } = await storyOn(test.ledger).submitted('ENT01'));
  }, 60_000);
  afterEach(() => test.stop());

  const accept = async (receivedAt?: string) => {
    const seen = await storyOn(test.ledger).seqOf(caseId);
    return test.ledger.transact({
      caseId,
      command: { type: 'accept' },
      actor: industry,
      key: randomUUID(),
      expectedSeq: seen,
      receivedAt,
    });
  };
  const events = () =>
    test.database.admin<{ type: string; by: string }>(
      `SELECT type, actor_kind AS by FROM event WHERE stream = $1 AND (actor_kind = 'clock' OR type = 'application.accepted') ORDER BY seq`,
      [`application:${caseId}`],
    );

  it('finds the decision of the clock recorded first, once, though no keeper has come by', async () => {
    await test.setClock('2018-03-09T00:00:00+08:00');
    expect(await accept()).toMatchObject({ kind: 'conflict' });
    const decided = await events();
    expect(decided[0]).toEqual({ type: 'limit.lapsed', by: 'clock' });

    const due = openDueBook(test.ledger, loadProcedures());
    await due.fireDue({ shards: { from: 0, to: 63 }, limit: 500 }, () => undefined);
    expect(await events()).toEqual(decided);
  }, 60_000);

  it('is heard when the command was received in time, and not when it came later', async () => {
    const inTime = caseId;
    const late = (await storyOn(test.ledger).submitted('ENT01')).caseId;
    await test.database.admin(`UPDATE business_clock SET mode = 'real', now_at = NULL, target_at = NULL`);

    caseId = late;
    expect(await accept('2018-03-09T00:00:00+08:00')).toMatchObject({ kind: 'conflict' });
    caseId = inTime;
    expect(await accept('2018-03-08T23:59:59.999+08:00')).toMatchObject({ kind: 'accepted' });
    expect(await events()).toEqual([{ type: 'application.accepted', by: 'person' }]);
  }, 60_000);
});
