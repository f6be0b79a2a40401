import { jest } from '@jest/globals';
import { seedCalendar } from '@vermilion/catalogue';
import { publishCalendarYear, openDueBook, type CalendarYear, type DueBook } from '@vermilion/ledger';
import { loadProcedures } from '@vermilion/catalogue';
import { castOf, miitOfficer, operations, storyOn, SYSTEM } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

jest.setTimeout(60_000);

const EVERYTHING = { shards: { from: 0, to: 63 }, limit: 500 };
const off = (date: string, name: string) => ({ date, kind: 'holiday' as const, name });
const FIXED = ['05-01', '10-01', '10-02', '10-03'];

/** An example of 2027: New Year off on Friday 1 January. The real notice is not out. */
const year2027: CalendarYear = {
  year: 2027,
  source: '示例：国务院办公厅关于2027年部分节假日安排的通知',
  days: [off('2027-01-01', '元旦'), ...FIXED.map((day) => off(`2027-${day}`, '法定节假日'))],
  corrects: false,
};

let store: TestLedger;
let due: DueBook;
/** With the district since 21 December 2026: acceptance in time, the review ends in 2027. */
const across: string[] = [];
/** Accepted on 14 December: ten working days end on 28 December, all dates in 2026. */
let within: string;
/** Withdrawn. */
let closed: string;

beforeAll(async () => {
  store = await startLedger();
  due = openDueBook(store.ledger, loadProcedures());
  const { submitted, must } = storyOn(store.ledger);
  await store.setClock('2026-12-14T09:00:00+08:00');
  const early = await submitted('ENT01');
  await must(early.caseId, early.cast.industry, { type: 'accept' });
  within = early.caseId;
  await store.setClock('2026-12-21T09:00:00+08:00');
  for (const enterprise of ['ENT02', 'ENT03', 'ENT08']) {
    const { caseId, cast } = await submitted(enterprise);
    await must(caseId, cast.industry, { type: 'accept' });
    across.push(caseId);
  }
  const gone = await submitted('ENT05');
  await must(gone.caseId, gone.cast.approver, { type: 'withdraw' });
  closed = gone.caseId;
}, 120_000);
afterAll(() => store.stop());

const publish = (edition: CalendarYear, as = operations) =>
  store.ledger.write(as, (session) => publishCalendarYear(session, edition, as.person, '2026-12-22T09:00:00+08:00'));

/** The recalculations in the ledger, oldest first. */
async function redatings(): Promise<{ caseId: string; changes: unknown }[]> {
  const rows = await store.database.admin<{ stream: string; data: { changes: unknown } }>(
    `SELECT stream, data FROM event WHERE type = 'limit.redated' ORDER BY recorded_at, stream`,
  );
  return rows.map(({ stream, data }) => ({ caseId: stream.split(':')[1] ?? '', changes: data.changes }));
}

async function dueAt(caseId: string) {
  const rows = await store.database.admin<{ ref: string; due_at: Date; provisional: boolean }>(
    `SELECT ref, due_at, provisional FROM deadline WHERE case_id = $1 AND recorded_at IS NULL AND rung = 'lapse'`,
    [caseId],
  );
  return rows.map((row) => [row.ref, row.due_at.toISOString(), row.provisional]);
}

const FROM = '2027-01-05T00:00:00+08:00';
const TO = '2027-01-06T00:00:00+08:00';
const MOVED = [{ limit: 'district-review#2', from: FROM, to: TO }];

