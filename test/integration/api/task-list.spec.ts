import { jest } from '@jest/globals';
import type { TaskCounts, TaskView } from '@vermilion/contracts';
import { urgencyAt } from '@vermilion/domain';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';
import { testStart } from '../../support/ledger.js';
import { multiply } from '../../support/many-tasks.js';

jest.setTimeout(60_000);

const [FIRST, SECOND] = ['d-410122-industry', 'd-410122-industry-2'] as const;
const COPIES = 430;
const ALL = COPIES + 1;

let api: TestApi;
let original: ApiCase;

beforeAll(async () => {
  api = await startApi();
  original = await ApiCase.open(api, 'ENT02');
  await original.submit();
  const { database } = api.store;
  await multiply(database, original.id, COPIES);
  // At the edges of the urgencies: to the hour, and recorded as overdue with its time still to come.
  await database.admin(`UPDATE task SET due_at = timestamptz '2018-03-03 09:00+08' WHERE case_id = '2018-800022'`);
  await database.admin(`UPDATE task SET due_at = '2018-04-01', overdue = true WHERE case_id = '2018-800023'`);
}, 120_000);
afterAll(() => api.stop());

interface List {
  readonly items: readonly TaskView[];
  readonly next: string | null;
}

/** Everything that a list shows, page by page. */
async function paged(as: string, query: string, limit = 100): Promise<TaskView[]> {
  const found: TaskView[] = [];
  for (let after = ''; ;) {
    const { body } = await api.ask<List>('GET', `/tasks?limit=${limit}&${query}${after}`, { as });
    found.push(...body.items);
    if (body.next === null) return found;
    after = `&after=${encodeURIComponent(body.next)}`;
  }
}

async function counted(as: string, query = ''): Promise<TaskCounts> {
  return (await api.ask<TaskCounts>('GET', `/tasks/counts?${query}`, { as })).body;
}

const due = ({ dueAt }: TaskView) => (dueAt === null ? Infinity : Date.parse(dueAt));
const risesBy = (list: readonly TaskView[], value: (task: TaskView) => number) =>
  list.every((task, at) => at === 0 || value(task) >= value(list[at - 1] as TaskView));

describe('a long list of tasks', () => {
  it('is paged without loss and without doubles, in each order', async () => {
    for (const [sort, value] of [
      ['due', due],
      ['waiting', (task: TaskView) => Date.parse(task.openedAt)],
      ['newest', (task: TaskView) => -Date.parse(task.openedAt)],
    ] as const) {
      const list = await paged(FIRST, `sort=${sort}`, 37);
      expect([sort, list.length, new Set(list.map(({ id }) => id)).size]).toEqual([sort, ALL, ALL]);
      expect([sort, risesBy(list, value)]).toEqual([sort, true]);
    }
  });

  it('is narrowed by urgency, district, stage, procedure and words, and counted by the same filter', async () => {
    const whole = await counted(FIRST);
    expect(whole.total).toBe(ALL);
    const urgencies = Object.entries(whole.byUrgency);
    expect(urgencies.reduce((sum, [, tasks]) => sum + tasks, 0)).toBe(ALL);
    for (const [urgency, tasks] of urgencies) {
      const list = await paged(FIRST, `urgency=${urgency}`);
      expect([urgency, list.length]).toEqual([urgency, tasks]);
      // The database counts as the rules say it: what ends at this very instant is overdue.
      expect(new Set(list.map(({ dueAt, overdue }) => urgencyAt(dueAt, overdue, testStart)))).toEqual(
        new Set([urgency]),
      );
      expect(tasks).toBeGreaterThan(0);
    }
    const other = await paged(FIRST, 'district=410181&urgency=later');
    expect(other.every(({ district, dueAt }) => district.name.zh === '巩义市' && dueAt !== null)).toBe(true);
    expect((await counted(FIRST, 'district=410181&urgency=later')).total).toBe(other.length);
    expect(whole.districts.map(({ id, tasks }) => [id, tasks])).toEqual([
      ['410122', ALL - COPIES / 10],
      ['410181', COPIES / 10],
    ]);
    expect((await counted(FIRST, 'stage=nowhere')).total).toBe(0);
    expect((await counted(FIRST, `stage=${whole.stages[0]?.id}&procedure=smart-workshop`)).total).toBe(ALL);
    expect((await paged(FIRST, `search=${encodeURIComponent('第17号')}`)).map(({ caseId }) => caseId)).toEqual([
      '2018-800017',
    ]);
    expect((await counted(FIRST, `search=${encodeURIComponent('%')}`)).total).toBe(0);
  });

  it('does not lose its place when colleagues claim while somebody pages', async () => {
    const { body: first } = await api.ask<List>('GET', '/tasks?limit=100', { as: FIRST });
    const taken = first.items.slice(90).map(({ id }) => id);
    for (const id of taken) expect((await claim(SECOND, id, true)).status).toBe(200);
    const rest: TaskView[] = [];
    for (let next = first.next; next !== null;) {
      const { body } = await api.ask<List>('GET', `/tasks?limit=100&after=${encodeURIComponent(next)}`, { as: FIRST });
      rest.push(...body.items);
      next = body.next;
    }
    expect(new Set([...first.items, ...rest].map(({ id }) => id)).size).toBe(ALL);
    expect((await paged(FIRST, 'scope=colleague')).map(({ id }) => id).sort()).toEqual([...taken].sort());
    expect([(await counted(FIRST)).total, (await counted(SECOND, 'scope=mine')).total]).toEqual([ALL - 10, 10]);
    for (const id of taken) await claim(SECOND, id, false);
  });

  it('says on which version of the case a decision from the list would be based', async () => {
    const [task] = await paged(FIRST, `search=${original.id}`);
    expect(await original.command(FIRST, 'accept', {}, task?.seq ?? 0)).toMatchObject({ status: 200 });
    const [accepted] = await paged(FIRST, `search=${original.id}`);
    expect((accepted?.seq ?? 0) > (task?.seq ?? 0)).toBe(true);
  });
});

describe('somebody else’s tasks', () => {
  it('are in no list and in no count, whatever the filter', async () => {
    for (const as of ['d-zz-gxq-industry', 'd-410122-finance', 'ent02-filler', 'miit-officer', 'exp01'])
      for (const query of ['', 'district=410181', 'search=2018', 'scope=colleague', 'urgency=overdue']) {
        expect([as, query, (await paged(as, query)).length]).toEqual([as, query, 0]);
        expect([as, query, (await counted(as, query)).total]).toEqual([as, query, 0]);
      }
  });

  it('cannot be claimed', async () => {
    const [task] = await paged(FIRST, '');
    expect((await claim('d-zz-gxq-industry', task?.id ?? '', true)).status).toBe(404);
  });
});

function claim(as: string, id: string, wish: boolean) {
  return api.ask('POST', `/tasks/${encodeURIComponent(id)}/claim`, { as, json: { claim: wish } });
}
