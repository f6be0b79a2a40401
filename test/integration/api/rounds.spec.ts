import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { CaseView, EventView, ProblemBody, RoundReceipt, RoundView } from '@vermilion/contracts';
import type { ApiCase } from '../../support/api-case.js';
import { API_TERMS, ApiRound, districtCode, districtOf } from '../../support/api-round.js';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(120_000);

let api: TestApi;
let round: ApiRound;
let best: ApiCase;
let second: ApiCase;
beforeAll(async () => {
  api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@1,smart-workshop@2' });
  round = new ApiRound(api);
}, 120_000);
afterAll(() => api.stop());

const EVERYBODY = ['miit-officer', 'miit-leader', 'ops1', 'audit1', 'finance-officer', 'exp01', 'ent01-filler'];
const INSIDE = ['miit-officer', 'miit-leader', 'ops1', 'audit1'];
const OUTSIDE = [districtOf('ENT01'), districtOf('ENT01', 'finance'), 'finance-officer', 'exp01', 'ent01-approver'];
const SEALED = {
  candidates: null,
  ranking: null,
  cut: null,
  stability: null,
  withheld: null,
  funnel: null,
  list: null,
};

const codeOf = async (asked: Promise<{ status: number; body: object }>) => {
  const { status, body } = await asked;
  return [status, (body as ProblemBody).code];
};
const caseOf = async (application: ApiCase, as: string) =>
  (await api.ask<CaseView>('GET', `/cases/${application.id}`, { as })).body;
const eventsOf = async (as: string) =>
  (await api.ask<{ items: EventView[] }>('GET', `/rounds/${round.id}/events`, { as })).body.items;

/** Who sits on the panels of these cases; some of them on both. */
const sitters = async (...cases: ApiCase[]) => {
  const seated = await Promise.all(cases.map(({ id }) => round.seated(id)));
  return new Set(seated.flat().map(({ person }) => person));
};

describe('the call of a round', () => {
  it('is for the officer of its bureau alone', async () => {
    for (const as of ['ent01-approver', 'miit-leader', 'ops1', districtOf('ENT01')])
      expect([as, await codeOf(round.call(as))]).toEqual([as, [403, 'role-not-permitted']]);
    expect(await codeOf(round.call('finance-officer'))).toEqual([403, 'not-permitted']);
  });

  it('is refused with every fault of its terms, and for what knows no rounds', async () => {
    const { closes: opens, opens: closes } = API_TERMS;
    const faulty = await round.call('miit-officer', { ...API_TERMS, opens, closes });
    expect(faulty).toMatchObject({
      status: 422,
      body: { code: 'round-faulty', problems: [{ at: 'terms.closes', code: 'not-after' }] },
    });
    const shapeless = round.call('miit-officer', { ...API_TERMS, quota: 0, bonus: 1 });
    expect((await shapeless).body).toMatchObject({
      code: 'request-invalid',
      problems: [
        { at: 'terms.quota', code: 'malformed' },
        { at: 'terms.bonus', code: 'unknown-field' },
      ],
    });
    const named = (procedure: string) =>
      api.ask('POST', '/rounds', { as: 'miit-officer', key: randomUUID(), json: { procedure, terms: API_TERMS } });
    expect(await codeOf(named('nothing'))).toEqual([422, 'procedure-unknown']);
    expect(await codeOf(api.ask('POST', '/rounds', { as: 'miit-officer', json: {} }))).toEqual([400, 'key-missing']);
    expect(await codeOf(api.ask('GET', '/rounds/smart-workshop-2018', { as: 'miit-officer' }))).toEqual([
      404,
      'not-found',
    ]);
  });

  it('happens once: the same key gets the same receipt, another one learns that it has been called', async () => {
    const first = await round.call('miit-officer', API_TERMS, 'call-2018');
    const again = await round.call('miit-officer', API_TERMS, 'call-2018');
    expect(first).toMatchObject({ status: 201, body: { roundId: 'smart-workshop-2018', seq: 1, replayed: false } });
    expect(again).toMatchObject({ status: 201, body: { ...first.body, replayed: true } });
    const changed = { ...API_TERMS, quota: 2 };
    expect(await codeOf(round.call('miit-officer', changed, 'call-2018'))).toEqual([422, 'key-reused']);
    expect(await codeOf(round.call('miit-officer', changed))).toEqual([409, 'not-now']);
  });

  it('tells everybody who is signed in what they need to know, and nobody else', async () => {
    await round.comesTo(API_TERMS.opens);
    for (const as of EVERYBODY) {
      expect([as, await round.view(as)]).toMatchObject([as, { phase: 'open', terms: API_TERMS, notice: null }]);
      const { body } = await api.ask<{ items: RoundView[] }>('GET', '/rounds', { as });
      expect([as, body.items]).toMatchObject([as, [{ id: round.id, phase: 'open' }]]);
    }
    for (const path of ['', `/${round.id}`, `/${round.id}/events`])
      expect(await codeOf(api.ask('GET', `/rounds${path}`))).toEqual([401, 'unauthorised']);
  });
});

