import { chmod, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { districts } from '@vermilion/catalogue';
import type { Receipt } from '@vermilion/contracts';
import { startSystem } from '@vermilion/local';
import { letClientsWork } from '../chaos/clients.js';
import { Dice } from '../chaos/dice.js';
import { setScene, type Scene } from '../chaos/scene.js';
import { World } from '../lists/world.js';
import { ApiClient } from '../support/api-client.js';
import { districtCode } from '../support/api-round.js';
import { until } from '../support/processes.js';
import { connectedTo, type SqlClient } from '../support/sql-client.js';
import { verifyWith } from '../support/verify-program.js';
import { archiveInto, archiveRest, copyFiles, layOut, startRestored, type Backup } from './file-copy.js';
import { differences, markMoment, markOf, type LedgerMark } from './ledger-mark.js';

const { values: options } = parseArgs({ options: { cases: { type: 'string', default: '100000' } } });
const PORT_BASE = 16_200;
const POINT = 'before-the-mistake';
/** What an installation keeps beside the database, below its home. */
const BESIDE = ['secrets', 'data', 'anchors'] as const;
/** How long people work after the copy and before the moment to which the ledger goes back, and after it, in ms. */
const WORK_MS = 10_000;
const WORKFLOW_MS = 120_000;

const begun = performance.now();
const phases: { readonly what: string; readonly seconds: number }[] = [];

/** Does a part of the drill and notes how long it took. */
async function phase<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  phases.push({ what, seconds });
  console.log(`${seconds.toFixed(1).padStart(7)} s  ${what}`);
  return result;
}

/** What the living system leaves behind, and what is known of it. */
interface Left {
  readonly backup: Backup;
  readonly wanted: LedgerMark;
  /** A case that waits for its acceptance since before the moment. */
  readonly waiting: { readonly caseId: string; readonly seq: number; readonly enterprise: string };
  readonly admin: string;
  readonly auditor: string;
}

async function adminOf(home: string, ownerUrl: string): Promise<string> {
  const passwords = JSON.parse(await readFile(join(home, 'secrets', 'postgres.json'), 'utf8')) as { admin: string };
  return Object.assign(new URL(ownerUrl), { username: 'vermilion_admin', password: passwords.admin }).href;
}

/** Submitted, and nobody does anything: one for each enterprise. */
async function leaveSome(scene: Scene, dice: Dice): Promise<Left['waiting']> {
  const setting = { ...scene, dice, stopped: () => false, pauseMs: 0, ways: ['left'] as const };
  await letClientsWork(setting, 'left');
  const entry = scene.journal.with('acknowledged').findLast(({ type }) => type === 'submit');
  if (!entry?.receipt) throw new Error('no application was submitted');
  const enterprise = entry.user.name.split('-')[0]?.toUpperCase() ?? '';
  return { caseId: entry.receipt.caseId, seq: entry.receipt.seq, enterprise };
}

/** People work while the files are copied, up to the named moment and beyond it; then everything is killed at once. */
async function untilTheDisaster(scene: Scene, admin: SqlClient, folder: string) {
  let stopped = false;
  const setting = { ...scene, dice: new Dice(7), stopped: () => stopped, pauseMs: 200 };
  const load = letClientsWork(setting, 'drill').catch(() => undefined);
  const backup = await phase('files copied while people work', () => copyFiles(admin, folder));
  await sleep(WORK_MS);
  const wanted = await phase('the moment is named, all chains are noted', () => markMoment(admin, POINT));
  await sleep(WORK_MS);
  stopped = true;
  await load;
  const events = (await markOf(admin)).events - wanted.events;
  await phase('the last WAL is archived', () => archiveRest(admin));
  console.log(`           ${wanted.events} events in ${wanted.heads.size} chains; ${events} more after the moment`);
  return { backup, wanted };
}

