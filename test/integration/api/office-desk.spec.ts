import { jest } from '@jest/globals';
import type {
  CaseView,
  EventView,
  OfficeView,
  ProblemBody,
  StandInView,
  StepList,
  TaskView,
} from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

const [FIRST, SECOND, THIRD] = ['d-410122-industry', 'd-410122-industry-2', 'd-410122-industry-3'] as const;
const FINANCE = 'd-410122-finance';
const INDUSTRY = 'district:410122/industry';
const because = { opinion: '按分工办理' };

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api.stop());

/** An application with the industry office, accepted. */
async function inReview(): Promise<ApiCase> {
  const found = await ApiCase.open(api, 'ENT02');
  await found.submit();
  await done(found, FIRST, 'accept', {});
  return found;
}

async function seen(of: ApiCase, as: string): Promise<CaseView> {
  return (await api.ask<CaseView>('GET', `/cases/${of.id}`, { as })).body;
}

/** Gives a command upon what the person sees now. */
async function give(of: ApiCase, as: string, type: string, payload: object) {
  return of.command<ProblemBody>(as, type, payload, (await seen(of, as)).seq);
}

async function done(of: ApiCase, as: string, type: string, payload: object): Promise<void> {
  expect([type, await give(of, as, type, payload)]).toMatchObject([type, { status: 200 }]);
}

async function refused(of: ApiCase, as: string, type: string, payload: object) {
  const { status, body } = await give(of, as, type, payload);
  return `${status} ${body.code}`;
}

async function steps(of: ApiCase, as: string): Promise<string[]> {
  return (await api.ask<StepList>('GET', `/cases/${of.id}/steps`, { as })).body.items.map(({ type }) => type);
}

/** The person's tasks in the case, as kinds with the claim. */
async function tasks(of: ApiCase, as: string, scope = 'due'): Promise<string[]> {
  const { body } = await api.ask<{ items: TaskView[] }>('GET', `/tasks?scope=${scope}&limit=100`, { as });
  return body.items.filter(({ caseId }) => caseId === of.id).map(({ kind, claimed }) => `${kind} ${claimed}`);
}

