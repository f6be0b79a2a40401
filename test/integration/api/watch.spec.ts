import { jest } from '@jest/globals';
import type { FlowView, IncidentView, ProblemBody, RoundBoard, StandingView, ToldList } from '@vermilion/contracts';
import { incidentBook } from '@vermilion/ledger';
import { ApiCase } from '../../support/api-case.js';
import { API_TERMS, ApiRound, districtCode, districtOf } from '../../support/api-round.js';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(120_000);

/** ENT01 passed by its district, ENT02 left lying on the desk that accepted it until it was late. */
let api: TestApi;
let round: ApiRound;
let passed: ApiCase;
let left: ApiCase;
const LATE = '2018-03-20T09:00:00+08:00';

beforeAll(async () => {
  api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@2' });
  round = new ApiRound(api);
  await round.call();
  await round.comesTo(API_TERMS.opens);
  passed = await round.reviewed('ENT01');
  left = await ApiCase.open(api, 'ENT02');
  await left.submit();
  await round.decide(left, districtOf('ENT02'), 'accept', {});
  await round.comesTo(LATE);
}, 120_000);
afterAll(() => api.stop());

const get = <Body>(as: string, path: string) => api.ask<Body>('GET', path, { as });
const answersTo = async (path: string, people: readonly string[]) =>
  Promise.all(
    people.map(async (as) => {
      const { status, body } = await get<ProblemBody>(as, path);
      return [as, status, body.code];
    }),
  );

describe('the board of a round (大屏)', () => {
  const board = async (as = 'miit-leader') => (await get<RoundBoard>(as, `/rounds/${round.id}/board`)).body;

  it('is for who sees the whole round, and for nobody else', async () => {
    for (const as of ['miit-officer', 'miit-leader', 'ops1', 'audit1'])
      expect([as, (await get(as, `/rounds/${round.id}/board`)).status]).toEqual([as, 200]);
    const outside = [districtOf('ENT01'), 'exp01', 'ent01-filler'];
    expect(await answersTo(`/rounds/${round.id}/board`, outside)).toEqual(
      outside.map((as) => [as, 403, 'role-not-permitted']),
    );
    expect(await answersTo(`/rounds/${round.id}/board`, ['finance-officer'])).toEqual([
      ['finance-officer', 404, 'not-found'],
    ]);
    expect((await api.ask('GET', `/rounds/${round.id}/board`)).status).toBe(401);
    expect((await get('miit-leader', '/rounds/smart-workshop-2031/board')).status).toBe(404);
  });

  it('shows the cases by stage with how they stand, as of the business clock', async () => {
    const { asOf, stages, ended } = await board();
    expect(asOf).toBe(LATE);
    const at = (id: string) => stages.find(({ stage }) => stage.id === id)?.counts;
    expect(at('recommendation')).toEqual({ overdue: 0, soon: 0, later: 0, unlimited: 1 });
    expect(at('district-review')).toEqual({ overdue: 1, soon: 0, later: 0, unlimited: 0 });
    expect(ended).toEqual([]);
  });

  it('puts every district of the city beside the others', async () => {
    const { districts } = await board();
    const of = (enterprise: string) => districts.find(({ district }) => district.code === districtCode(enterprise));
    expect(districts).toHaveLength(16);
    expect(of('ENT01')).toMatchObject({ cases: 1, running: 1, counts: { overdue: 0, unlimited: 1 } });
    expect(of('ENT02')).toMatchObject({ cases: 1, running: 1, counts: { overdue: 1 } });
  });

  it('names the nearest dates, the round’s own among them', async () => {
    const { dates } = await board();
    expect(dates.map(({ dueAt }) => dueAt)).toEqual(dates.map(({ dueAt }) => dueAt).sort());
    expect(dates).toContainEqual(
      expect.objectContaining({
        caseId: null,
        dueAt: API_TERMS.closes,
        what: { zh: '申报截止', en: 'Applications close' },
      }),
    );
  });

  it('tells what was decided last, and nobody’s name, words, or marks', async () => {
    const { events, ...rest } = await board();
    expect(events[0]).toMatchObject({ caseId: left.id, what: { zh: expect.stringContaining('期限') as unknown } });
    expect(events.map(({ caseId }) => caseId)).toContain(passed.id);
    const said = JSON.stringify({ events, ...rest });
    for (const secret of ['符合条件', 'd-410122-industry', 'actor', 'mark', 'person'])
      expect([secret, said.includes(secret)]).toEqual([secret, false]);
  });
});

