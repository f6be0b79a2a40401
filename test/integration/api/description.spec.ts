import { jest } from '@jest/globals';
import type { OpenCase } from '@vermilion/contracts';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api.stop());

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: {
    readonly content: { readonly [media: string]: { readonly schema: { readonly $ref?: string } } };
  };
  readonly responses: { readonly [status: string]: unknown };
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: { readonly additionalProperties?: boolean } } };
}

const ROUTES = [
  'get /api/v1/programmes',
  'get /api/v1/programmes/{id}',
  'get /api/v1/programmes/{id}/{version}',
  'get /api/v1/programmes/{id}/{version}/bpmn',
  'post /api/v1/cases',
  'get /api/v1/cases',
  'get /api/v1/cases/counts',
  'get /api/v1/cases/{id}',
  'get /api/v1/cases/{id}/steps',
  'get /api/v1/cases/{id}/deadlines',
  'get /api/v1/cases/{id}/clock',
  'get /api/v1/cases/{id}/events',
  'put /api/v1/cases/{id}/form',
  'get /api/v1/cases/{id}/form/tables/{table}/template.xlsx',
  'get /api/v1/cases/{id}/form/tables/{table}/rows.xlsx',
  'post /api/v1/cases/{id}/form/tables/{table}/reading',
  'post /api/v1/cases/{id}/documents',
  'get /api/v1/documents/{id}',
  'get /api/v1/cases/{id}/draft.pdf',
  'get /api/v1/cases/{id}/application.pdf',
  'post /api/v1/cases/{id}/uploads',
  'get /api/v1/cases/{id}/uploads',
  'get /api/v1/uploads/{id}',
  'patch /api/v1/uploads/{id}',
  'post /api/v1/uploads/{id}/finish',
  'delete /api/v1/uploads/{id}',
  'post /api/v1/cases/{id}/commands',
  'get /api/v1/tasks',
  'get /api/v1/tasks/counts',
  'post /api/v1/tasks/{id}/claim',
  'get /api/v1/notifications',
  'post /api/v1/notifications/{id}/read',
  'post /api/v1/notifications/read',
  'get /api/v1/stream',
  'get /api/v1/me',
  'get /api/v1/me/data',
  'get /api/v1/draws/{id}',
  'get /api/v1/certificates/{number}',
  'get /api/v1/certificates/{number}/code.svg',
  'get /api/v1/calls',
  'get /api/v1/registers/{register}',
  'get /api/v1/registers/{register}/imports',
  'get /api/v1/registers/{register}/template.xlsx',
  'post /api/v1/registers/{register}/imports',
  'get /api/v1/revocations',
  'post /api/v1/titles/{number}/re-examinations',
  'get /api/v1/operations/cases/{id}/history',
  'post /api/v1/operations/cases/{id}/commands',
  'get /api/v1/operations/incidents',
  'get /api/v1/operations/standing',
  'get /api/v1/operations/flow',
  'get /api/v1/operations/deliveries',
  'get /api/v1/rounds/{id}/board',
  'get /api/v1/operations/clock',
  'post /api/v1/operations/clock',
  'delete /api/v1/stand-ins/{id}',
  'get /api/v1/cases/{id}/changes',
  'get /api/v1/cases/{id}/decision.pdf',
  'get /api/v1/cases/{id}/near-miss',
  'get /api/v1/cases/{id}/near-miss.pdf',
  'get /api/v1/cases/{id}/objections',
  'get /api/v1/certificates/{number}/certificate.pdf',
  'get /api/v1/notices',
  'get /api/v1/notices/{id}',
  'get /api/v1/objections/{receipt}',
  'get /api/v1/offices/mine',
  'get /api/v1/operations/calendar',
  'get /api/v1/rounds',
  'get /api/v1/rounds/{id}',
  'get /api/v1/rounds/{id}/districts/{district}/summary.xlsx',
  'get /api/v1/rounds/{id}/documents/{n}.pdf',
  'get /api/v1/rounds/{id}/events',
  'get /api/v1/stand-ins',
  'post /api/v1/notices/{id}/objections',
  'post /api/v1/objections/{receipt}/appeals',
  'post /api/v1/operations/calendar',
  'post /api/v1/operations/rounds/{id}/commands',
  'post /api/v1/rounds',
  'post /api/v1/rounds/{id}/commands',
  'put /api/v1/stand-ins',
  'get /api/v1/audit/acts',
  'get /api/v1/audit/contact-looks',
  'get /api/v1/cases/{id}/contact',
  'get /api/v1/security/audit-acts',
  'get /api/v1/security/members',
  'post /api/v1/security/members',
  'post /api/v1/security/withdrawals',
  'post /api/v1/security/sign-outs',
  'get /api/v1/security/erasures',
  'post /api/v1/security/erasures',
  'post /api/v1/security/erasures/{id}/confirmation',
  'get /api/v1/security/webhooks',
  'post /api/v1/security/webhooks',
  'post /api/v1/security/webhooks/{id}/disabling',
  'post /api/v1/security/webhooks/{id}/rotation',
  'post /api/v1/security/webhooks/{id}/test',
  'get /api/v1/audit/anchors',
  'get /api/v1/audit/anchors/{n}',
  'get /api/v1/audit/verify',
];

