import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseView } from '@vermilion/contracts';
import { districtOf } from '../../support/api-round.js';
import { startApi, type TestApi } from '../../support/api.js';
import type { Twin } from '../../support/postgres.js';
import { askerOf, type Ask, type Call, type Said } from './asking.js';
import { type OpenApi } from './open-api.js';
import { readingPaths } from './reading-paths.js';
import { TwoWorlds } from './two-worlds.js';

jest.setTimeout(180_000);

let api: TestApi;
let worlds: TwoWorlds;
let twin: Twin;
let ask: Ask;
let paths: readonly string[];
/** What each reader was told at each path: in one world, and in the other. */
let one: Told;
let other: Told;

type Told = ReadonlyMap<string, Said>;

/** Who may know neither who sits where, nor who has marked, nor what: all but the bureau in charge, operations and audit. */
const blind = () => [
  'ent01-filler',
  'ent01-approver',
  'ent02-approver',
  districtOf('ENT01'),
  districtOf('ENT01', 'finance'),
  districtOf('ENT02'),
  'finance-officer',
  'supervision-officer',
  worlds.waiting,
  worlds.outside,
  null,
];
/** Who may know which seats have marked; not who sits there, nor the marks. */
const WATCHING = ['miit-officer', 'miit-leader', 'ops1', 'audit1'];

const placeOf = (reader: string | null, path: string) => `${reader ?? 'nobody'} ${path}`;
/** The live stream is asked for all that was ever said to the organisation. */
const asked = (path: string): Call =>
  path === '/stream'
    ? { method: 'GET', path, headers: { 'last-event-id': '0' }, listenMs: 300 }
    : { method: 'GET', path };

/** Longer than the API keeps a reading of the business clock. */
const CLOCK_KEPT_MS = 500;

async function collect(): Promise<Told> {
  await sleep(CLOCK_KEPT_MS);
  const told = new Map<string, Said>();
  const readers = [...blind(), ...WATCHING];
  const turn = async (mine: readonly (string | null)[]) => {
    for (const reader of mine)
      for (const path of paths) told.set(placeOf(reader, path), await ask(reader, asked(path)));
  };
  await Promise.all([0, 1, 2].map((part) => turn(readers.filter((_, index) => index % 3 === part))));
  return told;
}

beforeAll(async () => {
  api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@2', REQUESTS_PER_MINUTE: '0' });
  worlds = await TwoWorlds.begin(api);
  ask = askerOf(api);
  const { body: description } = await api.ask<OpenApi>('GET', '/api/openapi.json');
  const { first, second } = worlds.cases;
  const { body } = await api.ask<CaseView>('GET', `/cases/${first.id}`, { as: first.filler });
  paths = readingPaths(description, {
    'cases/id': [first.id, second.id],
    'tables/table': ['equipment'],
    'programmes/id': ['smart-workshop'],
    version: ['2'],
    'documents/id': [body.documents[0]?.id ?? ''],
    'documents/n': ['1'],
    'anchors/n': ['1'],
    'uploads/id': ['00000000-0000-4000-8000-000000000000'],
    'rounds/id': [worlds.round.id],
    'districts/district': ['ZZ-GXQ'],
    'certificates/number': [encodeURIComponent('郑智车间2018-0001')],
    'registers/register': ['credit', 'titles'],
    'notices/id': [worlds.round.id],
    'objections/receipt': ['0'.repeat(32)],
    'draws/id': [worlds.draw],
  });
  twin = await worlds.twin();
  await worlds.mark('one', (instant) => api.store.setClock(instant));
  one = await collect();
  await api.restart({ DATABASE_URL: twin.app });
  await worlds.mark('other', (instant) =>
    twin.admin('UPDATE business_clock SET now_at = $1, target_at = $1', [instant]),
  );
  other = await collect();
}, 400_000);
afterAll(() => api.stop());

/** What differs by nature: when an answer was given, and under which number it stands in the log. */
function wholeOf({ status, headers, bytes }: Said): string {
  const { date: _date, 'trace-id': _trace, ...said } = headers;
  const text = bytes.toString('latin1').replace(/"traceId":"[0-9a-f]{32}"/, '');
  return JSON.stringify({ status, said, text });
}

/**
 * What else differs to those who watch the panel: when the machine recorded a mark, and what the chain and a commitment make of it. Both are
 * hashes over something random (the key of the command, the salt of the mark), so that nobody can try out whose or which it was.
 */
function watchedOf(said: Said): string {
  return wholeOf(said).replace(/\\"(recordedAt|hash|head|commitment)\\":\\"[^"\\]*\\"/g, '$1');
}

function differences(readers: readonly (string | null)[], told: Told, again: Told, as = wholeOf): string[] {
  const found: string[] = [];
  for (const reader of readers)
    for (const path of paths) {
      const place = placeOf(reader, path);
      const [before, after] = [told.get(place), again.get(place)];
      if (!before || !after || as(before) !== as(after)) found.push(place);
    }
  return found;
}

