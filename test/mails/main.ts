import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { spreadOf } from '../load/measure.js';
import { plantMails, unsentMails } from '../support/planted-mails.js';
import { connectedTo, type SqlClient } from '../support/sql-client.js';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, mails: { type: 'string', default: '4000' } },
});
const say = (line: string): void => void (options.json || process.stdout.write(`${line}\n`));

const PORT_BASE = 15_600;
const RUNS = 3;
/** Offices of districts and bureaus, and firms: how many addresses a backlog is for. */
const ADDRESSES = 200;
/** A tick of the kernel's clock in ms, in which it counts the time of processes (USER_HZ). */
const TICK_MS = 10;

interface Run {
  readonly mails: number;
  readonly seconds: number;
  readonly mailsPerSecond: number;
  /** CPU-ms for one mail, of the listener and of the mail server that catches it. */
  readonly listenerCpuMs: number;
  readonly mailServerCpuMs: number;
}

/** CPU time of a process so far, in ms: fields 14 and 15 of /proc/<pid>/stat, of which the second, a name in brackets, may hold blanks. */
async function cpuOf(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** A backlog from its planting, in one transaction, until each of its mails is recorded as sent. */
async function run(system: RunningSystem, sql: SqlClient, of: string): Promise<Run> {
  const mails = Number(options.mails);
  const { listener, mail } = system.pids();
  const [listenerBefore, serverBefore] = await Promise.all([cpuOf(listener), cpuOf(mail)]);
  const began = performance.now();
  await plantMails(sql, of, { mails, addresses: ADDRESSES });
  while ((await unsentMails(sql)) > 0) await sleep(100);
  const seconds = (performance.now() - began) / 1_000;
  const [listenerAfter, serverAfter] = await Promise.all([cpuOf(listener), cpuOf(mail)]);
  const each = (before: number, after: number): number => Math.round(((after - before) / mails) * 100) / 100;
  const figures = { mails, seconds, mailsPerSecond: Math.round((mails / seconds) * 10) / 10 };
  return {
    ...figures,
    listenerCpuMs: each(listenerBefore, listenerAfter),
    mailServerCpuMs: each(serverBefore, serverAfter),
  };
}

const home = await mkdtemp(join(tmpdir(), 'vermilion-mails-'));
const system = await startSystem({ home, portBase: PORT_BASE, apps: ['listener'] });
try {
  const sql = await connectedTo(system.env['DATABASE_OWNER_URL'] ?? '');
  await sql.query('SET ROLE vermilion_engine');
  const runs: Run[] = [];
  for (let count = 1; count <= RUNS; count += 1) {
    const one = await run(system, sql, `bench-${count}`);
    const { mails, seconds, mailsPerSecond, listenerCpuMs, mailServerCpuMs } = one;
    say(
      `${mails} mails in ${seconds.toFixed(1)} s: ${mailsPerSecond}/s; CPU-ms a mail: listener ${listenerCpuMs}, mail server ${mailServerCpuMs}`,
    );
    runs.push(one);
  }
  await sql.end();
  const { median, least, most } = spreadOf(runs.map(({ mailsPerSecond }) => mailsPerSecond));
  say(`${median} mails/s (${least}–${most})`);
  if (options.json) process.stdout.write(`${JSON.stringify(runs, null, 2)}\n`);
} finally {
  await system.stop();
  await rm(home, { recursive: true, force: true });
}
