import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { readTopic } from '@vermilion/messaging';
import type { SqlClient } from '../../support/sql-client.js';
import { quietKafka } from '../../support/topic.js';
import type { Piece } from './markers.js';

type Addresses = Readonly<Record<string, string | undefined>>;

/** Every topic that the broker keeps in its folder, read as a consumer reads it: keys, values, headers. Its own topics begin with `__`. */
export async function topicPieces(env: Addresses, home: string): Promise<Piece[]> {
  const folders = await readdir(join(home, 'kafka', 'data'), { withFileTypes: true });
  const names = folders.filter((one) => one.isDirectory()).map(({ name }) => name.replace(/-\d+$/, ''));
  const pieces: Piece[] = [];
  for (const topic of new Set(names.filter((name) => !name.startsWith('__'))))
    for (const message of await readTopic(quietKafka(env['KAFKA_BROKERS'] ?? ''), topic))
      pieces.push({
        place: `${topic}/${message.partition}/${message.offset}`,
        bytes: Buffer.from(`${message.key}\n${JSON.stringify(message.headers)}\n${message.value}`),
      });
  return pieces;
}

/** Every workflow, running or closed: its whole history as bytes, every payload in it unpacked by that; memo and search attributes. */
export async function workflowPieces(env: Addresses): Promise<Piece[]> {
  const connection = await Connection.connect({ address: env['TEMPORAL_ADDRESS'] ?? '' });
  const client = new Client({ connection });
  const pieces: Piece[] = [];
  try {
    for await (const { workflowId, runId, memo, raw } of client.workflow.list()) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const { searchAttributes } = raw;
      const attributes = searchAttributes
        ? temporal.api.common.v1.SearchAttributes.encode(searchAttributes).finish()
        : '';
      pieces.push(
        {
          place: `${workflowId} history`,
          bytes: Buffer.from(temporal.api.history.v1.History.encode(history).finish()),
        },
        { place: `${workflowId} memo`, bytes: Buffer.from(JSON.stringify(memo ?? null)) },
        { place: `${workflowId} search attributes`, bytes: Buffer.from(attributes) },
      );
    }
  } finally {
    await connection.close();
  }
  return pieces;
}

/** The log of every app and every server. */
export async function logPieces(home: string): Promise<Piece[]> {
  const folder = join(home, 'logs');
  const pieces: Piece[] = [];
  for (const name of await readdir(folder)) pieces.push({ place: name, bytes: await readFile(join(folder, name)) });
  return pieces;
}

/** What everybody is told who has no account: each reading operation of the description, and the pages' first document. */
export async function publicPieces(api: string, caseId: string): Promise<Piece[]> {
  const description = await fetch(`${api}/api/openapi.json`);
  const { paths } = (await description.json()) as { paths: Record<string, { get?: object }> };
  const read = Object.keys(paths).filter((path) => paths[path]?.get && !path.endsWith('/stream'));
  const pieces: Piece[] = [];
  for (const path of ['/', '/metrics', '/api/openapi.json', ...read]) {
    const asked = path.replaceAll(/\{[^}]+\}/g, caseId);
    const answer = await fetch(`${api}${asked}`, { redirect: 'manual', signal: AbortSignal.timeout(20_000) });
    pieces.push({ place: `${answer.status} ${path}`, bytes: Buffer.from(await answer.arrayBuffer()) });
  }
  return pieces;
}

/** Tables that may hold a person's words in clear: the draft, which is not of the ledger yet and goes with its case's submission. */
const OF_THE_PERSON = new Set(['draft', 'draft_part']);

/** Each row of each table that the rules may read, as text; stored bytes stand in it as hex. */
export async function rowPieces(sql: SqlClient): Promise<Piece[]> {
  await sql.query('SET ROLE vermilion_engine');
  const { rows: tables } = await sql.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema() AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`,
  );
  const pieces: Piece[] = [];
  for (const { name } of tables.filter((table) => !OF_THE_PERSON.has(table.name))) {
    const { rows } = await sql.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM "${name}" t`);
    pieces.push(...rows.map(({ row }, at) => ({ place: `${name} #${at}`, bytes: Buffer.from(row) })));
  }
  return pieces;
}