describe('公布年度日历后重新计算期限 (2027 published while cases run into it)', () => {
  it('before the publication the dates in 2027 are provisional', async () => {
    for (const caseId of across)
      expect(await dueAt(caseId)).toEqual([['district-review#2:lapse', new Date(FROM).toISOString(), true]]);
    expect(seedCalendar().publishedYears).not.toContain(2027);
  });

  it('a manual clock goes on while nothing is owed', async () => {
    await store.database.admin(`UPDATE business_clock SET target_at = '2026-12-21T10:00:00+08:00'`);
    expect(await due.stepClock()).toMatchObject({ moved: true });
  });

  it('a bureau cannot publish it: the calendar is the installation’s', async () => {
    await expect(publish(year2027, miitOfficer)).rejects.toThrow();
    const rows = await store.database.admin('SELECT FROM calendar_year WHERE year = 2027');
    expect(rows).toEqual([]);
  });

  it('publishing changes no case by itself, and says how many are to be looked through', async () => {
    expect(await publish(year2027)).toMatchObject({ kind: 'published', casesBehind: 4 });
    expect(await redatings()).toEqual([]);
  });

  it('until every case has been looked through, a manual clock does not move', async () => {
    await store.database.admin(`UPDATE business_clock SET target_at = '2026-12-21T12:00:00+08:00'`);
    expect(await due.stepClock()).toMatchObject({ moved: false });
    await store.database.admin(`UPDATE business_clock SET target_at = now_at`);
  });

  it('somebody acts before the engine does: nobody is deprived of the notice', async () => {
    await storyOn(store.ledger).must(across[2] ?? '', castOf('ENT08').industry, { type: 'pass', opinion: '属实' });
    expect(await redatings()).toEqual([]);
  });

  it('the engine dies after the first case: what is left is done by the next one, each case once', async () => {
    let looked = 0;
    const dying = due.fireDue(EVERYTHING, () => {
      looked += 1;
      if (looked === 2) throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    expect((await redatings()).length).toBeLessThan(3);
    await due.fireDue(EVERYTHING, () => undefined);
    await due.fireDue(EVERYTHING, () => undefined);
    const told = await redatings();
    expect(told.map(({ caseId }) => caseId).sort()).toEqual([...across].sort());
    for (const { changes } of told) expect(changes).toEqual(MOVED);
  });

  it('the due rows have moved, and are certain', async () => {
    for (const caseId of across)
      expect(await dueAt(caseId)).toEqual([['district-review#2:lapse', new Date(TO).toISOString(), false]]);
  });

  it('a case whose dates lie in 2026, or which is over, has no new fact', async () => {
    const touched = (await redatings()).map(({ caseId }) => caseId);
    expect(touched).not.toContain(within);
    expect(touched).not.toContain(closed);
    const behind = await store.database.admin(
      'SELECT FROM dating WHERE calendar < (SELECT version FROM calendar_version)',
    );
    expect(behind).toEqual([]);
  });

  it('the same year is not published twice, except as a correction, which moves exactly what it changes', async () => {
    expect(await publish(year2027)).toMatchObject({ kind: 'published-already' });
    const longer = { ...year2027, corrects: true, days: [...year2027.days, off('2027-01-04', '元旦')] };
    expect(await publish(longer)).toMatchObject({ kind: 'published' });
    await due.fireDue(EVERYTHING, () => undefined);
    const told = await redatings();
    expect(told).toHaveLength(6);
    for (const { changes } of told.slice(3))
      expect(changes).toEqual([{ limit: 'district-review#2', from: TO, to: '2027-01-07T00:00:00+08:00' }]);
  });

  it('what stood there before is kept, with who replaced it', async () => {
    const rows = await store.database.admin<{ year: number; published_by: string; before: number | null }>(
      `SELECT year, published_by, json_array_length(replaced->'days') AS before FROM calendar_publication ORDER BY version`,
    );
    expect(rows).toEqual([
      { year: 2027, published_by: 'ops1', before: null },
      { year: 2027, published_by: 'ops1', before: 5 },
    ]);
  });

  it('days of another year that are published otherwise are not overwritten', async () => {
    const days = [...year2027.days, { date: '2026-12-27', kind: 'make-up' as const, name: '元旦' }];
    expect(await publish({ ...year2027, corrects: true, days })).toMatchObject({ kind: 'published' });
    const year2028 = {
      ...year2027,
      year: 2028,
      days: [off('2027-10-01', '国庆节'), { date: '2027-10-02', kind: 'make-up' as const, name: '调休' }],
    };
    expect(await publish(year2028)).toEqual({ kind: 'overlap', dates: ['2027-10-02'] });
  });

  it('the tables are still the fold of the facts', async () => {
    await due.fireDue(EVERYTHING, () => undefined);
    expect(await store.ledger.rebuild(across[0] ?? '', 'look')).toEqual([]);
    // Reminded on 24 December; a later correction takes that very week off, and what was fired stays what it was.
    await store.setClock('2026-12-24T09:00:00+08:00');
    await due.fireDue(EVERYTHING, () => undefined);
    const week = ['2026-12-21', '2026-12-22', '2026-12-23'].map((date) => off(date, '更正'));
    const { days } = seedCalendar();
    const present = Object.entries(days).filter(([date]) => date.startsWith('2026-'));
    const year2026 = { year: 2026, source: '示例：更正', corrects: true };
    const edition = { ...year2026, days: [...present.map(([date, day]) => ({ date, ...day })), ...week] };
    expect(await publish(edition)).toMatchObject({ kind: 'published' });
    await due.fireDue(EVERYTHING, () => undefined);
    expect((await redatings()).map(({ caseId }) => caseId)).toContain(within);
    expect(await store.ledger.rebuild(within, 'look')).toEqual([]);
    await store.ledger.read(SYSTEM, async (session) => {
      const [row] = await session.rows<{ told: object }>('SELECT told FROM dating WHERE case_id = $1', [across[0]]);
      expect(Object.keys(row?.told ?? {})).toContain('district-review#2:lapse');
    });
  });
});
