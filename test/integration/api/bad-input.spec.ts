import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { ProblemBody } from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type Asked, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

let api: TestApi;
let open: ApiCase;
beforeAll(async () => {
  api = await startApi();
  open = await ApiCase.open(api);
}, 120_000);
afterAll(() => api.stop());

const NUL = '\u0000';
const HALF = '\ud800';
const TOO_HIGH = 2_147_483_648;
const BAD_TEXTS = [NUL, 'a\u0007b', `a${HALF}`];

/** Every one is refused with a 4xx and a code. */
async function refused(method: string, path: string, asked: Asked): Promise<void> {
  const { status, body } = await api.ask<ProblemBody>(method, path, asked);
  const what = `${method} ${path.slice(0, 80)} ${JSON.stringify(asked.json)?.slice(0, 120)}`;
  expect([what, status >= 400 && status < 500, body.code]).toEqual([what, true, expect.any(String)]);
}

/** A cursor as the API writes them, with another content. */
function cursor(...parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

describe('what no store can keep is refused, and never an inside error', () => {
  it.each([
    '/cases?search=%00',
    '/cases?search=%1F',
    '/cases?stage=%00',
    '/cases?district=%00',
    '/cases/counts?search=%00',
    '/cases/2018-000001%00',
    '/tasks?after=%00',
    '/documents/%00',
  ])('GET %s', (path) => refused('GET', path, { as: 'ent01-filler' }));

  it.each(['/certificates/abc%00', '/draws/2018-000001.1%00', '/programmes/%00'])('GET %s', (path) =>
    refused('GET', path, {}),
  );

  it.each(['/audit/verify?after=%00', '/audit/verify?caseId=%00', '/operations/cases/%00/history'])('GET %s', (path) =>
    refused('GET', path, { as: 'audit1' }),
  );

  it('in an address that no router can read: too long, or half a sign', async () => {
    for (const path of [`/notices/${'x'.repeat(400)}`, '/cases/%zz', '/cases/%C3']) {
      const answer = await api.ask<ProblemBody>('GET', path, { as: 'ent01-filler' });
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found', remedy: expect.any(String) as string } });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('in the number of an event', async () => {
    for (const after of [TOO_HIGH, 1e21, -1, 'x']) {
      await refused('GET', `/cases/${open.id}/events?after=${after}`, { as: open.filler });
    }
  });

  it('in the id of a task, of a message, in the name of a file', async () => {
    await refused('POST', '/tasks/abc%00/claim', { as: open.filler, json: { claim: true } });
    await refused('POST', '/notifications/%00/read', { as: open.filler, json: {} });
    const file = { media: 'application/pdf', bytes: Buffer.from('%PDF-1.4') };
    for (const query of ['type=photos%00&name=a.pdf', 'type=photos&name=abcd%00.pdf']) {
      await refused('POST', `/cases/${open.id}/documents?${query}`, { as: open.filler, file });
    }
  });

  it('where a file is wanted: no body at all, or one that is no file', async () => {
    const places = [
      ['ent01-filler', 'PATCH', `/uploads/${randomUUID()}?offset=0`],
      ['ent01-filler', 'POST', `/cases/${open.id}/form/tables/equipment/reading`],
      ['miit-officer', 'POST', '/registers/credit/imports'],
    ] as const;
    for (const [as, method, path] of places)
      for (const body of [{}, { json: { rows: [] } }])
        expect(await api.ask<ProblemBody>(method, path, { as, ...body })).toMatchObject({
          status: 415,
          body: { code: 'media-not-supported' },
        });
  });

  it('in a form: values, lists, names of fields and of sections', async () => {
    for (const bad of BAD_TEXTS) {
      for (const json of [
        { basic: { name: bad } },
        { basic: { name: [bad] } },
        { basic: { [bad]: 'x' } },
        { [bad]: { name: 'x' } },
        { equipment: [{ name: bad }] },
      ]) {
        await refused('PUT', `/cases/${open.id}/form`, { as: open.filler, json, headers: { 'if-match': '"1"' } });
      }
    }
    const json = { basic: { name: '第一行\n第二行\t末' } };
    const saved = await api.ask('PUT', `/cases/${open.id}/form`, {
      as: open.filler,
      json,
      headers: { 'if-match': '"1"' },
    });
    expect(saved.status).toBe(200);
  });

  it('in a command', async () => {
    const give = (type: string, payload: object, expectedSeq = 1) =>
      refused('POST', `/cases/${open.id}/commands`, {
        as: open.approver,
        key: 'k',
        json: { type, payload, expectedSeq },
      });
    await give('withdraw', {}, TOO_HIGH);
    await give('submit', { draftVersion: TOO_HIGH });
    for (const bad of BAD_TEXTS) {
      await give('pass', { opinion: bad });
      await give('refuse', { ground: bad, opinion: 'x' });
      await give('decline-invitation', { reason: bad });
      await give('return', { defects: [{ target: bad, what: bad, how: bad }] });
      await give('submit-marks', { marks: { items: { [bad]: 1 }, comments: { a: bad } } });
      await refused('POST', '/cases', { as: open.filler, key: 'k', json: { procedure: bad } });
    }
  });

  it('in a cursor', async () => {
    const moments = [
      '',
      'x',
      '2018-02-31 00:00:00+08',
      '0000-01-01 00:00:00+08',
      '2018-01-01 25:61:00+08',
      '2018-01-01 00:00:00+99',
    ];
    for (const path of ['/cases', '/tasks']) {
      for (const moment of moments) {
        await refused('GET', `${path}?after=${cursor(moment, '2018-000001')}`, { as: open.filler });
      }
      for (const after of [cursor('infinity', NUL), cursor(1, 2), cursor(), cursor('infinity', HALF)]) {
        await refused('GET', `${path}?after=${after}`, { as: open.filler });
      }
    }
    for (const after of [cursor('', '9'.repeat(19)), cursor('', 'x'), cursor('infinity', '1')]) {
      await refused('GET', `/notifications?after=${after}`, { as: open.filler });
    }
  });
});