describe('the OpenAPI document', () => {
  it('is 3.1 and has every route', async () => {
    const { body } = await api.ask<OpenApi>('GET', '/api/openapi.json');
    const found = Object.entries(body.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(body.openapi).toBe('3.1.0');
    expect(found.sort()).toEqual([...ROUTES].sort());
  });

  it('refers to nothing that is not in it', async () => {
    const { body } = await api.ask<OpenApi>('GET', '/api/openapi.json');
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference);
    const missing = references.filter(
      (reference) => !(reference.replace('#/components/schemas/', '') in body.components.schemas),
    );
    expect(references.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('says what is sent, what comes back, and what goes wrong', async () => {
    const { body } = await api.ask<OpenApi>('GET', '/api/openapi.json');
    expect(body.paths['/api/v1/cases']?.['post']).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/OpenCase' } } } },
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'Idempotency-Key', required: true }),
      ]) as unknown,
      responses: { 201: expect.anything() as unknown, default: expect.anything() as unknown },
    });
    expect(body.components.schemas).toMatchObject({ OpenCase: { additionalProperties: false } });
    expect(JSON.stringify(body.paths['/api/v1/cases'])).toContain('#/components/schemas/Problem');
    const operations = Object.values(body.paths).flatMap((path) => Object.values(path));
    const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
    for (const { responses } of operations) expect(responses).toMatchObject({ default: problem });
  });

  it('has patterns which every language reads alike: ranges of characters, and no property classes', async () => {
    const { body } = await api.ask<OpenApi>('GET', '/api/openapi.json');
    expect(JSON.stringify(body)).not.toMatch(/\\\\[pP]\{/);
  });
});

describe('every answer', () => {
  it('states the manual clock, a trace id and careful headers', async () => {
    const { headers } = await api.ask('GET', '/programmes');
    expect(headers.get('vermilion-clock')).toBe('manual; now=2018-03-01T09:00:00+08:00');
    expect(headers.get('trace-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain(`default-src 'none'`);
  });

  it('that is a problem is one in the same shape, also for an address that nobody serves', async () => {
    const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    const answer = await api.ask('GET', '/nowhere', { as: 'ops1', headers });
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'not-found', traceId: '0af7651916cd43dd8448eb211c80319c' },
    });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('vermilion-clock')).toContain('manual');
  });
});

describe('the process', () => {
  it('is ready with the database alone, and says that the engine is away', async () => {
    expect(await api.ask('GET', '/health/live')).toMatchObject({ status: 200 });
    expect(await api.ask('GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { parts: { postgres: true }, beside: { temporal: false } },
    });
  });

  it('measures what lags behind the ledger', async () => {
    const json: OpenCase = { procedure: 'smart-workshop' };
    await api.ask('POST', '/cases', { as: 'ent03-filler', key: 'measured', json });
    const { body } = await api.ask<string>('GET', '/metrics');
    expect(body).toMatch(/vermilion_outbox_rows\{[^}]*\} [1-9]/);
    expect(body).toMatch(/vermilion_outbox_age_seconds\{[^}]*\} [0-9.]+/);
    expect(body).toMatch(/vermilion_due_age_seconds\{[^}]*\} 0/);
    expect(body).toMatch(/vermilion_http_request_seconds_count\{[^}]*route="\/api\/v1\/cases"/);
  });

  it('describes its events', async () => {
    expect(await api.ask('GET', '/api/asyncapi.json')).toMatchObject({ status: 200, body: { asyncapi: '3.0.0' } });
  });
});