describe('an application', () => {
  it('may name the round, and one that there is not is refused', async () => {
    const opened = (id: string) =>
      api.ask<{ caseId: string }>('POST', '/cases', {
        as: 'ent02-filler',
        key: randomUUID(),
        json: { procedure: 'smart-workshop', round: id },
      });
    const named = await opened(round.id);
    expect(named.status).toBe(201);
    const { body } = await api.ask<CaseView>('GET', `/cases/${named.body.caseId}`, { as: 'ent02-filler' });
    expect(body.round).toBe(round.id);
    expect(await codeOf(opened('smart-workshop-2019'))).toEqual([409, 'round-missing']);
    expect(await codeOf(opened('2018'))).toEqual([422, 'request-invalid']);
  });
});

describe('a recommendation', () => {
  beforeAll(async () => {
    best = await round.reviewed('ENT01');
    second = await round.reviewed('ENT02');
  }, 120_000);

  it('is the district’s, of its own cases, each fault named', async () => {
    const cases = [best.id];
    expect(await codeOf(round.command('ent01-approver', 'recommend', { cases }))).toEqual([403, 'role-not-permitted']);
    expect(await codeOf(round.command('miit-officer', 'recommend', { cases }))).toEqual([403, 'not-permitted']);
    expect(await codeOf(round.command(districtOf('ENT01', 'finance'), 'recommend', { cases }))).toEqual([
      403,
      'not-permitted',
    ]);
    const foreign = await round.command<ProblemBody>(districtOf('ENT01'), 'recommend', { cases: [second.id] });
    expect(foreign).toMatchObject({
      status: 422,
      body: { code: 'recommendation-faulty', problems: [{ at: 'cases[0]', code: 'unknown-case' }] },
    });
    expect((await round.view(districtOf('ENT01'))).steps).toEqual(['recommend']);
    expect((await round.view('ent01-approver')).steps).toEqual([]);
  });

  it('upon an old version learns who was faster, when, and what they did', async () => {
    const { seq } = await round.view(districtOf('ENT02'));
    const { at } = await round.must(districtOf('ENT01'), 'recommend', { cases: [best.id] });
    const late = await round.command<ProblemBody>(districtOf('ENT02'), 'recommend', { cases: [second.id] }, { seq });
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'stale-version',
        params: {
          type: 'round.recommended',
          what: '县区推荐',
          at,
          organisation: `district:${districtCode('ENT01')}/industry`,
        },
      },
    });
    expect(late.body.detail).toContain('郑州高新区经发局');
    const never = round.command(districtOf('ENT02'), 'recommend', { cases: [second.id] }, { seq: 99 });
    expect(await codeOf(never)).toEqual([409, 'version-unknown']);
  });

  it('is heard once however often it is sent', async () => {
    const { seq } = await round.view(districtOf('ENT02'));
    const send = () =>
      round.command(districtOf('ENT02'), 'recommend', { cases: [second.id] }, { seq, key: 'list-of-ent02' });
    const [first, again] = [await send(), await send()];
    expect(first).toMatchObject({ status: 200, body: { replayed: false } });
    expect(again).toMatchObject({ status: 200, body: { seq: first.body.seq, replayed: true } });
  });

  it('is seen by the district that gave it and by the bureau, by no other district and no firm', async () => {
    const own = { [districtCode('ENT01')]: [best.id] };
    const both = { ...own, [districtCode('ENT02')]: [second.id] };
    for (const as of INSIDE) expect([as, (await round.view(as)).recommendations]).toEqual([as, both]);
    expect((await round.view(districtOf('ENT01'))).recommendations).toEqual(own);
    for (const as of ['ent01-approver', 'exp01', 'finance-officer', districtOf('ENT01', 'finance')])
      expect([as, (await round.view(as)).recommendations]).toEqual([as, null]);
    const seen = (events: EventView[]) => events.map(({ type, data }) => [type, data['district']]);
    expect(seen(await eventsOf(districtOf('ENT01')))).toEqual([
      ['round.called', undefined],
      ['round.opened', undefined],
      ['round.recommended', districtCode('ENT01')],
    ]);
    expect(seen(await eventsOf('ent02-approver'))).toHaveLength(2);
    expect(seen(await eventsOf('audit1'))).toHaveLength(4);
  });
});