describe('in two worlds that differ only in who reviews and who has marked what, before the marks are opened', () => {
  it('every reading path of the API is asked, and answers something', () => {
    expect(paths.length).toBeGreaterThan(60);
    const answered = [...one.values()].filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThan(300);
  });

  it('no answer is a failure of the system: the same question would be answered otherwise the next time', () => {
    const failed = [...one, ...other].filter(([, { status }]) => status >= 500).map(([place]) => place);
    expect({ failed, log: api.failures() }).toEqual({ failed: [], log: [] });
  });

  it('whoever may not know is told the same everywhere, byte for byte', () => {
    expect(differences(blind(), one, other)).toEqual([]);
  });

  it('who watches the panel is told the same of an application of which the same seats have marked', () => {
    const { second } = worlds.cases;
    const same = (told: Told) => new Map([...told].filter(([place]) => place.includes(second.id)));
    const found = differences(WATCHING, same(one), same(other), watchedOf);
    expect(found.filter((place) => place.includes(second.id))).toEqual([]);
  });

  it('who watches the panel is told which seats have marked: the worlds do differ', () => {
    const { first } = worlds.cases;
    expect(differences(WATCHING, one, other, watchedOf)).toContain(`miit-officer /cases/${first.id}`);
  });
});

describe('the comparison finds a leak, planted into the answers of both worlds as a faulty product would have it', () => {
  /** What there is to be told of the first panel: which seats have marked, and which has marked last. */
  const TRUTH = { one: [1, 2], other: [4, 3] } as const;
  type Leak = (said: Said, seats: readonly number[]) => Said;
  const inBody = (said: Said, find: RegExp, put: string): Said => {
    const text = said.bytes.toString('latin1');
    expect(text).toMatch(find);
    return { ...said, bytes: Buffer.from(text.replace(find, put), 'latin1') };
  };
  const header = (said: Said, name: string, value: string): Said => ({
    ...said,
    headers: { ...said.headers, [name]: value },
  });
  const LEAKS: { readonly [what: string]: readonly [path: () => string, leak: Leak] } = {
    'a count takes in who of the first two seats has marked': [
      () => '/cases/counts',
      (said, seats) => inBody(said, /"total":\d+/, `"total":${seats.filter((seat) => seat <= 2).length}`),
    ],
    'the panel’s seats stand in the order in which they have marked': [
      () => `/cases/${worlds.cases.first.id}`,
      (said, seats) => inBody(said, /"seats":\[/, `"seats":[${seats.map((seat) => `{"seat":${seat}},`).join('')}`),
    ],
    'the text of an error says why it is too early': [
      () => `/cases/${worlds.cases.first.id}/decision.pdf`,
      (said, seats) => inBody(said, /"remedy":"/, `"remedy":"Seat ${seats[0]} has marked. `),
    ],
    'an export has one column more': [
      () => `/cases/${worlds.cases.first.id}/application.pdf`,
      (said, seats) => ({ ...said, bytes: Buffer.concat([said.bytes, Buffer.from(`% ${seats.join()}`)]) }),
    ],
    'an event comes on the live stream': [
      () => '/stream',
      (said, seats) => ({
        ...said,
        bytes: Buffer.concat([said.bytes, Buffer.from(`event: marked\ndata: ${seats[1]}\n`)]),
      }),
    ],
    'an entity tag is made of the state': [() => '/tasks', (said, seats) => header(said, 'etag', `"${seats.join()}"`)],
    'a length gives away what was left out': [
      () => `/cases/${worlds.cases.first.id}/events`,
      (said, seats) => header(said, 'content-length', String(said.bytes.length + (seats[0] ?? 0))),
    ],
    'a status depends on it': [
      () => `/cases/${worlds.cases.first.id}/near-miss`,
      (said, seats) => ({ ...said, status: seats.includes(1) ? 403 : said.status }),
    ],
  };

  it.each(Object.keys(LEAKS))('%s', (what) => {
    const [path, leak] = LEAKS[what] ?? [];
    const reader = 'ent01-approver';
    const place = placeOf(reader, path?.() ?? '');
    const planted = (told: Told, seats: readonly number[]) => {
      const said = told.get(place);
      if (!said || !leak) throw new Error(`nothing was asked at ${place}`);
      return new Map([...told, [place, leak(said, seats)]]);
    };
    expect(differences([reader], one, other)).toEqual([]);
    expect(differences([reader], planted(one, TRUTH.one), planted(other, TRUTH.other))).toEqual([place]);
  });

  it('the database gives away, by the order of a list, of which case something sealed was recorded last', async () => {
    const place = placeOf(worlds.waiting, '/cases');
    const moved = `UPDATE "case" SET updated_at = (SELECT max(recorded_at) FROM event WHERE event.stream = "case".stream)`;
    await twin.admin(moved);
    const told = new Map([...other, [place, await ask(worlds.waiting, asked('/cases'))]]);
    expect(differences([worlds.waiting], one, told)).toEqual([place]);
  });
});
