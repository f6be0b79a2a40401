import { jest } from '@jest/globals';
import type { CaseView, EventView } from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

let api: TestApi;
let drafted: ApiCase;
let submitted: ApiCase;

beforeAll(async () => {
  api = await startApi();
  drafted = await ApiCase.open(api, 'ENT01');
  submitted = await ApiCase.open(api, 'ENT01');
  await submitted.submit();
}, 120_000);
afterAll(() => api.stop());

const parts = ['', '/steps', '/deadlines', '/clock', '/events'];

interface CaseList {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

describe('a case of somebody else', () => {
  it('does not exist: 404 on every path, with the very answer of a case that nobody has', async () => {
    for (const part of parts) {
      const foreign = await api.ask('GET', `/cases/${submitted.id}${part}`, { as: 'ent02-filler' });
      const nobodys = await api.ask('GET', `/cases/2018-999999${part}`, { as: 'ent02-filler' });
      expect(foreign).toMatchObject({ status: 404, body: { code: 'not-found' } });
      const { traceId: _one, ...one } = foreign.body;
      const { traceId: _other, ...other } = nobodys.body;
      expect(one).toEqual(other);
    }
  });

  it('cannot be decided, written, or given documents: 404 as well', async () => {
    const asked = { as: 'ent02-filler', json: {}, headers: { 'if-match': '"1"' } };
    expect(await api.ask('PUT', `/cases/${drafted.id}/form`, asked)).toMatchObject({ status: 404 });
    expect(await drafted.command('ent02-approver', 'withdraw', {}, 1)).toMatchObject({ status: 404 });
    const file = { media: 'application/pdf', bytes: Buffer.from('%PDF-1.4') };
    const path = `/cases/${drafted.id}/documents?type=business-licence&name=a.pdf`;
    expect(await api.ask('POST', path, { as: 'ent02-filler', file })).toMatchObject({ status: 404 });
  });

  it('is in no list, no count, no search', async () => {
    for (const query of ['', `?search=${submitted.id}`, '?search=刀盘', '?phase=running', '?holder=district']) {
      const list = await api.ask<CaseList>('GET', `/cases${query}`, { as: 'ent02-filler' });
      expect(list.body).toEqual({ items: [], next: null });
      const counts = await api.ask('GET', `/cases/counts${query}`, { as: 'ent02-filler' });
      expect(counts.body).toMatchObject({ total: 0, overdue: 0, byPhase: {}, byStage: {} });
    }
    expect(await api.ask('GET', '/tasks', { as: 'd-410122-industry' })).toMatchObject({ body: { items: [] } });
  });

  it('keeps its documents to itself', async () => {
    const { body } = await api.ask<CaseView>('GET', `/cases/${submitted.id}`, { as: submitted.filler });
    const id = body.documents[0]?.id ?? '';
    expect(await api.ask('GET', `/documents/${id}`, { as: submitted.filler })).toMatchObject({ status: 200 });
    expect(await api.ask('GET', `/documents/${id}`, { as: 'ent02-filler' })).toMatchObject({ status: 404 });
    expect(await api.ask('GET', `/documents/${id}`, { as: 'd-410122-industry' })).toMatchObject({ status: 404 });
  });
});

describe('an own case', () => {
  it('is in the lists and counts of applicant and office, page by page without gap or repetition', async () => {
    const first = await api.ask<CaseList>('GET', '/cases?limit=1', { as: 'ent01-approver' });
    const second = await api.ask<CaseList>('GET', `/cases?limit=1&after=${first.body.next}`, { as: 'ent01-approver' });
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual([submitted.id, drafted.id]);
    expect(second.body.next).toBeNull();
    const office = await api.ask<CaseList>('GET', '/cases', { as: 'd-zz-gxq-industry' });
    expect(office.body.items.map(({ id }) => id)).toEqual([submitted.id]);
    expect(await api.ask('GET', '/cases/counts', { as: 'ent01-filler' })).toMatchObject({
      body: { total: 2, byPhase: { draft: 1, running: 1 } },
    });
  });

  it('shows the contact to applicant and office, and to no operator; the draft to the applicant alone', async () => {
    const view = async (as: string) => (await api.ask<CaseView>('GET', `/cases/${submitted.id}`, { as })).body;
    expect(JSON.stringify((await view('ent01-filler')).contact)).toContain('13800000001');
    expect(JSON.stringify((await view('d-zz-gxq-industry')).contact)).toContain('13800000001');
    expect((await view('d-zz-gxq-industry')).draft).toBeNull();
    for (const as of ['ops1', 'audit1']) {
      const seen = await view(as);
      expect([seen.contact, seen.draft]).toEqual([null, null]);
      expect(JSON.stringify(seen)).not.toContain('13800000001');
    }
  });

  it('offers a step to whoever may take it, and nothing to the rest', async () => {
    const steps = async (as: string) =>
      (await api.ask<{ items: { type: string }[] }>('GET', `/cases/${submitted.id}/steps`, { as })).body.items.map(
        ({ type }) => type,
      );
    expect(await steps('d-zz-gxq-industry')).toEqual(['accept', 'refuse']);
    expect(await steps('ent01-approver')).toEqual(['withdraw', 'urge']);
    expect(await steps('ent01-filler')).toEqual(['urge']);
    for (const as of ['d-zz-gxq-finance', 'miit-leader', 'ops1', 'audit1']) expect(await steps(as)).toEqual([]);
  });
});

describe('operations', () => {
  it('see the history of any case, without its engine too, and no person in it', async () => {
    const history = await api.ask<{ entries: { source: string }[] }>(
      'GET',
      `/operations/cases/${submitted.id}/history`,
      { as: 'ops1' },
    );
    expect(history.body).toMatchObject({ missing: ['workflow'] });
    expect(history.body.entries).toHaveLength(3);
    expect(JSON.stringify(history.body)).not.toMatch(/13800000001|宋可|ent01-/);
  });

  it('alone see it, and alone move the clock', async () => {
    for (const as of ['ent01-filler', 'miit-leader', 'exp01']) {
      expect(await api.ask('GET', `/operations/cases/${submitted.id}/history`, { as })).toMatchObject({ status: 403 });
      expect(await api.ask('POST', '/operations/clock', { as, json: { by: '1h' } })).toMatchObject({ status: 403 });
    }
    expect(await api.ask('POST', '/operations/clock', { as: 'audit1', json: { by: '1h' } })).toMatchObject({
      status: 403,
    });
    expect(await api.ask('POST', '/operations/clock', { as: 'ops1', json: { by: '1wd' } })).toMatchObject({
      status: 200,
      body: { mode: 'manual', target: '2018-03-02T09:00:00+08:00' },
    });
  });
});

describe('an expert', () => {
  it('appears as an expert to everybody else, in events and in the words of a conflict', async () => {
    const stream = `application:${submitted.id}`;
    await api.store.database.admin(
      `INSERT INTO event (stream, seq, type, version, body, data, actor_kind, actor_organisation, actor_person, actor_role, at, recorded_at, command_id, ordinal, prev_hash, hash)
       SELECT stream, 4, 'panel.invitation-accepted', 1, '', '{"seat": 1}', 'person', 'expert:EXP01', 'exp01', 'expert', at, now(), 'test', 0, '', ''
         FROM event WHERE stream = $1 AND seq = 3`,
      [stream],
    );
    for (const as of ['ent01-filler', 'd-zz-gxq-industry', 'ops1']) {
      const { body } = await api.ask<{ items: EventView[] }>('GET', `/cases/${submitted.id}/events`, { as });
      expect(body.items.at(-1)?.actor.organisation).toEqual({
        id: 'expert',
        name: { zh: '评审专家', en: 'Review expert' },
      });
      expect(JSON.stringify(body)).not.toContain('EXP01');
    }
    const history = await api.ask('GET', `/operations/cases/${submitted.id}/history`, { as: 'ops1' });
    expect(JSON.stringify(history.body)).not.toContain('EXP01');
  });
});
