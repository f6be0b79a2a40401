import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { TOPICS } from '@vermilion/contracts';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { openProducer } from '@vermilion/messaging';
import { settle } from '../../chaos/kill-in-turn.js';
import { Stores } from '../../chaos/stores.js';
import { connectedTo, type SqlClient } from '../../support/sql-client.js';
import { quietKafka } from '../../support/topic.js';
import { MARKERS, tracesIn, type Piece } from './markers.js';
import { logPieces, publicPieces, rowPieces, topicPieces, workflowPieces } from './stores.js';
import { markedStory } from './story.js';

/** Personal Information Protection Law (个人信息保护法) art. 6 and 51: no more of it in a store than its purpose needs, and there protected. */
describe('after an application with marked people and opinions, outside the encrypted payloads', () => {
  let home: string;
  let system: RunningSystem;
  let sql: SqlClient;
  let api: string;
  let caseId: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vermilion-privacy-'));
    process.env['OFFERED_PROCEDURES'] = 'smart-workshop@1';
    system = await startSystem({ home, portBase: 9480, apps: ['api', 'relay', 'listener', 'worker'] });
    const { API_URL, OIDC_ISSUER: issuer = '', DATABASE_URL } = system.env;
    [api, sql] = [API_URL ?? '', await connectedTo(DATABASE_URL ?? '')];
    caseId = await markedStory({ api, issuer });
    const stores = await Stores.open(system.env);
    await settle(stores).finally(() => stores.close());
  }, 420_000);

  afterAll(async () => {
    delete process.env['OFFERED_PROCEDURES'];
    await sql?.end();
    await system?.stop();
    if (home) await rm(home, { recursive: true, force: true });
  }, 60_000);

  it('no topic of Kafka carries a marker, and the case is in them', async () => {
    const pieces = await topicPieces(system.env, home);
    expect(mention(pieces, caseId)).toBeGreaterThan(5);
    expect(tracesIn(pieces)).toEqual([]);
  });

  it('no history, memo or search attribute of Temporal carries one, and the case is in them', async () => {
    const pieces = await workflowPieces(system.env);
    expect(mention(pieces, caseId)).toBeGreaterThan(0);
    expect(tracesIn(pieces)).toEqual([]);
  });

  it('no log of an app or a server carries one', async () => {
    const pieces = await logPieces(home);
    const names = pieces.map(({ place }) => place);
    expect(names).toEqual(expect.arrayContaining(['api.log', 'listener.log', 'relay.log', 'worker.log', 'kafka.log']));
    expect(tracesIn(pieces)).toEqual([]);
  });

  it('nobody without an account is told one, whatever he asks', async () => {
    const pieces = await publicPieces(api, caseId);
    expect(pieces.filter(({ place }) => place.startsWith('200 ')).length).toBeGreaterThan(5);
    expect(tracesIn(pieces)).toEqual([]);
  });

  it('no event, and no row of another table of the ledger, holds one in clear', async () => {
    const pieces = await rowPieces(sql);
    const told = new Set(pieces.map(({ place }) => place.split(' ')[0]));
    expect([...told]).toEqual(expect.arrayContaining(['event', 'command', 'private_payload', 'task']));
    expect(tracesIn(pieces)).toEqual([]);
  });

  describe('and a leak that is planted into a store is found there', () => {
    const found = (pieces: readonly Piece[]) => new Set(tracesIn(pieces).map(({ marker }) => marker));

    it('Kafka: in a value, and in a header', async () => {
      const producer = await openProducer(quietKafka(system.env['KAFKA_BROKERS'] ?? ''));
      const headers = { note: MARKERS.email };
      const value = JSON.stringify({ name: MARKERS.contactName });
      await producer.publish([{ topic: `${TOPICS.cases}.dlq`, key: caseId, value, headers }]);
      await producer.close();
      expect(found(await topicPieces(system.env, home))).toEqual(new Set(['contactName', 'email']));
    });

    it('Temporal: in an argument, and in a memo', async () => {
      const connection = await Connection.connect({ address: system.env['TEMPORAL_ADDRESS'] ?? '' });
      const { workflow } = new Client({ connection });
      await workflow.start('planted', {
        taskQueue: 'nobody',
        workflowId: 'planted',
        args: [{ opinion: MARKERS.opinion }],
        memo: { phone: MARKERS.mobile },
      });
      // Lists lag behind histories.
      let seen = new Set<string>();
      for (let turn = 0; turn < 50 && seen.size < 2; turn += 1) seen = found(await workflowPieces(system.env));
      await connection.close();
      expect(seen).toEqual(new Set(['opinion', 'mobile']));
    });

    it('a log: as a logger escapes it, and inside base64', async () => {
      const hidden = Buffer.from(`x ${MARKERS.defect} y`).toString('base64');
      await appendFile(
        join(home, 'logs', 'api.log'),
        `{"who":"${asEscaped(MARKERS.legalRepresentative)}"}\n${hidden}\n`,
      );
      expect(found(await logPieces(home))).toEqual(new Set(['legalRepresentative', 'defect']));
    });

    it('a public answer', async () => {
      const server = await leakingServer();
      const { port } = server.address() as AddressInfo;
      const pieces = await publicPieces(`http://127.0.0.1:${port}`, caseId);
      server.close();
      expect(found(pieces)).toEqual(new Set(['countersigned']));
    });

    it('an event', async () => {
      await sql.query('BEGIN');
      try {
        await sql.query('SET ROLE vermilion_engine');
        const leak = JSON.stringify({ body: MARKERS.mobile, seq: 9_999, command_id: randomUUID() });
        await sql.query(
          `INSERT INTO event SELECT (jsonb_populate_record(e, $1::jsonb)).* FROM event e ORDER BY seq LIMIT 1`,
          [leak],
        );
        expect(found(await rowPieces(sql))).toEqual(new Set(['mobile']));
      } finally {
        await sql.query('ROLLBACK');
      }
    });
  });
});

const mention = (pieces: readonly Piece[], text: string) => pieces.filter(({ bytes }) => bytes.includes(text)).length;

const asEscaped = (text: string) =>
  [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** A product that tells everybody what it should not. */
async function leakingServer(): Promise<Server> {
  const server = createServer(({ url }, answer) => {
    const paths = { '/api/v1/notices/{id}': { get: {} } };
    answer.end(
      JSON.stringify(url === '/api/openapi.json' ? { paths } : url?.includes('notices') ? MARKERS.countersigned : ''),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}
