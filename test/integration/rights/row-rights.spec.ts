import { jest } from '@jest/globals';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { castOf, person, storyOn } from '../../support/case-story.js';
import { plantRows, tablesOf, type Table } from './tables.js';

jest.setTimeout(60_000);

type Client = Awaited<ReturnType<TestLedger['database']['client']>>;

/**
 * What is shown to whoever connects as the application, though nobody speaks for him: the table, and which of its rows. Everything else must be
 * closed.
 */
const OPEN: { readonly [table: string]: string } = {
  business_clock: 'true',
  calendar_day: 'true',
  calendar_publication: 'true',
  calendar_version: 'true',
  calendar_year: 'true',
  // The floor of public notices.
  notice_entry: 'true',
  // What the versions of the procedures said.
  procedure_hash: 'true',
  // Names of organisations, and who acts for them: of experts neither.
  party: `kind <> 'expert'`,
  member: `organisation NOT LIKE 'expert:%'`,
};

let test: TestLedger;
let tables: readonly Table[];
let app: Client;
/** The case of ENT01, submitted. */
let caseId: string;

const openRows = async (name: string) => {
  if (OPEN[name] === undefined) return 0;
  const [row] = await test.database.admin<{ n: string }>(`SELECT count(*) AS n FROM "${name}" WHERE ${OPEN[name]}`);
  return Number(row?.n);
};

beforeAll(async () => {
  test = await startLedger({ poolSize: 1 });
  caseId = (await storyOn(test.ledger).submitted('ENT01')).caseId;
  await plantRows(test.database);
  tables = await tablesOf(test.database);
  app = await test.database.client(test.database.app);
}, 120_000);
afterAll(() => test.stop());

describe('the tables that the application may touch at all, as the catalogue of the database has them', () => {
  it('are each under row-level security, with a policy that speaks of the application', () => {
    const bare = tables.filter(({ secured, policies }) => !secured || policies === 0);
    expect([tables.length > 40, bare]).toEqual([true, []]);
  });

  it('are under it for their owner, too, but for the registers that the owner keeps', () => {
    const kept = tables.filter(({ forced }) => !forced).map(({ name }) => name);
    const registers = ['bar', 'credit_record', 'expert', 'member', 'party', 'register_import', 'title', 'title_period'];
    const calendar = ['business_clock', 'calendar_day', 'calendar_publication', 'calendar_version', 'calendar_year'];
    expect(kept.sort()).toEqual([...registers, ...calendar, 'procedure_hash', 'erasure_rule'].sort());
  });

  it('hold rows here, so that nothing below is true of emptiness', async () => {
    const empty: string[] = [];
    for (const { name } of tables) {
      const [row] = await test.database.admin<{ n: string }>(`SELECT count(*) AS n FROM "${name}"`);
      if (row?.n === '0') empty.push(name);
    }
    expect(empty).toEqual([]);
  });

  it('no partition is a way around', async () => {
    const open = await test.database.admin(
      `SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'
          AND has_table_privilege('vermilion_app', oid, 'SELECT, INSERT, UPDATE, DELETE')`,
    );
    expect(open).toEqual([]);
  });
});

/** What somebody may try to say with whom he speaks; none of it is anybody. */
const FORGED: readonly { readonly [setting: string]: string }[] = [
  {},
  { organisation: '' },
  { organisation: '%' },
  { organisation: 'enterprise:%' },
  { organisation: `x' OR 'a' = 'a` },
  { organisation: 'district:/' },
  { actor: 'person' },
  { actor: 'SYSTEM' },
  { actor: 'system ' },
  { actor: 'system' },
  { actor: 'clock', scope: 'ledger' },
  { scope: 'LEDGER' },
  { scope: 'ledger,' },
  { role: 'Operations' },
  { role: 'superuser' },
  { person: 'ops1' },
  { person: 'ent01-filler', role: 'filler' },
  { actor: '*', organisation: '*', role: '*', person: '*', scope: '*' },
];

/** Registers of credit, titles and bars, rounds with their dates, events and words: every office reads them. */
const OF_OFFICES = [
  'credit_record',
  'title',
  'bar',
  'register_import',
  'round',
  'event',
  'deadline',
  'private_payload',
  'subject_key',
];

/** No row, or no right. */
const NOTHING: readonly unknown[] = [0, '42501'];

/** How many rows a statement meets under these settings, or why it fails. Nothing is kept. */
async function outcomeOf(said: { readonly [setting: string]: string }, sql: string): Promise<unknown> {
  await app.query('BEGIN');
  for (const [name, value] of Object.entries(said))
    await app.query(`SELECT set_config('app.${name}', $1, true)`, [value]);
  const outcome = await app.query(sql).then(
    ({ rowCount }) => rowCount,
    ({ code }: { code: string }) => code,
  );
  await app.query('ROLLBACK');
  return outcome;
}