async function live(home: string, folder: string): Promise<Left> {
  const scene = await phase('a system starts', () => setScene({ home, portBase: PORT_BASE, tell: () => undefined }));
  try {
    const { system } = scene;
    const owner = system.env['DATABASE_OWNER_URL'] ?? '';
    const codes = districts().map(({ internalCode }) => internalCode);
    const world = await World.beside(owner, codes);
    await phase(`${options.cases} cases grow`, () => world.grow(Number(options.cases)));
    await world.leave();
    const adminUrl = await adminOf(home, owner);
    const before = await connectedTo(adminUrl);
    await archiveInto(before, folder);
    await before.end();
    await phase('PostgreSQL starts anew, and archives', () => system.restart('postgres'));
    const waiting = await phase('applications come in', () => leaveSome(scene, new Dice(3)));
    const admin = await connectedTo(adminUrl);
    const { backup, wanted } = await untilTheDisaster(scene, admin, folder);
    await admin.end();
    await phase('everything is killed', async () => {
      await Promise.all(Object.keys(system.pids()).map((part) => system.kill(part)));
    });
    return { backup, wanted, waiting, admin: adminUrl, auditor: system.env['DATABASE_AUDITOR_URL'] ?? '' };
  } finally {
    await scene.close();
  }
}

async function replay(left: Left, from: string, to: string): Promise<void> {
  const data = join(to, 'postgres');
  await phase('files, papers and keys are laid out in a new place', async () => {
    await mkdir(to, { mode: 0o711, recursive: true });
    for (const name of BESIDE)
      await cp(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true });
    await layOut(left.backup, data, POINT);
  });
  const port = Number(new URL(left.admin).port);
  const stop = await phase('PostgreSQL replays the WAL', () => startRestored(left.backup, data, port));
  try {
    const verdict = await phase('npm run verify', () => verifyWith(left.auditor));
    if (verdict.code !== 0) throw new Error(verdict.said);
    const admin = await connectedTo(left.admin);
    const found = await phase('ledgers are compared', async () => differences(left.wanted, await markOf(admin)));
    await admin.end();
    if (found.length > 0) throw new Error(`the restored ledger is another one:\n${found.slice(0, 10).join('\n')}`);
  } finally {
    await phase('PostgreSQL stops', stop);
  }
}

/** Kafka and Temporal begin empty: the relay publishes what waits in the outbox, workflows are built again from the ledger. */
async function goOn({ waiting }: Left, home: string): Promise<void> {
  const system = await phase('all apps start on it', () =>
    startSystem({ home, portBase: PORT_BASE, apps: ['api', 'relay', 'listener', 'worker'] }),
  );
  try {
    const api = new ApiClient({ api: system.env['API_URL'] ?? '', issuer: system.env['OIDC_ISSUER'] ?? '' });
    const officer = api.as(`d-${districtCode(waiting.enterprise).toLowerCase()}-industry`);
    const command = { type: 'accept', payload: {}, expectedSeq: waiting.seq };
    const { seq } = await phase('an office accepts what had come in before', () =>
      officer.ask<Receipt>({
        method: 'POST',
        path: `cases/${waiting.caseId}/commands`,
        body: command,
        key: 'drill-accept',
      }),
    );
    const sql = await connectedTo(system.env['DATABASE_URL'] ?? '');
    await sql.query('SET ROLE vermilion_engine');
    const follows = async (): Promise<boolean> => {
      const { rows } = await sql.query<{ done: boolean }>(
        `SELECT workflow_seq >= stage_seq AND seq >= $2 AND NOT EXISTS (SELECT FROM outbox) AS done FROM "case" WHERE id = $1`,
        [waiting.caseId, seq],
      );
      return rows[0]?.done ?? false;
    };
    await phase('it is published, and its workflow is there again', () => until('it follows', follows, WORKFLOW_MS));
    await sql.end();
  } finally {
    await system.stop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'vermilion-drill-'));
const [from, to] = [join(folder, 'lost', 'home'), join(folder, 'restored', 'home')];
await chmod(folder, 0o711);
for (const path of [dirname(from), dirname(to)]) await mkdir(path, { mode: 0o711 });
try {
  const backupFolder = join(folder, 'backup');
  await mkdir(backupFolder, { mode: 0o711 });
  const left = await live(from, backupFolder);
  console.log(`           copy of ${Math.round(left.backup.copiedBytes / 1e6)} MB`);
  const disaster = performance.now();
  await replay(left, from, to);
  await goOn(left, to);
  const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(0);
  console.log(
    `restored, verified and at work ${seconds(disaster)} s after the disaster; the whole drill ${seconds(begun)} s`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
