import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ProblemBody, Receipt } from '@vermilion/contracts';
import type { Form, Row } from '@vermilion/domain';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type Answer, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api.stop());

/** Saves the form, attaches all documents and tries to submit. */
async function trySubmit(changes: (open: ApiCase) => Form): Promise<Answer<ProblemBody>> {
  const open = await ApiCase.open(api);
  await open.save(changes(open), 1);
  await open.attachAll();
  return open.command<ProblemBody>(open.approver, 'submit', { draftVersion: 2 }, 1);
}

function problemAt(answer: Answer<ProblemBody>, at: string) {
  return answer.body.problems.find((problem) => problem.at === at);
}

/** So many machines, of which so many numerically controlled and networked. */
function machines(total: number, controlled: number): Row[] {
  const line = { unitPriceWan: 1, invoiceNo: '示例发票' };
  return [
    { seq: 1, name: '数控机床', qty: controlled, numericallyControlled: true, networkedQty: controlled, ...line },
    { seq: 2, name: '普通机床', qty: total - controlled, numericallyControlled: false, networkedQty: 0, ...line },
  ];
}

describe('a submission is refused, with the place and the way out, for', () => {
  it('a credit code with a wrong check character', async () => {
    const answer = await trySubmit((open) => open.form({ 'basic.creditCode': '91410102FAKE900121' }));
    expect(answer).toMatchObject({ status: 422, body: { code: 'form-invalid' } });
    const fault = problemAt(answer, 'basic.creditCode');
    expect(fault).toMatchObject({ code: 'bad-credit-code' });
    expect(fault?.remedy.zh).toContain('校验位');
  });

  it('a declared rate that is not the computed one', async () => {
    const answer = await trySubmit((open) => open.form({ 'indicators.ncRate': 95.5 }));
    expect(answer.status).toBe(422);
    expect(problemAt(answer, 'indicators.ncRate')).toMatchObject({
      code: 'declared-differs',
      params: { declared: 95.5, computed: 90.91 },
    });
  });

  it('69.996 %, although it is shown as 70.00 %: the unrounded value is compared', async () => {
    const answer = await trySubmit((open) =>
      open.form({ equipment: machines(25_000, 17_499), 'indicators.ncRate': 70, 'indicators.networkRate': 100 }),
    );
    expect(answer.status).toBe(422);
    expect(problemAt(answer, 'indicators.ncRate')).toMatchObject({
      code: 'gate-not-met',
      params: { numerator: 17_499, denominator: 25_000, atLeast: 70 },
    });
    expect(problemAt(answer, 'indicators.ncRate')?.message).toContain('69.996');
  });

  it('a field that the form does not have', async () => {
    const answer = await trySubmit((open) => open.form({ 'basic.nickname': 'x' }));
    expect(problemAt(answer, 'basic.nickname')).toMatchObject({ code: 'unknown-field' });
  });

  it('several faults: all of them at once', async () => {
    const answer = await trySubmit((open) =>
      open.form({ 'basic.creditCode': '91410102FAKE900121', 'contact.mobile': '12345', 'basic.scale': 'huge' }),
    );
    expect(answer.body.problems.map(({ at }) => at).sort()).toEqual([
      'basic.creditCode',
      'basic.scale',
      'contact.mobile',
    ]);
  });

  it('a draft that somebody has changed meanwhile', async () => {
    const open = await ApiCase.open(api);
    await open.save(open.form(), 1);
    await open.attachAll();
    const answer = await open.command(open.approver, 'submit', { draftVersion: 1 }, 1);
    expect(answer).toMatchObject({ status: 409, body: { code: 'draft-changed' } });
  });
});

describe('exactly 70 %', () => {
  it('is enough', async () => {
    const answer = await trySubmit((open) =>
      open.form({ equipment: machines(10, 7), 'indicators.ncRate': 70, 'indicators.networkRate': 100 }),
    );
    expect(answer.status).toBe(200);
  });
});

