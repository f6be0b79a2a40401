import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadProcedures } from '@vermilion/catalogue';
import { SYSTEM, type Person } from '@vermilion/domain';
import { listTasks, openDueBook, type DueBook } from '@vermilion/ledger';
import { miitOfficer, person, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

jest.setTimeout(60_000);

const ALL = { shards: { from: 0, to: 63 }, limit: 500 };
const OFFICE = 'district:410122/industry';
const first = person('d-410122-industry', OFFICE, 'reviewer');
const second = person('d-410122-industry-2', OFFICE, 'reviewer');

let test: TestLedger;
let due: DueBook;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  test = await startLedger();
  due = openDueBook(test.ledger, loadProcedures());
  story = storyOn(test.ledger);
}, 60_000);
afterAll(() => test.stop());

const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
const look = () => due.fireDue(ALL, () => undefined);
const incidents = () =>
  sql<{ subject: string; open: boolean }>(
    `SELECT subject, closed_at IS NULL AS open FROM incident WHERE kind = 'office-empty' ORDER BY id`,
  );
const tasksOf = async (actor: Person, caseId: string) => {
  const page = await test.ledger.read(actor, (session) =>
    listTasks(session, actor, { scope: 'due', sort: 'due' }, { limit: 50 }),
  );
  return page.items.filter((task) => task.caseId === caseId).map(({ kind, role }) => `${kind} ${role}`);
};
const leave = (from: string, until: string) =>
  sql(
    `INSERT INTO stand_in (organisation, absent, person, from_date, until_date, set_by)
     SELECT organisation, sub, NULL, $2::date, $3::date, sub FROM member WHERE organisation = $1`,
    OFFICE,
    from,
    until,
  );

describe('an office in which nobody can decide', () => {
  it('is an incident; the post above gets the case, may decide, and gives it back when somebody is there', async () => {
    const { caseId, cast } = await story.submitted('ENT02');
    await story.must(caseId, cast.industry, { type: 'accept' });
    await look();
    expect(await incidents()).toEqual([]);

    await leave('2018-03-01', '2018-03-02');
    await look();
    await look();
    expect(await incidents()).toEqual([{ subject: `${caseId}/district-review#2`, open: true }]);
    expect(await tasksOf(miitOfficer, caseId)).toEqual(['review officer']);
    expect(await tasksOf(second, caseId)).toEqual([]);
    const raised = await sql('SELECT FROM event WHERE type = $1', 'desk.raised');
    expect(raised).toHaveLength(1);

    await test.setClock('2018-03-05T09:00:00+08:00');
    await look();
    expect(await incidents()).toMatchObject([{ open: true }]);
    await story.must(caseId, miitOfficer, { type: 'transfer', to: second.person, opinion: '已有人在岗' });
    await look();
    expect(await incidents()).toMatchObject([{ open: false }]);
    expect(await tasksOf(miitOfficer, caseId)).toEqual([]);
    expect(await tasksOf(second, caseId)).toEqual(['review reviewer']);
    expect(await tasksOf(first, caseId)).toEqual([]);
    await story.must(caseId, second, { type: 'pass', opinion: '' });
    expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
  });

  it('whose people all belong to the applicant is empty for that applicant alone', async () => {
    const { caseId, cast } = await story.submitted('ENT02');
    const other = await story.submitted('ENT01');
    const firm = cast.approver.organisation;
    await sql(
      `INSERT INTO member SELECT issuer, sub, $1, 'filler' FROM member WHERE organisation = $2 ON CONFLICT DO NOTHING`,
      firm,
      OFFICE,
    );
    await look();
    await story.must(caseId, miitOfficer, { type: 'accept' });
    expect((await incidents()).map(({ subject }) => subject.split('/')[0])).not.toContain(other.caseId);
    // The stage has changed, the office is still empty: the next look raises the next stage, too.
    await look();
    const raised = await sql<{ stage: string }>(
      `SELECT data->>'stage' AS stage FROM event WHERE stream = $1 AND type = 'desk.raised' ORDER BY seq`,
      `application:${caseId}`,
    );
    expect(raised.map(({ stage }) => stage)).toEqual(['acceptance', 'district-review']);
    expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
  });

  it('raises nothing of its own accord while somebody is there', async () => {
    const { caseId } = await story.submitted('ENT01');
    const command = { type: 'raise' } as const;
    const outcome = await test.ledger.transact({ caseId, command, actor: SYSTEM, key: 'no', expectedSeq: null });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'not-now' } });
  });
});
