import { loadProcedures } from '@vermilion/catalogue';
import { SYSTEM } from '@vermilion/domain';
import { openDueBook, type DueBook } from '@vermilion/ledger';
import { castOf, miitLeader, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { seedDemoRegisters } from '../../support/register-files.js';

const book = loadProcedures();
const quiet = () => undefined;

describe('the day of a re-examination is a due row like any other', () => {
  let test: TestLedger;
  let due: DueBook;
  beforeEach(async () => {
    test = await startLedger();
    due = openDueBook(test.ledger, book);
  }, 60_000);
  afterEach(() => test.stop());

  const fire = () => due.fireDue({ shards: { from: 0, to: 63 }, limit: 500 }, quiet);
  const rows = (number: string) =>
    test.database.admin<{ day: string; fired: boolean }>(
      `SELECT to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS day, recorded_at IS NOT NULL AS fired
         FROM deadline WHERE owner = $1 ORDER BY due_at`,
      [`title:${number}`],
    );
  const openedFor = async (number: string) => {
    const found = await test.database.admin<{ id: string }>(`SELECT id FROM "case" WHERE state->>'origin' = $1`, [
      number,
    ]);
    return found.map(({ id }) => id);
  };

  // Ninety natural days before the last day of the title (`opensBefore`), at 0:00.
  it('fires nothing early, and opens one case when the day has come, however many keepers look', async () => {
    expect(await seedDemoRegisters(test)).toEqual({ credit: 2, titles: 2 });
    expect(await seedDemoRegisters(test)).toEqual({ credit: 0, titles: 0 });
    await test.database.admin(`DELETE FROM deadline WHERE owner = 'title:SW-2015-001'`);
    expect(await rows('SW-2017-003')).toEqual([{ day: '2020-09-20 00:00', fired: false }]);
    await test.setClock('2020-09-19T23:59:59+08:00');
    await fire();
    expect(await openedFor('SW-2017-003')).toEqual([]);

    await test.setClock('2020-09-20T00:00:00+08:00');
    await Promise.all([fire(), fire()]);
    expect(await openedFor('SW-2017-003')).toHaveLength(1);
    expect(await rows('SW-2017-003')).toEqual([{ day: '2020-09-20 00:00', fired: true }]);
    expect(await fire()).toMatchObject({ fired: 0, more: false });
  }, 60_000);

  it('the clock waits for it: a manual clock does not pass the day before the case is open', async () => {
    await seedDemoRegisters(test);
    await test.database.admin(`UPDATE business_clock SET target_at = '2018-03-05T00:00:00+08:00'`);
    expect(await due.stepClock()).toEqual({ moved: false, hasTarget: true });
    await fire();
    expect((await due.stepClock()).moved).toBe(true);
  }, 60_000);

  it('a row that is out of step, since the title was taken away, is put right and opens nothing', async () => {
    await seedDemoRegisters(test);
    await test.database.admin(`UPDATE title SET revoked_on = '2018-02-01' WHERE certificate_number = 'SW-2015-001'`);
    await fire();
    expect(await openedFor('SW-2015-001')).toEqual([]);
    expect(await rows('SW-2015-001')).toEqual([{ day: '2018-01-19 00:00', fired: true }]);
  }, 60_000);

  it('an award of this system enters its title, with the day of its re-examination', async () => {
    const story = storyOn(test.ledger);
    const { caseId } = await story.marked('ENT01');
    await story.must(caseId, miitLeader, { type: 'sign' });
    await story.must(caseId, SYSTEM, { type: 'issue' });
    const titles = await test.database.admin(
      'SELECT certificate_number, organisation, programme, thing, valid_until::text, case_id FROM title',
    );
    expect(titles).toEqual([
      {
        certificate_number: 'SW-2018-001',
        organisation: castOf('ENT01').approver.organisation,
        programme: 'smart-workshop',
        thing: '盾构刀盘关键部件智能车间',
        valid_until: '2021-02-28',
        case_id: caseId,
      },
    ]);
    expect(await rows('SW-2018-001')).toEqual([{ day: '2020-11-30 00:00', fired: false }]);
    await test.setClock('2020-11-30T00:00:00+08:00');
    await fire();
    const [review] = await openedFor('SW-2018-001');
    expect(review).toMatch(/^2020-/);
    expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
  }, 60_000);
});