describe('who connects as the application and speaks for nobody', () => {
  it.each(FORGED)(
    'with the settings %j sees of each table what is open to all, and can change nothing',
    async (said) => {
      // A district or a bureau, even one that there is not, reads what all offices read.
      const office = said['organisation']?.startsWith('district:') === true;
      const closed = tables.filter(({ name, reads }) => reads && !(office && OF_OFFICES.includes(name)));
      for (const { name } of closed)
        expect([name, await outcomeOf(said, `SELECT FROM "${name}"`)]).toEqual([name, await openRows(name)]);
      const changes = tables.flatMap(({ name, column }) => [
        `UPDATE "${name}" SET "${column}" = "${column}"`,
        `DELETE FROM "${name}"`,
      ]);
      for (const change of changes)
        expect([change, NOTHING.includes(await outcomeOf(said, change))]).toEqual([change, true]);
    },
  );

  it('cannot put the policies off, nor become another role', async () => {
    for (const attempt of ['SET ROLE vermilion_owner', 'SET ROLE vermilion_auditor', 'SET SESSION AUTHORIZATION admin'])
      await expect(app.query(attempt)).rejects.toMatchObject({ code: /42501|22023/ });
    await app.query('SET row_security = off');
    await expect(app.query('SELECT FROM "case"')).rejects.toMatchObject({ code: '42501' });
    await app.query('RESET row_security');
    for (const attempt of [
      'ALTER TABLE "case" DISABLE ROW LEVEL SECURITY',
      'DROP POLICY reading ON "case"',
      'CREATE TABLE mine ()',
    ])
      await expect(app.query(attempt)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a connection that goes back to the pool', () => {
  const firm = castOf('ENT01').filler;
  const stranger = person('x', 'enterprise:nobody', 'filler');
  const seen = (as: typeof firm) =>
    test.ledger.read(as, async (session) => {
      const [row] = await session.rows<{ pid: number; role: string }>(
        `SELECT pg_backend_pid() AS pid, current_user AS role`,
      );
      const cases = await session.rows<{ id: string }>('SELECT id FROM "case"');
      return { pid: row?.pid, role: row?.role, cases: cases.map(({ id }) => id) };
    });
  const raise = (code: string) => `DO $$ BEGIN RAISE EXCEPTION 'forced' USING ERRCODE = '${code}'; END $$`;

  /** How a transaction dies, by what the server says of it. */
  const DEATHS: readonly (readonly [what: string, code: string, sql: string])[] = [
    ['a statement that fails', '22012', 'SELECT 1 / 0'],
    ['a statement that is malformed', '42601', 'SELEC'],
    ['a thing that does not exist', '42P01', 'SELECT FROM no_such_table'],
    ['a right that is missing', '42501', 'DELETE FROM event'],
    ['a row that is there already', '23505', `INSERT INTO counter SELECT * FROM counter`],
    ['a serialization failure', '40001', raise('40001')],
    ['a deadlock', '40P01', raise('40P01')],
    ['a statement that takes too long', '57014', `SELECT set_config('statement_timeout', '20', true), pg_sleep(0)`],
    ['a lock that does not come', '55P03', 'SELECT FROM "case" FOR UPDATE'],
  ];

  it.each(DEATHS)('after %s (%s) carries the rights of nobody', async (_what, code, sql) => {
    const before = await seen(stranger);
    const holder = await test.database.client(test.database.owner);
    await holder.query(`BEGIN; SELECT set_config('app.actor', 'system', true)`);
    if (code === '55P03')
      await test.database
        .admin(`BEGIN`)
        .then(() => test.database.admin(`SELECT FROM "case" WHERE id = $1 FOR UPDATE`, [caseId]));
    const died = test.ledger.write({ kind: 'system' }, async (session) => {
      await session.rows(
        `SELECT set_config('app.role', 'operations', true), set_config('role', 'vermilion_engine', true), set_config('lock_timeout', '50', true)`,
      );
      await session.rows(sql);
      if (code === '57014') await session.rows('SELECT pg_sleep(5)');
    });
    await expect(died).rejects.toMatchObject({ code });
    if (code === '55P03') await test.database.admin('ROLLBACK');
    await holder.query('ROLLBACK');
    expect(await seen(stranger)).toEqual({ pid: before.pid, role: 'vermilion_app', cases: [] });
    expect(await seen(firm)).toEqual({ pid: before.pid, role: 'vermilion_app', cases: [caseId] });
  });

  it('after a cancel, an error of the work, and statements that nobody waited for carries the rights of nobody', async () => {
    const { pid } = await seen(stranger);
    const system = { kind: 'system' } as const;
    const cancelled = test.ledger.write(system, (session) => session.rows('SELECT pg_sleep(5)'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await test.database.admin('SELECT pg_cancel_backend($1)', [pid]);
    await expect(cancelled).rejects.toMatchObject({ code: '57014' });
    expect(await seen(stranger)).toEqual({ pid, role: 'vermilion_app', cases: [] });
    await expect(test.ledger.write(system, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
    expect(await seen(stranger)).toEqual({ pid, role: 'vermilion_app', cases: [] });
    await test.ledger.write(system, async (session) => {
      void session.rows(`SELECT set_config('role', 'vermilion_engine', true)`).catch(() => undefined);
    });
    expect(await seen(stranger)).toEqual({ pid, role: 'vermilion_app', cases: [] });
  });

  it('that was left with settings for good gives them to nobody', async () => {
    await test.ledger.write({ kind: 'system' }, (session) =>
      session.rows(
        `SELECT set_config('app.actor', 'system', false), set_config('role', 'vermilion_engine', false),
                set_config('app.role', 'operations', false), set_config('app.organisation', $1, false)`,
        [firm.organisation],
      ),
    );
    expect(await seen(stranger)).toMatchObject({ role: 'vermilion_app', cases: [] });
    expect(await seen(firm)).toMatchObject({ role: 'vermilion_app', cases: [caseId] });
  });

  it('whose server has gone is not used again, and the next one begins without any right', async () => {
    const { pid } = await seen(firm);
    const broken = test.ledger.read({ kind: 'system' }, (session) => session.rows('SELECT pg_sleep(5)'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await test.database.admin('SELECT pg_terminate_backend($1)', [pid]);
    await expect(broken).rejects.toBeDefined();
    // Whoever comes before the pool has noticed finds a line that is dead, and comes again.
    const next = await seen(stranger).catch(() => seen(stranger));
    expect([next.pid === pid, next.cases]).toEqual([false, []]);
  });
});
