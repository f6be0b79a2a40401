import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { getPriority } from 'node:os';
import { jest } from '@jest/globals';
import { makeBackendsWay } from '@vermilion/local';
import { startPostgres, type TestDatabase } from '../../support/postgres.js';

jest.setTimeout(60_000);

let database: TestDatabase;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await startPostgres();
});

afterAll(async () => {
  for (const child of children) child.kill();
  await database?.stop();
});

/** A process with a session of its own in the database: its pid, and that of the backend that works for it. */
async function client(): Promise<{ pid: number; backend: number }> {
  const program = `const pg = require('pg'); const client = new pg.Client('${database.app}');
    client.connect().then(() => client.query('SELECT pg_backend_pid() AS pid')).then(({ rows }) => console.log(rows[0].pid));`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { pid: child.pid ?? 0, backend: Number(said.toString()) };
}

test('what a process that makes way asks of the database makes way with it, and nothing that others ask', async () => {
  const [postmaster] = await database.admin<{ pid: number }>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`,
  );
  const [follows, last, decides] = await Promise.all([client(), client(), client()]);
  const yielding = [
    { pid: follows.pid, niceness: 6 },
    { pid: last.pid, niceness: 19 },
  ];
  await makeBackendsWay(postmaster?.pid ?? 0, yielding);
  expect(getPriority(follows.backend)).toBe(3);
  // Not all the way: while it syncs the log, all others wait for it.
  expect(getPriority(last.backend)).toBe(8);
  expect(getPriority(decides.backend)).toBe(0);
});
