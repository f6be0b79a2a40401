import { SYSTEM } from '@vermilion/domain';
import { casesBehind } from '@vermilion/ledger';
import { castOf, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

describe('a case whose system work is left undone', () => {
  let test: TestLedger;
  beforeAll(async () => {
    test = await startLedger({ poolSize: 2 });
  }, 60_000);
  afterAll(() => test.stop());

  it('is told again, unless operations must do it: then it keeps its turn from nobody', async () => {
    const story = storyOn(test.ledger);
    const [older, younger] = [await story.open(castOf('ENT01')), await story.open(castOf('ENT02'))];
    await test.database.admin(
      `UPDATE "case" SET holder_kind = 'system', workflow_seq = stage_seq,
              updated_at = now() - CASE id WHEN $1 THEN interval '2 hours' ELSE interval '1 hour' END`,
      [older],
    );
    const first = () => test.ledger.read(SYSTEM, (session) => casesBehind(session, 1000, 1));
    expect(await first()).toMatchObject([{ caseId: older }]);
    await test.database.admin(`INSERT INTO incident (kind, subject) VALUES ('system-work', $1)`, [
      `${older}:freeze-pool:1`,
    ]);
    expect(await first()).toMatchObject([{ caseId: younger }]);
    await test.database.admin('UPDATE incident SET closed_at = now()');
    expect(await first()).toMatchObject([{ caseId: older }]);
  });
});