describe('what operations watch (运行监督)', () => {
  const PATHS = ['standing', 'flow', 'deliveries'];

  it.each(PATHS)('%s is for operations and audit alone', async (path) => {
    for (const as of ['ops1', 'audit1']) expect([as, (await get(as, `/operations/${path}`)).status]).toEqual([as, 200]);
    const others = ['miit-leader', 'miit-officer', districtOf('ENT01'), 'exp01', 'ent01-filler'];
    expect(await answersTo(`/operations/${path}`, others)).toEqual(others.map((as) => [as, 403, 'role-not-permitted']));
    expect((await api.ask('GET', `/operations/${path}`)).status).toBe(401);
  });

  it('where the cases are, how old, and whose limits press', async () => {
    const { body } = await get<StandingView>('ops1', '/operations/standing');
    expect(body).toMatchObject({ asOf: LATE, running: 2, counts: { overdue: 1 } });
    expect(body.ages.find(({ stage }) => stage.id === 'district-review')).toMatchObject({
      counts: [0, 0, 0, 1, 0],
      oldest: 19,
    });
    const office = `district:${districtCode('ENT02')}/industry`;
    expect(body.heat.find((cell) => cell.office.id === office)).toMatchObject({
      stage: { id: 'district-review' },
      counts: { overdue: 1 },
    });
    expect(body.pressing).toMatchObject([{ caseId: left.id, urgency: 'overdue', office: { id: office } }]);
  });

  it('what waits: nothing carries the facts here, so all of them do', async () => {
    const { body } = await get<FlowView>('ops1', '/operations/flow');
    expect(body.outbox.rows).toBeGreaterThan(10);
    expect(body.outbox.age).toBeGreaterThan(0);
    expect(body.workflows.behind).toBeGreaterThan(0);
    expect(body.deliveries).toEqual({ pending: 0, sent: 0, failed: 0 });
  });

  it('how far a consumer has come, and which keys it has set aside', async () => {
    const { admin } = api.store.database;
    const [{ events } = { events: 0 }] = await admin<{ events: number }>('SELECT count(*)::int AS events FROM event');
    await admin(
      `INSERT INTO inbox (consumer, event_id) SELECT 'notifier', stream || '/' || seq FROM event ORDER BY recorded_at LIMIT 3`,
    );
    await admin(
      `INSERT INTO parked_key (consumer, key, topic, partition, message_offset, reason) VALUES ('notifier', 'k', 't', 0, 1, 'bad')`,
    );
    const { body } = await get<FlowView>('ops1', '/operations/flow');
    expect(body.consumers).toMatchObject([{ consumer: 'notifier', waiting: events - 3, parked: 1 }]);
  });

  it('who was told, and whether it has arrived; no expert, no address', async () => {
    const { admin } = api.store.database;
    const tell = async (recipient: string, state: string | null) => {
      const [row] = await admin<{ id: string }>(
        `INSERT INTO notification (recipient, kind, instant, digest_key, title, body)
         VALUES ($1, 'k', now(), $1, '{}', '{}') RETURNING id`,
        [recipient],
      );
      await admin(
        'INSERT INTO notification_item (event_id, recipient, notification_id, case_id) VALUES ($1, $2, $3, $4)',
        [`application:${left.id}/1`, recipient, row?.id, left.id],
      );
      if (state !== null)
        await admin(
          `INSERT INTO delivery (notification_id, channel, address, state, next_at, message_id)
           VALUES ($1, 'mail', 'someone@example.test', $2, now(), $3)`,
          [row?.id, state, recipient],
        );
    };
    await tell('enterprise:ENT02', 'failed');
    await tell(`district:${districtCode('ENT02')}/industry`, null);
    await tell('expert:E01', 'sent');
    const { body } = await get<ToldList>('ops1', '/operations/deliveries');
    expect(body.items.map(({ state, channel }) => [state, channel]).sort()).toEqual([
      ['failed', 'mail'],
      ['written', 'inbox'],
    ]);
    expect(body.items[0]).toMatchObject({ caseId: left.id, what: { zh: '新建申报' } });
    expect(JSON.stringify(body)).not.toMatch(/expert|@example/);
    const failed = await get<ToldList>('audit1', '/operations/deliveries?state=failed&limit=1');
    expect(failed.body.items).toMatchObject([{ recipient: { id: 'enterprise:ENT02' }, state: 'failed' }]);
    expect((await get('ops1', '/operations/deliveries?state=lost')).status).toBe(422);
  });
});

describe('a procedure in its version (流程图)', () => {
  it('is told to anybody, as data and as BPMN', async () => {
    const told = await api.ask('GET', '/programmes/smart-workshop/1');
    expect(told).toMatchObject({ status: 200, body: { id: 'smart-workshop', version: 1 } });
    const { status, headers, body } = await api.ask<string>('GET', '/programmes/smart-workshop/2/bpmn');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/xml']);
    expect(headers.get('content-disposition')).toContain('smart-workshop-2.bpmn');
    expect(body).toContain('<bpmn:userTask id="n_district-review"');
  });

  it.each(['/programmes/smart-workshop/9', '/programmes/moon/1/bpmn'])('%s is not found', async (path) => {
    expect((await api.ask('GET', path)).status).toBe(404);
  });

  it('a version is a number', async () => {
    expect((await api.ask('GET', '/programmes/smart-workshop/x/bpmn')).status).toBe(422);
  });
});

describe('incidents', () => {
  it('are listed with all that is known of them, whatever they are about, to operations alone', async () => {
    const book = incidentBook(api.store.ledger);
    const known = { caseId: passed.id, organisation: districtOf('ENT01'), attempts: 5, late: true, due: null };
    await book.open({ kind: 'office-empty', subject: 'an office', detail: known });
    const { status, body } = await get<{ items: IncidentView[] }>('ops1', '/operations/incidents');
    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ kind: 'office-empty', subject: 'an office', detail: known, closedAt: null }]);
    expect(await get('ent01-filler', '/operations/incidents')).toMatchObject({ status: 403 });
  });
});
