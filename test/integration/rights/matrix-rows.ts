import { API_TERMS } from '../../support/api-round.js';
import { ADMINISTRATION } from './administrator-rows.js';
import { PHASES, type MatrixWorld, type Phase, type Relation } from './matrix-world.js';
import { but, get, OVERSIGHT, send, SIGNED_IN, type Row, type Whose } from './row.js';

const APPLICANT: readonly Relation[] = ['filler', 'approver'];
const OFFICES: readonly Relation[] = ['district', 'district finance', 'bureau', 'leader'];
const STRANGE_OFFICES: readonly Relation[] = ['other district', 'other bureau', 'supervision'];
const EXPERTS: readonly Relation[] = ['seated expert', 'other expert'];

/** A draft is the firm's alone, and oversight knows that it is there; from the submission the offices of the procedure read it. */
const readers = (panel: readonly Relation[], oversight: readonly Relation[] = OVERSIGHT): Whose => {
  const submitted = [...APPLICANT, ...OFFICES, ...oversight];
  return {
    draft: [...APPLICANT, ...oversight],
    review: submitted,
    panel: [...submitted, ...panel],
    notice: submitted,
    decided: submitted,
    refused: submitted,
  };
};
export const READERS = readers(['seated expert']);
/** What firms write is barred to all others by their role. */
const NOT_FIRMS = but(...APPLICANT, 'other firm');
/** No case has ever come so far: whoever may be heard is told so, and nothing happens. */
const NEVER_SEEN = 2_147_483_647;
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Terms of a round that has not been called, with a fault. */
const NEXT_YEAR = { ...API_TERMS, year: 2019, opens: API_TERMS.closes, closes: API_TERMS.opens };
const NO_FILE = (media: string) => ({ media, bytes: Buffer.from('no such file') });

const ofCase = (rest: string) => (world: MatrixWorld) => `/cases/${world.subject.id}${rest}`;
const ofRound = (rest: string) => (world: MatrixWorld) => `/rounds/${world.round.id}${rest}`;

/** A case and what belongs to it, read by whoever has to do with it. */
const readingOfCases: readonly Row[] = ['', '/steps', '/deadlines', '/clock', '/events', '/changes', '/objections'].map(
  (part) => ({ operation: `GET /cases/{id}${part}`, may: READERS, phases: PHASES, call: get(ofCase(part)) }),
);

/** Names and numbers, for the firm itself and the offices of the procedure, once there is an application. */
const contact: Row = {
  operation: 'GET /cases/{id}/contact',
  may: readers([], []),
  phases: PHASES,
  absent: ['draft'],
  call: get(ofCase('/contact')),
};

const papersOfCases: readonly Row[] = [
  contact,
  {
    operation: 'GET /cases/{id}/application.pdf',
    may: READERS,
    phases: ['draft', 'panel'],
    absent: ['draft'],
    call: get(ofCase('/application.pdf')),
  },
  {
    operation: 'GET /documents/{id}',
    may: { ...readers(['seated expert'], []), draft: APPLICANT },
    phases: PHASES,
    call: get(async (world) => `/documents/${await world.document()}`),
  },
  ...['decision.pdf', 'near-miss', 'near-miss.pdf'].map((paper) => ({
    operation: `GET /cases/{id}/${paper}`,
    may: readers([], []),
    barred: [...EXPERTS, ...OVERSIGHT, 'security' as const],
    phases: ['panel', 'refused'] as const,
    absent: ['panel'] as const,
    call: get(ofCase(`/${paper}`)),
  })),
];

/** What is written while an application is prepared: by the firm, and read by nobody else. */
const preparation: readonly Row[] = [
  ...['draft.pdf', 'form/tables/equipment/template.xlsx', 'form/tables/equipment/rows.xlsx', 'uploads'].map((part) => ({
    operation: `GET /cases/{id}/${part.replace('equipment', '{table}')}`,
    call: get(ofCase(`/${part}`)),
  })),
  {
    operation: 'POST /cases/{id}/form/tables/{table}/reading',
    call: send('POST', ofCase('/form/tables/equipment/reading'), { file: NO_FILE(WORKBOOK) }),
  },
  {
    operation: 'PUT /cases/{id}/form',
    call: send('PUT', ofCase('/form'), { json: {}, headers: { 'if-match': '"999"' } }),
  },
  {
    operation: 'POST /cases/{id}/documents',
    call: send('POST', ofCase('/documents?type=photos&name=no-file.pdf'), { file: NO_FILE('application/pdf') }),
  },
  {
    operation: 'POST /cases/{id}/uploads',
    call: send('POST', ofCase('/uploads'), {
      json: { type: 'nothing', name: 'a.pdf', media: 'application/pdf', bytes: 9, sha256: '0'.repeat(64) },
    }),
  },
  { operation: 'GET /uploads/{id}', call: get(async (world) => `/uploads/${await world.upload()}`) },
  {
    operation: 'PATCH /uploads/{id}',
    call: send('PATCH', async (world) => `/uploads/${await world.upload()}?offset=7`, {
      file: NO_FILE('application/octet-stream'),
    }),
  },
  {
    operation: 'POST /uploads/{id}/finish',
    call: send('POST', async (world) => `/uploads/${await world.upload()}/finish`, {}),
  },
  {
    operation: 'DELETE /uploads/{id}',
    takesAway: true as const,
    call: send('DELETE', async (world) => `/uploads/${await world.upload()}`, {}),
  },
].map((row) => ({ ...row, may: APPLICANT, barred: NOT_FIRMS, phases: ['draft', 'panel'] }));

