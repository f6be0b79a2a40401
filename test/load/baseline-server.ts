import fastify from 'fastify';
import { connectedTo, type SqlClient } from '../support/sql-client.js';

/**
 * The yardstick: HTTP and one transaction of the ledger's shape (lock the case, two events, two outbox rows, a task, a due date, the
 * command's key), and nothing else: no rules, no token, no hash chain, no rights, no form, no reading. Own schema, dropped at the end.
 */
const POOL = 12;
const CASES = 512;
const TABLES = `
  DROP SCHEMA IF EXISTS bench_baseline CASCADE;
  CREATE SCHEMA bench_baseline;
  CREATE TABLE bench_baseline.file (id int PRIMARY KEY, seq int NOT NULL, state jsonb NOT NULL);
  CREATE TABLE bench_baseline.fact (stream int, seq int, body text NOT NULL, PRIMARY KEY (stream, seq));
  CREATE TABLE bench_baseline.parcel (id bigserial PRIMARY KEY, payload text NOT NULL);
  CREATE TABLE bench_baseline.duty (file int PRIMARY KEY, kind text NOT NULL);
  CREATE TABLE bench_baseline.date (file int PRIMARY KEY, due_at timestamptz NOT NULL);
  CREATE TABLE bench_baseline.asked (key text PRIMARY KEY, reply jsonb NOT NULL);
  INSERT INTO bench_baseline.file SELECT n, 0, '{"stage":"review"}' FROM generate_series(0, ${CASES - 1}) AS n;
`;
const BODY = JSON.stringify({ stage: 'district-review', visit: 2, on: '2018-03-01', note: 'x'.repeat(300) });

const address = process.env['DATABASE_OWNER_URL'] ?? '';
const clients = await Promise.all(Array.from({ length: POOL }, () => connectedTo(address)));
await clients[0]?.query(TABLES);

const free = [...clients];
const waiting: ((client: SqlClient) => void)[] = [];
const app = fastify();
app.post<{ Params: { id: string } }>('/decide/:id', async (request) => {
  const client = free.pop() ?? (await new Promise<SqlClient>((resolve) => waiting.push(resolve)));
  try {
    return await decide(client, Number(request.params.id) % CASES, String(request.headers['idempotency-key']));
  } finally {
    const next = waiting.shift();
    if (next) next(client);
    else free.push(client);
  }
});
app.get('/cpu', () => {
  const { user, system } = process.cpuUsage();
  return String((user + system) / 1000);
});
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.once('SIGTERM', () => void stop());

async function decide(client: SqlClient, id: number, key: string): Promise<object> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ seq: number }>('SELECT seq FROM bench_baseline.file WHERE id = $1 FOR UPDATE', [
    id,
  ]);
  const seq = (rows[0]?.seq ?? 0) + 2;
  await client.query('INSERT INTO bench_baseline.fact VALUES ($1, $2, $4), ($1, $3, $4)', [id, seq - 1, seq, BODY]);
  await client.query('INSERT INTO bench_baseline.parcel (payload) VALUES ($1), ($1)', [BODY]);
  await client.query('UPDATE bench_baseline.file SET seq = $2, state = $3 WHERE id = $1', [id, seq, BODY]);
  await client.query('DELETE FROM bench_baseline.duty WHERE file = $1', [id]);
  await client.query('INSERT INTO bench_baseline.duty VALUES ($1, $2)', [id, 'review']);
  await client.query('DELETE FROM bench_baseline.date WHERE file = $1', [id]);
  await client.query(`INSERT INTO bench_baseline.date VALUES ($1, '2018-03-16T00:00:00+08:00')`, [id]);
  await client.query('INSERT INTO bench_baseline.asked VALUES ($1, $2)', [key, JSON.stringify({ id, seq })]);
  await client.query('COMMIT');
  return { id, seq };
}

async function stop(): Promise<void> {
  await app.close();
  await clients[0]?.query('DROP SCHEMA bench_baseline CASCADE');
  await Promise.all(clients.map((client) => client.end()));
}
