import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { districts } from '@vermilion/catalogue';
import { spreadOf } from '../load/measure.js';
import { World } from '../lists/world.js';
import { startPostgres, type TestDatabase } from '../support/postgres.js';
import { verifyWith, type Verdict } from '../support/verify-program.js';

const { values: options } = parseArgs({
  options: { events: { type: 'string', default: '1000000' }, gate: { type: 'string' } },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Events of a chain; so many cases are needed for the rest. */
const CHAIN = 10;
const RUNS = 3;
const VICTIM = 'application:2017-1000077';

/** What is done to the full ledger, as superuser; the first is nothing. */
const TAMPERINGS: Readonly<Record<string, string>> = {
  'one letter altered': `UPDATE event SET body = replace(body, '"visit":1', '"visit":2') WHERE stream = '${VICTIM}' AND seq = 5`,
  'one event deleted': `DELETE FROM event WHERE stream = '${VICTIM}' AND seq = 5`,
  'the tail cut': `DELETE FROM event WHERE stream = '${VICTIM}' AND seq > 7`,
};

/** Alters the ledger, verifies it, and puts the chain back. */
async function afterTampering(database: TestDatabase, sql: string): Promise<Verdict> {
  await database.admin(`CREATE TABLE kept AS SELECT * FROM event WHERE stream = '${VICTIM}'`);
  await database.admin(sql);
  const verdict = await verifyWith(database.auditor);
  await database.admin(`DELETE FROM event WHERE stream = '${VICTIM}'`);
  await database.admin('INSERT INTO event SELECT * FROM kept');
  await database.admin('DROP TABLE kept');
  return verdict;
}

/** With `--gate FILE` the filled ledger waits until the file is there, so that only the verifying needs a quiet machine. */
async function atTheGate(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  say(`filled; waiting for ${file}`);
  while (!existsSync(file)) await sleep(500);
}

const database = await startPostgres();
try {
  const began = performance.now();
  const codes = districts().map(({ internalCode }) => internalCode);
  const world = await World.beside(database.owner, codes);
  await world.grow(Math.ceil(Number(options.events) / CHAIN));
  await world.lengthen(CHAIN);
  await world.leave();
  const [size] = await database.admin<{ bytes: string; body: string }>(
    `SELECT pg_size_pretty(sum(pg_total_relation_size(inhrelid))) AS bytes, (SELECT round(avg(length(body))) FROM event_0) AS body
       FROM pg_inherits WHERE inhparent = 'event'::regclass`,
  );
  say(
    `filled in ${Math.round((performance.now() - began) / 1000)} s: ${size?.bytes} on the disk, ${size?.body} letters a body`,
  );
  await atTheGate(options.gate);
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { seconds, code, said } = await verifyWith(database.auditor);
    if (code !== 0) throw new Error(said);
    say(`  ${said.trim()}`);
    runs.push(seconds);
  }
  const { median, least, most } = spreadOf(runs);
  say(
    `${options.events} events: ${median.toFixed(1)} s (${least.toFixed(1)}–${most.toFixed(1)}), the program's start included`,
  );
  for (const [what, sql] of Object.entries(TAMPERINGS)) {
    const { seconds, code, said } = await afterTampering(database, sql);
    if (code !== 1 || !said.includes(VICTIM)) throw new Error(`${what}: not found\n${said}`);
    say(`${what}: found in ${seconds.toFixed(1)} s\n  ${said.trim().split('\n').slice(1).join('\n  ')}`);
  }
} finally {
  await database.stop();
}
