import { publishCalendarYear, type CalendarYear } from '@vermilion/ledger';
import { castOf, miitOfficer, operations, SYSTEM } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { roundStoryOn, smallBook } from '../../support/round-story.js';
import { ROUND_ID, TERMS } from '../../support/small-round.js';

/** An example of 2027: New Year off on Friday 1 January. The real notice is not out. */
const year2027: CalendarYear = {
  year: 2027,
  source: '示例：国务院办公厅关于2027年部分节假日安排的通知',
  days: ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => ({
    date: `2027-${day}`,
    kind: 'holiday' as const,
    name: '法定节假日',
  })),
  corrects: false,
};
/** Called in 2026, its cut-off is in January. */
const LATER = 'small-2027';
const FIRST_TERMS = {
  ...TERMS,
  opens: '2026-11-02T09:00:00+08:00',
  closes: '2026-11-14T00:00:00+08:00',
  cutOff: '2026-12-01T00:00:00+08:00',
};

describe('公布年度日历与轮次 (a round on its way to the notice at the end of 2026)', () => {
  let test: TestLedger;
  let story: ReturnType<typeof roundStoryOn>;
  const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
  const reminder = async () => {
    const [row] = await sql<{ due_at: Date; provisional: boolean }>(
      `SELECT due_at, provisional FROM deadline WHERE owner = $1 AND ref = 'cut-off:remind'`,
      `round:${LATER}`,
    );
    return [row?.due_at.toISOString(), row?.provisional];
  };
  const behind = () => sql(`SELECT id FROM round WHERE calendar < (SELECT version FROM calendar_version) ORDER BY id`);
  const publish = () => story.giveRound(SYSTEM, { type: 'publish' });

  beforeAll(async () => {
    test = await startLedger({ procedures: smallBook, poolSize: 20 });
    story = roundStoryOn(test.ledger);
    await test.setClock('2026-11-01T09:00:00+08:00');
    await story.call(FIRST_TERMS);
    await test.setClock(FIRST_TERMS.opens);
    await story.fireDue();
    const caseId = await story.reviewed();
    await story.mustRound(castOf('ENT01').industry, { type: 'recommend', cases: [caseId] });
    await story.doOwedWork();
    await story.must(caseId, miitOfficer, { type: 'pass', opinion: '' });
    await test.setClock(FIRST_TERMS.cutOff);
    await story.fireDue();
    await story.doOwedWork();
    await story.judge(caseId, 90);
    await story.doOwedWork();
    const cutOff = '2027-01-07T00:00:00+08:00';
    await story.call({ ...TERMS, opens: '2026-12-07T09:00:00+08:00', closes: cutOff, cutOff }, 1, LATER);
    await test.setClock('2026-12-28T09:00:00+08:00');
    await story.fireDue();
    await story.propose();
  }, 120_000);
  afterAll(() => test.stop());

  it('publishes nothing whose last day would be a guess, and gives no number away', async () => {
    expect(await publish()).toMatchObject({ kind: 'refused', refusal: { code: 'notice-end-unknown' } });
    expect(await sql(`SELECT FROM counter WHERE name LIKE 'notice:%'`)).toEqual([]);
    expect(await reminder()).toEqual(['2026-12-30T01:00:00.000Z', true]);
  });

  it('the year is published: every round is looked through once, by a keeper, before anything is fired', async () => {
    await test.ledger.write(operations, (session) =>
      publishCalendarYear(session, year2027, operations.person, '2026-12-28T09:00:00+08:00'),
    );
    expect(await behind()).toEqual([{ id: LATER }, { id: ROUND_ID }].sort((a, b) => (a.id < b.id ? -1 : 1)));
    await sql(`UPDATE business_clock SET target_at = '2026-12-28T10:00:00+08:00'`);
    expect(await story.stepClock()).toMatchObject({ moved: false });
    await sql('UPDATE business_clock SET target_at = now_at');
    await story.fireDue();
    expect(await behind()).toEqual([]);
    expect(await reminder()).toEqual(['2026-12-29T01:00:00.000Z', false]);
    const events = await sql<{ n: number }>(`SELECT count(*)::int AS n FROM event WHERE stream = $1`, `round:${LATER}`);
    await story.fireDue();
    expect(await sql(`SELECT count(*)::int AS n FROM event WHERE stream = $1`, `round:${LATER}`)).toEqual(events);
    expect(await test.ledger.rebuildRound(LATER, 'look')).toEqual([]);
  });

  it('and the notice is published with a last day that holds', async () => {
    expect(await publish()).toMatchObject({ kind: 'accepted' });
    const [row] = await sql<{ until: string; days: number; provisional: boolean }>(
      `SELECT r.state->'notice'->>'until' AS until, jsonb_array_length(d.derivation->'days') AS days, d.provisional
         FROM round r JOIN deadline d ON d.owner = r.stream AND d.ref = 'notice:lapse' WHERE r.id = $1`,
      ROUND_ID,
    );
    expect(row).toMatchObject({ provisional: false });
    expect(row?.until.slice(0, 4)).toBe('2027');
    expect(row?.days).toBeGreaterThan(5);
  });
});