describe('before the notice', () => {
  beforeAll(async () => {
    await round.work();
    for (const application of [best, second])
      await round.decide(application, 'miit-officer', 'pass', { opinion: '材料齐全' });
    await round.comesTo(API_TERMS.cutOff);
    for (const application of [best, second]) await round.judge(application);
  }, 120_000);

  it('the engine’s work may be given by operations when it is late, by nobody else', async () => {
    const rank = (as: string, path: '' | '/operations') => round.command(as, 'rank', {}, { by: path });
    expect(await codeOf(rank('miit-leader', '/operations'))).toEqual([403, 'role-not-permitted']);
    expect(await codeOf(rank('miit-leader', ''))).toEqual([422, 'request-invalid']);
    expect((await round.view('ops1')).steps).toEqual(['rank']);
    expect(await rank('ops1', '/operations')).toMatchObject({
      status: 200,
      body: { events: [{ type: 'round.ranked' }] },
    });
    await round.work();
  });

  it('the order, the marks and the cut are seen by the bureau, operations and audit; the stability by who makes the list', async () => {
    for (const as of INSIDE) {
      const view = await round.view(as);
      expect([as, view.ranking]).toMatchObject([
        as,
        [
          {
            caseId: best.id,
            rank: 1,
            mark: 88.33,
            result: 'within-quota',
            applicant: { name: { zh: expect.stringContaining('掘进') as string } },
          },
          { caseId: second.id, rank: 2, mark: 84.67, result: 'nursery-list', district: districtCode('ENT02') },
        ],
      ]);
      expect([as, view.cut]).toMatchObject([as, { quota: 1, lastIn: best.id, firstOut: second.id, gap: 3.66 }]);
      expect([as, view.funnel]).toEqual([as, { total: 2, byStage: { proposal: 2 } }]);
      expect([as, view.stability === null]).toEqual([as, ['ops1', 'audit1'].includes(as)]);
      expect(JSON.stringify(view)).not.toMatch(/EXP\d/);
    }
    const { stability } = await round.view('miit-leader');
    const experts = await sitters(best, second);
    expect(stability).toEqual({ tried: experts.size, unchanged: experts.size, changes: [], tooFew: [] });
    expect((await round.view('miit-leader')).steps).toEqual(['propose']);
  });

  it('nobody else sees them, in the round, in its events, in the case, or in the case’s events', async () => {
    for (const as of OUTSIDE) expect([as, await round.view(as)]).toMatchObject([as, SEALED]);
    for (const as of [best.approver, districtOf('ENT01')]) {
      expect([as, await caseOf(best, as)]).toMatchObject([
        as,
        { place: null, judgement: null, stage: { id: 'proposal' } },
      ]);
      const { body } = await api.ask<{ items: EventView[] }>('GET', `/cases/${best.id}/events`, { as });
      const told = JSON.stringify(body.items);
      expect([as, /panel\.opened|application\.ranked|88\.33/.test(told)]).toEqual([as, false]);
      expect([as, JSON.stringify(await eventsOf(as)).includes('ranking')]).toEqual([as, false]);
    }
    expect(await caseOf(best, 'miit-leader')).toMatchObject({
      place: { rank: 1, of: 2, result: 'within-quota' },
      judgement: { trimmedMean: 88.33, passed: true },
    });
  });
});

describe('after the notice', () => {
  beforeAll(async () => {
    await round.must('miit-leader', 'propose', { opinion: '同意拟认定' });
    await round.must('ops1', 'publish', {}, '/operations');
    await round.work();
  }, 60_000);

  it('everybody sees the list; what was left out and the order stay with the bureau', async () => {
    const notice = { number: '郑工信公示〔2018〕1号', from: '2018-04-10', until: '2018-04-16' };
    for (const as of OUTSIDE)
      expect([as, await round.view(as)]).toMatchObject([
        as,
        { ...SEALED, list: [best.id], phase: 'published', notice },
      ]);
    const published = (await eventsOf('ent01-approver')).find(({ type }) => type === 'round.published');
    expect(published?.data).toMatchObject({ list: [best.id] });
    expect(published?.data).not.toHaveProperty('withheld');
    expect((await eventsOf('miit-officer')).at(-1)?.data).toHaveProperty('withheld');
    const opinions = async (as: string) => (await eventsOf(as)).flatMap(({ texts }) => texts?.['opinion'] ?? []);
    expect(await opinions('miit-officer')).toEqual(['同意拟认定']);
    expect(await opinions(districtOf('ENT01'))).toEqual([]);
  });

  it('each applicant sees its own place, and its own marks', async () => {
    expect(await caseOf(best, best.approver)).toMatchObject({ place: { rank: 1, of: 2 }, judgement: { passed: true } });
    expect(await caseOf(second, second.approver)).toMatchObject({
      outcome: 'nursery-list',
      place: { rank: 2, of: 2, result: 'nursery-list' },
    });
    expect(await codeOf(api.ask('GET', `/cases/${second.id}`, { as: best.approver }))).toEqual([404, 'not-found']);
  });

  it('the leader signs one document, which all may read', async () => {
    await round.comesTo('2018-04-17T00:00:00+08:00');
    const signed = await round.command<RoundReceipt>('miit-leader', 'issue', { opinion: '同意发文' });
    expect(signed).toMatchObject({ status: 200, body: { events: [{ type: 'round.issued' }] } });
    await round.work();
    for (const as of OUTSIDE)
      expect([as, (await round.view(as)).documents]).toEqual([
        as,
        [{ number: '郑工信〔2018〕1号', cases: [best.id], on: '2018-04-17', supplementary: false }],
      ]);
    expect(await codeOf(round.command('miit-leader', 'issue', { opinion: '' }))).toEqual([409, 'not-now']);
    expect((await round.view('miit-officer')).phase).toBe('completed');
  });
});
