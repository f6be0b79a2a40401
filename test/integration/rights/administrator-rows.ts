import { but, get, OVERSIGHT, send, type Row } from './row.js';

/** What operations and audit watch, and what operations alone move. */
const oversight: readonly Row[] = [
  ...['calendar', 'clock', 'standing', 'flow', 'deliveries', 'incidents'].map((path) => ({
    operation: `GET /operations/${path}`,
    may: OVERSIGHT,
    barred: but(...OVERSIGHT),
    call: get(`/operations/${path}`),
  })),
  {
    operation: 'GET /operations/cases/{id}/history',
    may: OVERSIGHT,
    barred: but(...OVERSIGHT),
    phases: ['draft', 'panel'],
    call: get((world) => `/operations/cases/${world.subject.id}/history`),
  },
  ...['verify', 'acts', 'contact-looks', 'anchors', 'anchors/{n}'].map((part) => ({
    operation: `GET /audit/${part}`,
    may: ['auditor'] as const,
    barred: but('auditor'),
    call: get(async (world) => `/audit/${part === 'anchors/{n}' ? `anchors/${await world.anchor()}` : part}`),
  })),
  ...Object.entries({
    calendar: { year: 2018, source: '示例：重复公布的年份', days: [] },
    clock: { to: '2018-01-01' },
  }).map(([path, json]) => ({
    operation: `POST /operations/${path}`,
    may: ['operations'] as const,
    barred: but('operations'),
    call: send('POST', () => `/operations/${path}`, { json }),
  })),
];

/** Whom the security administrator lets act for whom. Nobody here is given anything: the role is none of the organisation's. */
const NO_MEMBERSHIP = { person: 'nobody', organisation: 'bureau:miit', role: 'filler' };
const security: readonly Row[] = [
  { operation: 'GET /security/members', call: get('/security/members') },
  { operation: 'POST /security/members', call: send('POST', () => '/security/members', { json: NO_MEMBERSHIP }) },
  {
    operation: 'POST /security/withdrawals',
    call: send('POST', () => '/security/withdrawals', { json: NO_MEMBERSHIP }),
  },
  {
    operation: 'POST /security/sign-outs',
    call: send('POST', () => '/security/sign-outs', { json: { person: 'nobody' } }),
  },
  {
    operation: 'POST /security/erasures',
    call: send('POST', () => '/security/erasures', {
      json: { subject: 'person:nobody', ground: 'unlawful', reference: '〔2018〕1号' },
    }),
  },
  {
    operation: 'POST /security/erasures/{id}/confirmation',
    call: send('POST', async (world) => `/security/erasures/${await world.erasure()}/confirmation`, {}),
  },
  { operation: 'GET /security/audit-acts', call: get('/security/audit-acts') },
  { operation: 'GET /security/webhooks', call: get('/security/webhooks') },
  {
    operation: 'POST /security/webhooks',
    call: send('POST', () => '/security/webhooks', {
      json: { organisation: 'enterprise:nobody', url: 'https://hooks.example/' },
    }),
  },
  ...['disabling', 'rotation', 'test'].map((act) => ({
    operation: `POST /security/webhooks/{id}/${act}`,
    call: send('POST', async (world) => `/security/webhooks/${await world.webhook()}/${act}`, {}),
  })),
].map((row) => ({ ...row, may: ['security'], barred: but('security') }));

/** What the three administrators may, each for themselves. */
export const ADMINISTRATION: readonly Row[] = [
  ...oversight,
  ...security,
  {
    operation: 'GET /security/erasures',
    may: ['security', 'auditor'],
    barred: but('security', 'auditor'),
    call: get('/security/erasures'),
  },
];