describe('a request is refused for', () => {
  it('unknown fields, each named by its place', async () => {
    const open = await ApiCase.open(api);
    const json = { type: 'withdraw', payload: { because: 'x' }, expectedSeq: 1, force: true };
    const answer = await api.ask<ProblemBody>('POST', `/cases/${open.id}/commands`, {
      as: open.approver,
      key: 'k',
      json,
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'request-invalid' } });
    expect(answer.body.problems.map(({ at, code }) => [at, code])).toEqual(
      expect.arrayContaining([
        ['force', 'unknown-field'],
        ['payload.because', 'unknown-field'],
      ]),
    );
    expect(await api.ask('GET', '/cases?colour=red', { as: open.filler })).toMatchObject({ status: 422 });
  });

  it('a missing key, a missing If-Match, a cursor of nobody', async () => {
    const open = await ApiCase.open(api);
    const json = { type: 'withdraw', payload: {}, expectedSeq: 1 };
    expect(await api.ask('POST', `/cases/${open.id}/commands`, { as: open.approver, json })).toMatchObject({
      status: 400,
      body: { code: 'key-missing' },
    });
    expect(await api.ask('PUT', `/cases/${open.id}/form`, { as: open.filler, json: {} })).toMatchObject({
      status: 428,
      body: { code: 'precondition-missing' },
    });
    for (const after of ['nonsense', Buffer.from('["2018-99-99 00:00:00+08","x"]').toString('base64url')]) {
      expect(await api.ask('GET', `/cases?after=${after}`, { as: open.filler })).toMatchObject({
        status: 400,
        body: { code: 'cursor-invalid' },
      });
    }
  });

  it('a body that is too large, or no JSON', async () => {
    const open = await ApiCase.open(api);
    const large = { as: open.filler, json: { basic: { name: 'x'.repeat(1_100_000) } }, headers: { 'if-match': '"1"' } };
    expect(await api.ask('PUT', `/cases/${open.id}/form`, large)).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
    const broken = { as: open.filler, key: 'k', file: { media: 'application/json', bytes: Buffer.from('{"a":') } };
    expect(await api.ask('POST', `/cases/${open.id}/commands`, broken)).toMatchObject({
      status: 400,
      body: { code: 'body-unreadable' },
    });
    const text = { as: open.filler, key: 'k', file: { media: 'text/plain', bytes: Buffer.from('hello') } };
    expect(await api.ask('POST', `/cases/${open.id}/commands`, text)).toMatchObject({ status: 415 });
  });

  it('a draft saved on top of an older version', async () => {
    const open = await ApiCase.open(api);
    expect(await open.save(open.form(), 1)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await open.save({}, 1)).toMatchObject({
      status: 412,
      body: { code: 'draft-version-stale', params: { current: 2 } },
    });
  });
});

describe('one command', () => {
  it('has one effect: the same key and body give the same receipt, another body is refused', async () => {
    const open = await ApiCase.open(api);
    await open.submit();
    const key = randomUUID();
    const first = await open.command<Receipt>('d-zz-gxq-industry', 'accept', {}, 3, key);
    const second = await open.command<Receipt>('d-zz-gxq-industry', 'accept', {}, 3, key);
    expect(first).toMatchObject({ status: 200, body: { replayed: false } });
    expect(second).toMatchObject({ status: 200, body: { ...first.body, replayed: true } });
    expect(await open.command('d-zz-gxq-industry', 'pass', { opinion: '同意' }, 3, key)).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    });
  });

  it('has one winner among 50 at once: each of the 49 losers gets 409 with who, when and what', async () => {
    const open = await ApiCase.open(api);
    await open.submit();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => open.command<ProblemBody>('d-zz-gxq-industry', 'accept', {}, 3)),
    );
    const lost = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(lost).toHaveLength(49);
    for (const { body } of lost) {
      expect(body.params).toMatchObject({
        organisation: 'district:ZZ-GXQ/industry',
        at: '2018-03-01T09:00:00+08:00',
        type: 'application.accepted',
      });
      expect(body.detail).toContain('受理');
    }
    const [{ count } = { count: -1 }] = await api.store.database.admin<{ count: number }>(
      `SELECT count(*)::int FROM event WHERE stream = $1 AND type = 'application.accepted'`,
      [`application:${open.id}`],
    );
    expect(count).toBe(1);
  });

  it('is not for everybody who sees the case, and not for any time', async () => {
    const open = await ApiCase.open(api);
    await open.submit();
    expect(await open.command(open.approver, 'accept', {}, 3)).toMatchObject({
      status: 403,
      body: { code: 'not-permitted' },
    });
    expect(await open.command('miit-leader', 'sign', {}, 3)).toMatchObject({ status: 409, body: { code: 'not-now' } });
  });
});