/** Decisions. Who may give which command is in `command-rows.ts`. */
const decisions: readonly Row[] = [
  {
    operation: 'POST /cases/{id}/commands',
    may: READERS,
    phases: PHASES,
    call: send('POST', ofCase('/commands'), { json: { type: 'urge', payload: {}, expectedSeq: NEVER_SEEN } }),
  },
  {
    operation: 'POST /operations/cases/{id}/commands',
    may: ['operations'],
    barred: but('operations'),
    phases: ['draft', 'panel'],
    call: send('POST', (world) => `/operations/cases/${world.subject.id}/commands`, {
      json: { type: 'issue', payload: {}, expectedSeq: NEVER_SEEN },
    }),
  },
  {
    operation: 'POST /tasks/{id}/claim',
    may: { draft: APPLICANT, review: ['district'], panel: ['seated expert'], notice: [], decided: [], refused: [] },
    phases: ['draft', 'review', 'panel', 'decided'],
    call: send('POST', async (world) => `/tasks/${await world.task()}/claim`, { json: { claim: false } }),
  },
  {
    operation: 'POST /cases',
    may: [...APPLICANT, 'other firm'],
    barred: NOT_FIRMS,
    call: send('POST', () => '/cases', { json: { procedure: 'no-such-procedure' } }),
  },
  {
    operation: 'POST /titles/{number}/re-examinations',
    may: ['bureau'],
    barred: but('bureau'),
    phases: ['decided'],
    call: send('POST', async (world) => `/titles/${await world.certificate()}/re-examinations`, {
      json: { opinion: '' },
    }),
  },
];

/** Rounds: what was made known is everybody's who is signed in; what is being decided is the bureau's. */
const rounds: readonly Row[] = [
  { operation: 'GET /rounds', may: SIGNED_IN, call: get('/rounds') },
  { operation: 'GET /rounds/{id}', may: SIGNED_IN, call: get(ofRound('')) },
  { operation: 'GET /rounds/{id}/events', may: SIGNED_IN, call: get(ofRound('/events')) },
  {
    operation: 'GET /rounds/{id}/board',
    may: ['bureau', 'leader', ...OVERSIGHT],
    barred: [...APPLICANT, 'other firm', 'district', 'district finance', 'other district', ...EXPERTS, 'security'],
    call: get(ofRound('/board')),
  },
  {
    operation: 'GET /rounds/{id}/districts/{district}/summary.xlsx',
    may: ['district', 'bureau', 'leader', ...OVERSIGHT],
    barred: [...APPLICANT, 'other firm', ...EXPERTS, 'security'],
    call: get((world) => ofRound(`/districts/${world.district}/summary.xlsx`)(world)),
  },
  {
    operation: 'POST /rounds',
    may: ['bureau'],
    barred: but('bureau'),
    call: send('POST', () => '/rounds', { json: { procedure: 'smart-workshop', terms: NEXT_YEAR } }),
  },
  {
    operation: 'POST /rounds/{id}/commands',
    may: [...OFFICES, ...STRANGE_OFFICES],
    barred: but(...OFFICES, ...STRANGE_OFFICES),
    call: send('POST', ofRound('/commands'), {
      json: { type: 'propose', payload: { opinion: '' }, expectedSeq: NEVER_SEEN },
    }),
  },
  {
    operation: 'POST /operations/rounds/{id}/commands',
    may: ['operations'],
    barred: but('operations'),
    call: send('POST', (world) => `/operations/rounds/${world.round.id}/commands`, {
      json: { type: 'rank', payload: {}, expectedSeq: NEVER_SEEN },
    }),
  },
];

/** What is everybody's own. What stands in the lists of whom, the last part of `matrix.spec.ts` looks into. */
const own: readonly Row[] = [
  ...['/cases', '/cases/counts', '/tasks', '/tasks/counts', '/notifications', '/stream', ...['/me', '/me/data']].map(
    (path) => ({ operation: `GET ${path}`, may: SIGNED_IN, call: get(path) }),
  ),
  {
    operation: 'POST /notifications/{id}/read',
    may: ['district'],
    call: send(
      'POST',
      async (world) => `/notifications/${await world.message(`district:${world.district}/industry`)}/read`,
      {},
    ),
  },
  {
    operation: 'POST /notifications/read',
    may: SIGNED_IN,
    call: send('POST', () => '/notifications/read', { json: { upTo: '0' } }),
  },
];

