import { jest } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.js';
import { traceOf } from '../../support/trace-of.js';
import { askerOf, type Ask, type Call, type Said } from './asking.js';
import { COMMANDS, commandsOf, openTo, type CommandShape } from './command-rows.js';
import { expectedOf, MATRIX, mayAsk, READERS } from './matrix-rows.js';
import { operationsOf, type OpenApi } from './open-api.js';
import { MatrixWorld, PHASES, RELATIONS, type Phase, type Relation } from './matrix-world.js';
import type { Row } from './row.js';

jest.setTimeout(120_000);

let api: TestApi;
let world: MatrixWorld;
let ask: Ask;
let description: OpenApi;

beforeAll(async () => {
  api = await startApi({
    OFFERED_PROCEDURES: 'smart-workshop@2',
    REQUESTS_PER_MINUTE: '0',
    OBJECTIONS_PER_MINUTE: '0',
  });
  world = await MatrixWorld.begin(api);
  ask = askerOf(api);
  description = (await api.ask<OpenApi>('GET', '/api/openapi.json')).body;
}, 180_000);
afterAll(() => api.stop());

/** Rows that are asked at the same time; the relations of one row come one after another. */
const AT_ONCE = 6;

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<readonly string[]>): Promise<string[]> {
  const left = [...items];
  const faults: string[] = [];
  const turn = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) faults.push(...(await work(item)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
  return faults;
}

function classOf({ status }: Said): string {
  if (status < 300) return 'answered';
  if ([401, 403, 404].includes(status)) return String(status);
  return [400, 409, 412, 422].includes(status) ? 'heard' : `unforeseen ${status}`;
}

/** The same request for a thing that nobody has. */
function elsewhere(call: Call): Call {
  const path = call.path
    .replaceAll(world.subject.id, '2018-999999')
    .replaceAll(world.round.id, 'smart-workshop-2031')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '00000000-0000-4000-8000-000000000000')
    .replace(/\/(notifications|stand-ins)\/\d+/, '/$1/999999999');
  return { ...call, path };
}

/** All of an answer by which its reader could tell it from another one: only the trace id, the second of the answer and the clock are left out. */
function wholeOf({ status, headers, bytes }: Said): string {
  // The clock is read now and then for its header, and has been moved a moment ago.
  const { date: _date, 'trace-id': _trace, 'vermilion-clock': _clock, ...said } = headers;
  return JSON.stringify({ status, said, text: bytes.toString().replace(/"traceId":"[0-9a-f]{32}"/, '') });
}

async function faultsOf(row: Row, phase: Phase): Promise<string[]> {
  const faults: string[] = [];
  let call = await row.call(world);
  let nowhere: string | null = null;
  for (const relation of RELATIONS) {
    if (row.takesAway) call = await row.call(world);
    const said = await ask(world.personOf(relation), call);
    const [found, expected] = [classOf(said), expectedOf(row, phase, relation)];
    const place = `${row.operation} to ${relation}`;
    if (!expected.some((one) => one === found)) faults.push(`${place}: ${found}, not ${expected.join('/')}`);
    if (found !== '404' || mayAsk(row, phase, relation)) continue;
    nowhere ??= wholeOf(await ask(world.personOf(relation), elsewhere(call)));
    if (wholeOf(said) !== nowhere) faults.push(`${place}: ${wholeOf(said)} is not ${nowhere}`);
  }
  return faults;
}

/** Somebody gives a command that is not open to him, upon the newest version of the case. */
async function faultsOfCommand({ type, payload }: CommandShape, phase: Phase, expectedSeq: number): Promise<string[]> {
  const faults: string[] = [];
  const call = { method: 'POST', path: `/cases/${world.subject.id}/commands`, json: { type, payload, expectedSeq } };
  for (const relation of RELATIONS) {
    if (relation === 'nobody' || openTo(relation, phase).includes(type)) continue;
    const said = await ask(world.personOf(relation), call);
    const { code } = JSON.parse(said.bytes.toString()) as { code: string };
    const expected = mayAsk({ may: READERS }, phase, relation) ? [403, 409, 422] : [404];
    if (!expected.includes(said.status) || code === 'request-invalid')
      faults.push(`${type} by ${relation}: ${said.status} ${code}`);
  }
  return faults;
}

async function stepsOf(relation: Relation): Promise<readonly string[]> {
  const said = await ask(world.personOf(relation), { method: 'GET', path: `/cases/${world.subject.id}/steps` });
  if (said.status !== 200) return [];
  const { items } = JSON.parse(said.bytes.toString()) as { items: { type: string }[] };
  return items.map(({ type }) => type).sort();
}