describe('an office', () => {
  it('knows its people, and nobody else’s', async () => {
    const { body } = await api.ask<OfficeView>('GET', '/offices/mine', { as: SECOND });
    expect(body.organisation.id).toBe(INDUSTRY);
    expect(body.members.map(({ person, roles, you }) => [person, roles, you])).toEqual([
      [FIRST, ['reviewer'], false],
      [SECOND, ['reviewer'], true],
      [THIRD, ['reviewer'], false],
    ]);
    expect((await api.ask('GET', '/offices/mine', { as: 'ent02-filler' })).status).toBe(403);
  });

  it('转办: a case that was given to a colleague is that colleague’s alone, also in the list of tasks', async () => {
    const found = await inReview();
    expect(await refused(found, FIRST, 'transfer', { to: FINANCE, ...because })).toBe('422 person-unknown');
    expect(await refused(found, FIRST, 'transfer', { to: SECOND, opinion: ' ' })).toBe('422 opinion-missing');
    await done(found, FIRST, 'transfer', { to: SECOND, ...because });
    expect(await refused(found, FIRST, 'pass', { opinion: '' })).toBe('409 desk-of-another');
    expect(await steps(found, FIRST)).toEqual([]);
    expect([await tasks(found, FIRST), await tasks(found, SECOND)]).toEqual([[], ['review mine']]);
    expect(await tasks(found, SECOND, 'mine')).toEqual(['review mine']);
    await done(found, SECOND, 'pass', { opinion: '' });
  });

  it('委派: the delegate prepares and gives the case back with an opinion; only then the office decides', async () => {
    const found = await inReview();
    await done(found, FIRST, 'delegate', { to: THIRD, ...because });
    expect(await refused(found, FIRST, 'pass', { opinion: '' })).toBe('409 desk-of-another');
    expect(await tasks(found, THIRD)).toEqual(['prepare mine']);
    expect(await refused(found, THIRD, 'end-delegation', { opinion: '' })).toBe('422 opinion-missing');
    await done(found, THIRD, 'end-delegation', { opinion: '数据属实，建议通过' });
    await done(found, FIRST, 'pass', { opinion: '' });
  });

  it('加签: the opinion before and the consent after; a disagreement gives the case back', async () => {
    const found = await inReview();
    await done(found, FIRST, 'add-signer', { signer: SECOND, position: 'before', opinion: '请核对设备清单' });
    await done(found, FIRST, 'add-signer', { signer: THIRD, position: 'after', opinion: '' });
    expect(await refused(found, FIRST, 'add-signer', { signer: SECOND, position: 'after', opinion: '' })).toBe(
      '409 signer-already-there',
    );
    expect(await refused(found, FIRST, 'pass', { opinion: '' })).toBe('409 signers-pending');
    expect(await tasks(found, SECOND)).toEqual(['give-opinion mine', 'review no']);
    await done(found, SECOND, 'give-opinion', { agree: false, opinion: '两台设备无编号' });
    await done(found, FIRST, 'pass', { opinion: '已现场核对' });
    expect((await seen(found, FIRST)).stage?.id).toBe('district-review');
    await done(found, THIRD, 'give-opinion', { agree: false, opinion: '附件页码不清' });
    await done(found, FIRST, 'pass', { opinion: '已补充说明' });
    await done(found, THIRD, 'give-opinion', { agree: true, opinion: '' });
    expect((await seen(found, FINANCE)).holder?.organisation?.id).toBe('district:410122/finance');
  });

  it('拿回 and 催办: who passed takes it back until somebody acts; the applicant urges once a day', async () => {
    const found = await inReview();
    await done(found, FIRST, 'pass', { opinion: '' });
    expect(await refused(found, SECOND, 'take-back', because)).toBe('409 too-late-to-take-back');
    await done(found, FIRST, 'take-back', because);
    await done(found, found.filler, 'urge', {});
    expect(await refused(found, found.approver, 'urge', {})).toBe('409 urged-already');
    await done(found, FIRST, 'pass', { opinion: '' });
    await done(found, FINANCE, 'decline-countersign', { opinion: '发票不符' });
    expect(await refused(found, FIRST, 'take-back', because)).toBe('409 too-late-to-take-back');
  });

  it('keeps its people and what they write to each other from the applicant', async () => {
    const found = await inReview();
    await done(found, FIRST, 'transfer', { to: SECOND, opinion: '我下周休假' });
    const events = async (as: string) =>
      (await api.ask<{ items: EventView[] }>('GET', `/cases/${found.id}/events`, { as })).body.items.at(-1);
    expect(await events(THIRD)).toMatchObject({ data: { to: SECOND }, texts: { opinion: '我下周休假' } });
    expect(await events(found.approver)).toMatchObject({
      type: 'desk.transferred',
      data: { stage: 'district-review', organisation: INDUSTRY },
      texts: null,
    });
    expect(JSON.stringify(await events(found.approver))).not.toContain(SECOND);
    expect((await seen(found, found.approver)).desk).toEqual({ urgedOn: null, raised: false, people: null });
    expect((await seen(found, THIRD)).desk.people?.assignee).toBe(SECOND);
  });

  it('two colleagues at once: one decides, the other is told who was faster and when', async () => {
    const found = await inReview();
    const { seq } = await seen(found, FIRST);
    const answers = await Promise.all(
      [FIRST, SECOND, THIRD].map((as) => found.command<ProblemBody>(as, 'pass', { opinion: '' }, seq)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect(lost?.code).toBe('stale-version');
    expect(lost?.params).toMatchObject({ organisation: INDUSTRY, type: 'application.endorsed', seq: seq + 1 });
    expect(lost?.params['at']).toMatch(/^2018-03-01T09:00/);
    expect(lost?.detail).toContain('中牟县');
  });
});

describe('leave', () => {
  const leave = (as: string, json: object) => api.ask<StandInView & ProblemBody>('PUT', '/stand-ins', { as, json });
  const days = { from: '2018-03-01', until: '2018-03-02' };

  it('lets the one who stands in act, on the days of the leave, and the record names both', async () => {
    const found = await inReview();
    await done(found, FIRST, 'transfer', { to: SECOND, ...because });
    expect(await refused(found, THIRD, 'pass', { opinion: '' })).toBe('409 desk-of-another');
    const { body, status } = await leave(SECOND, { person: THIRD, ...days });
    expect([status, body]).toMatchObject([200, { absent: SECOND, person: THIRD, ...days }]);
    expect(await tasks(found, THIRD)).toEqual(['review mine']);
    expect(await steps(found, THIRD)).toContain('pass');
    await done(found, THIRD, 'pass', { opinion: '' });
    const [event] = await api.store.database.admin<{ actor_person: string; on_behalf_of: string }>(
      'SELECT actor_person, on_behalf_of FROM event WHERE stream = $1 ORDER BY seq DESC LIMIT 1',
      [`application:${found.id}`],
    );
    expect(event).toEqual({ actor_person: THIRD, on_behalf_of: SECOND });
    await done(found, THIRD, 'take-back', because);
    await done(found, FIRST, 'transfer', { to: SECOND, ...because });
    await api.store.setClock('2018-03-03T09:00:00+08:00');
    expect(await steps(found, THIRD)).toEqual([]);
    await api.store.setClock('2018-03-01T09:00:00+08:00');
    expect((await api.ask('DELETE', `/stand-ins/${body.id}`, { as: FIRST })).body).toEqual({ items: [] });
    expect(await steps(found, THIRD)).toEqual([]);
    const rows = await api.store.database.admin<{ withdrawn_by: string }>('SELECT withdrawn_by FROM stand_in');
    expect(rows).toEqual([{ withdrawn_by: FIRST }]);
  });

  it('is the office’s own affair, and gives nobody the rights of another post', async () => {
    const outside = await leave(FINANCE, { absent: FIRST, person: FINANCE, ...days });
    expect([outside.status, outside.body.code]).toEqual([422, 'person-unknown']);
    const greedy = await leave('miit-officer', { absent: 'miit-leader', person: 'miit-officer', ...days });
    expect([greedy.status, greedy.body.code]).toEqual([403, 'not-permitted']);
    expect((await leave('miit-leader', { person: 'miit-officer', ...days })).status).toBe(200);
    expect((await leave(FIRST, { person: SECOND, from: '2018-03-02', until: '2018-03-01' })).status).toBe(422);
    const mine = await api.ask<{ items: StandInView[] }>('GET', '/stand-ins', { as: FIRST });
    expect(mine.body.items).toEqual([]);
  });
});

describe('回避', () => {
  it('whoever belongs to the applicant decides nothing of it, and is not offered to', async () => {
    const found = await inReview();
    const [firm] = await api.store.database.admin<{ applicant: string }>('SELECT applicant FROM "case" WHERE id = $1', [
      found.id,
    ]);
    const membership = [api.issuer.url, SECOND, firm?.applicant, 'filler'];
    await api.store.database.admin('INSERT INTO member VALUES ($1, $2, $3, $4)', membership);
    try {
      const as = { as: SECOND, headers: { 'x-vermilion-organisation': INDUSTRY } };
      const { body } = await api.ask<StepList>('GET', `/cases/${found.id}/steps`, as);
      expect(body.items).toEqual([]);
      const json = { type: 'pass', payload: { opinion: '' }, expectedSeq: body.seq };
      const answer = await api.ask<ProblemBody>('POST', `/cases/${found.id}/commands`, { ...as, key: 'own', json });
      expect([answer.status, answer.body.code]).toEqual([403, 'self-review']);
      expect(await refused(found, FIRST, 'transfer', { to: SECOND, ...because })).toBe('422 person-unknown');
    } finally {
      await api.store.database.admin('DELETE FROM member WHERE sub = $1 AND role = $2', [SECOND, 'filler']);
    }
  });
});