const desks: readonly Relation[] = [...OFFICES, ...STRANGE_OFFICES];

/** Offices, their leave, and the registers that they read. */
const offices: readonly Row[] = [
  { operation: 'GET /offices/mine', may: desks, barred: but(...desks), call: get('/offices/mine') },
  { operation: 'GET /stand-ins', may: desks, barred: but(...desks), call: get('/stand-ins') },
  {
    operation: 'PUT /stand-ins',
    may: desks,
    barred: but(...desks),
    call: send('PUT', () => '/stand-ins', { json: { person: null, from: '2018-05-02', until: '2018-05-01' } }),
  },
  {
    operation: 'DELETE /stand-ins/{id}',
    takesAway: true,
    may: ['district'],
    barred: but(...desks),
    call: send('DELETE', async (world) => `/stand-ins/${await world.leave()}`, {}),
  },
  ...['', '/imports', '/template.xlsx'].map((part) => ({
    operation: `GET /registers/{register}${part}`,
    may: [...desks, ...OVERSIGHT],
    barred: but(...desks, ...OVERSIGHT),
    call: get(`/registers/credit${part}`),
  })),
  {
    operation: 'POST /registers/{register}/imports',
    may: ['bureau'],
    barred: but('bureau'),
    call: send('POST', () => '/registers/credit/imports', { file: NO_FILE(WORKBOOK) }),
  },
];

/** What stands on public pages. */
const published: readonly Omit<Row, 'may'>[] = [
  ...['/programmes', '/calls', '/notices', '/revocations'].map((path) => ({
    operation: `GET ${path}`,
    call: get(path),
  })),
  { operation: 'GET /programmes/{id}', call: get('/programmes/smart-workshop') },
  { operation: 'GET /programmes/{id}/{version}', call: get('/programmes/smart-workshop/2') },
  { operation: 'GET /programmes/{id}/{version}/bpmn', call: get('/programmes/smart-workshop/2/bpmn') },
  {
    operation: 'GET /notices/{id}',
    phases: ['review', 'notice'],
    absent: ['review'],
    call: get((world) => `/notices/${world.round.id}`),
  },
  {
    operation: 'POST /notices/{id}/objections',
    phases: ['notice'],
    call: send('POST', (world) => `/notices/${world.round.id}/objections`, { json: {} }),
  },
  {
    operation: 'GET /objections/{receipt}',
    phases: ['notice'],
    absent: ['notice'],
    call: get(`/objections/${'0'.repeat(32)}`),
  },
  {
    operation: 'POST /objections/{receipt}/appeals',
    phases: ['notice'],
    absent: ['notice'],
    call: send('POST', () => `/objections/${'0'.repeat(32)}/appeals`, { json: { opinion: '请复核' } }),
  },
  {
    operation: 'GET /rounds/{id}/documents/{n}.pdf',
    phases: ['notice', 'decided'],
    absent: ['notice'],
    call: get(ofRound('/documents/1.pdf')),
  },
  {
    operation: 'GET /draws/{id}',
    phases: ['review', 'panel'],
    absent: ['review'],
    call: get(async (world) => `/draws/${await world.draw()}`),
  },
  ...['', '/certificate.pdf'].map((part) => ({
    operation: `GET /certificates/{number}${part}`,
    phases: ['notice', 'decided'] as const,
    absent: ['notice'] as const,
    call: get(async (world) => `/certificates/${await world.certificate()}${part}`),
  })),
  {
    operation: 'GET /certificates/{number}/code.svg',
    call: get(async (world) => `/certificates/${await world.certificate()}/code.svg`),
  },
];

/** Who gets which class of answer from which operation: every operation of the API, and no other. */
export const MATRIX: readonly Row[] = [
  ...readingOfCases,
  ...papersOfCases,
  ...preparation,
  ...decisions,
  ...rounds,
  ...own,
  ...offices,
  ...ADMINISTRATION,
  ...published.map((row): Row => ({ ...row, may: 'anybody' })),
];

/** The class of an answer: what was asked for, a refusal for what is in the request, or none of the asker's business. */
export type AnswerClass = 'answered' | 'heard' | '401' | '403' | '404';

/** Whether a row gives a relation the right, in this phase. */
export function mayAsk({ may }: Pick<Row, 'may'>, phase: Phase, relation: Relation): boolean {
  if (may === 'anybody') return true;
  return (isList(may) ? may : may[phase]).includes(relation);
}

/** What a row says of one cell. */
export function expectedOf(row: Row, phase: Phase, relation: Relation): readonly AnswerClass[] {
  if (mayAsk(row, phase, relation)) return row.absent?.includes(phase) ? ['404'] : ['answered', 'heard'];
  if (relation === 'nobody') return ['401'];
  return row.barred?.includes(relation) ? ['403'] : ['404'];
}

function isList(whose: Whose): whose is readonly Relation[] {
  return Array.isArray(whose);
}