describe('the matrix of rights', () => {
  it('has a row for each operation of the OpenAPI document, and none for what there is not', () => {
    expect(MATRIX.map(({ operation }) => operation).sort()).toEqual([...operationsOf(description)].sort());
  });

  it('has a row for each command to a case', () => {
    const types = commandsOf(description).map(({ type }) => type);
    expect(Object.keys(COMMANDS).sort()).toEqual(types.sort());
  });
});

describe.each(PHASES)('while the case is in the phase %s', (phase) => {
  beforeAll(() => world.comeTo(phase), 120_000);

  it('each operation answers each relation as its row says; what is not theirs, as if it were nowhere', async () => {
    const rows = MATRIX.filter(({ phases = ['panel'] }) => phases.includes(phase));
    const faults = await inTurns(rows, (row) => faultsOf(row, phase));
    expect({ faults, log: api.failures() }).toEqual({ faults: [], log: [] });
  });

  it('each command is open to whom its row says', async () => {
    for (const relation of RELATIONS)
      expect([relation, await stepsOf(relation)]).toEqual([relation, openTo(relation, phase)]);
  });

  it('and refused to all others, without a trace', async () => {
    const before = await traceOf(api, world.subject.id);
    const seq = await world.seq();
    expect(await inTurns(commandsOf(description), (command) => faultsOfCommand(command, phase, seq))).toEqual([]);
    expect(await traceOf(api, world.subject.id)).toEqual(before);
  });
});

describe('in lists, counts, searches, sorted or page by page', () => {
  const STRANGERS: readonly Relation[] = ['other firm', 'other district', 'other bureau', 'other expert'];
  /** A question about the case of somebody else, and the same about nothing. */
  const QUESTIONS: readonly (readonly [about: string, nothing: string])[] = [
    ['search={id}', 'search=2018-999999'],
    ['search=盾构刀盘', 'search=没有这个车间'],
    ['search=掘进', 'search=没有这家企业'],
    ['district=ZZ-GXQ', 'district=ZZ-JKQ'],
    ['search={id}&district=ZZ-GXQ', 'search=2018-999999&district=ZZ-JKQ'],
  ];
  const PLACES: readonly (readonly [path: string, orders: readonly string[]])[] = [
    ['/cases', ['']],
    ['/cases/counts', ['']],
    ['/tasks', ['&sort=due', '&sort=waiting', '&sort=newest', '&scope=group', '&scope=colleague']],
    ['/tasks/counts', ['', '&scope=group']],
  ];

  beforeAll(() => world.lookAt('decided'));

  it.each(STRANGERS)(
    'a question about the case is answered to the %s as a question about nothing',
    async (relation) => {
      const person = world.personOf(relation);
      const told = async (path: string, query: string) =>
        wholeOf(
          await ask(person, { method: 'GET', path: `${path}?${encodeURI(query.replace('{id}', world.subject.id))}` }),
        );
      for (const [path, orders] of PLACES)
        for (const order of orders)
          for (const [about, nothing] of QUESTIONS)
            expect([path, about, await told(path, `${about}${order}`)]).toEqual([
              path,
              about,
              await told(path, `${nothing}${order}`),
            ]);
    },
  );

  it('the place on a page of the firm’s own list leads nobody else into it', async () => {
    const list = async (relation: Relation, query: string) =>
      (await ask(world.personOf(relation), { method: 'GET', path: `/cases?${query}` })).bytes.toString();
    expect(await list('filler', 'limit=1')).toContain(world.subject.id);
    const [, place = ''] = /"next":"([^"]+)"/.exec(await list('auditor', 'limit=1')) ?? [];
    expect(place).not.toBe('');
    for (const relation of STRANGERS)
      expect([relation, (await list(relation, `after=${place}`)).includes(world.subject.id)]).toEqual([
        relation,
        false,
      ]);
  });
});

describe('on the live stream', () => {
  const LISTENERS = RELATIONS.filter((relation) => relation !== 'nobody');

  it('everybody hears the messages of the own organisation, and of no other', async () => {
    const heard = await world.heardBy(LISTENERS);
    for (const [relation, { own, messages }] of Object.entries(heard))
      expect([relation, messages]).toEqual([relation, own]);
  });
});

describe('a request that its sender breaks off', () => {
  it('leaves none of its rights to whoever is served next', async () => {
    const rich: readonly Relation[] = ['operations', 'filler', 'bureau', 'auditor'];
    const own = wholeOf(await ask(world.personOf('other firm'), { method: 'GET', path: '/cases' }));
    for (let turn = 0; turn < 40; turn++) {
      const relation = rich[turn % rich.length] ?? 'operations';
      void world.breakOff(relation, `/cases?search=${turn}`, turn % 8);
      const said = await ask(world.personOf('other firm'), { method: 'GET', path: '/cases' });
      expect([turn, wholeOf(said)]).toEqual([turn, own]);
    }
  });
});
