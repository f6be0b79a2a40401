import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventType } from '@vermilion/domain';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { Journal, type Entry } from '../chaos/journal.js';
import { killInTurn, settle } from '../chaos/kill-in-turn.js';
import { firstAppearances, Stores, type StoredCase, type StoredEvent } from '../chaos/stores.js';

/** System work and the way through Kafka to the workflow may take so long, in seconds, before a case counts as stuck. */
const YOUNG = 30;
/** The event by which each command shows in the ledger, once for each accepted command. */
const MARK_OF: { readonly [type: string]: EventType } = {
  open: 'application.opened',
  submit: 'application.submitted',
  accept: 'application.accepted',
  pass: 'application.endorsed',
  countersign: 'application.countersigned',
};

describe('kill -9 of six processes, one after another, under load', () => {
  const journal = new Journal();
  let home: string;
  let system: RunningSystem;
  let stores: Stores;
  let events: StoredEvent[];
  let cases: StoredCase[];

  beforeAll(async () => {
    // What a killed listener or engine has missed is caught up within seconds instead of two minutes.
    process.env['RECONCILE_AFTER_MS'] = '15000';
    home = await mkdtemp(join(tmpdir(), 'vermilion-kills-'));
    process.env['OFFERED_PROCEDURES'] = 'smart-workshop@1';
    system = await startSystem({ home, portBase: 9420, apps: ['api', 'relay', 'listener', 'worker'] });
    stores = await Stores.open(system.env);
    await killInTurn(system, journal);
    await settle(stores);
    [events, cases] = await Promise.all([stores.events(), stores.cases()]);
  }, 420_000);

  afterAll(async () => {
    delete process.env['RECONCILE_AFTER_MS'];
    await stores?.close();
    await system?.stop();
    if (home) await rm(home, { recursive: true, force: true });
  }, 60_000);

  it('was a load, and the kills were felt', () => {
    expect(journal.with('acknowledged').length).toBeGreaterThan(50);
    expect(journal.entries.some((entry) => entry.wasUnknown)).toBe(true);
    expect(journal.with('unknown')).toEqual([]);
  });

  it('has refused nothing: nobody else touches these cases, and a repeated command gets its first receipt', () => {
    expect(journal.with('refused').map(({ type, refusal }) => `${type} ${refusal}`)).toEqual([]);
  });

  it('keeps every acknowledged command, exactly once', async () => {
    const log = await stores.commands();
    const found = journal.with('acknowledged').flatMap((entry) => faultsOf(entry, events, log));
    expect(found).toEqual([]);
  });

  it('holds no trace of a command that nobody had acknowledged', () => {
    for (const [type, mark] of Object.entries(MARK_OF)) {
      const recorded = events.filter((event) => event.type === mark && event.actor_kind === 'person').length;
      const acknowledged = journal.with('acknowledged').filter((entry) => entry.type === type).length;
      expect({ type, recorded }).toEqual({ type, recorded: acknowledged });
    }
  });

  it('has done the work of the system once: each panel is frozen and drawn one time', () => {
    const passed = events.filter(({ type }) => type === 'application.countersigned').map(({ stream }) => stream);
    const timesOf = (type: EventType) =>
      passed.map((stream) => events.filter((one) => one.stream === stream && one.type === type).length);
    expect(new Set(timesOf('panel.pool-frozen'))).toEqual(new Set([1]));
    expect(new Set(timesOf('panel.drawn'))).toEqual(new Set([1]));
  });

  it('has every row of the ledger in Kafka, in order per stream', async () => {
    const published = await stores.published();
    const found = [...published].map(([stream, seqs]) => [stream, firstAppearances(seqs)]);
    const ledger = cases.map(({ id, seq }) => [
      `application:${id}`,
      Array.from({ length: seq }, (_, index) => index + 1),
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(ledger));
  });

  it('has left nothing stuck', () => {
    const open = cases.filter(({ phase }) => phase !== 'closed');
    const stuck = open.filter(({ tasks, due, holder_kind, age, incidents }) => {
      const working = holder_kind === 'system' && (age < YOUNG || incidents > 0);
      return tasks === 0 && due === 0 && !working;
    });
    expect(stuck).toEqual([]);
    expect(open.filter(({ workflow_seq, stage_seq, age }) => workflow_seq < stage_seq && age > YOUNG)).toEqual([]);
    expect(open.filter(({ holder_kind }) => holder_kind === 'system')).toEqual([]);
  });

  it('has an unbroken chain', async () => {
    expect(await stores.brokenChains(cases.map(({ id }) => `application:${id}`))).toEqual([]);
  });
});

/** An acknowledged command stands once in the log, and its receipt names exactly the events that it has left. */
function faultsOf(entry: Entry, events: readonly StoredEvent[], log: ReadonlyMap<string, number>): string[] {
  const { receipt, request, type } = entry;
  const key = request.key ?? '';
  const logged = [...log].filter(
    ([command]) => command.startsWith(`person:${entry.user.name}@`) && command.endsWith(` ${key}`),
  );
  const times = logged.reduce((sum, [, count]) => sum + count, 0);
  const ids = new Set(receipt?.events.map(({ id }) => id));
  const left = events.filter(({ stream, seq }) => ids.has(`${stream}/${seq}`));
  const [commandId] = new Set(left.map(({ command_id }) => command_id));
  const sameCommand = events.filter(({ stream, command_id }) => stream === left[0]?.stream && command_id === commandId);
  const faults: string[] = [];
  if (times !== 1) faults.push(`${type} ${key} stands ${times} times in the log`);
  if (left.length !== ids.size || left.length === 0)
    faults.push(`${type} ${key}: ${left.length} of ${ids.size} events are in the ledger`);
  if (sameCommand.length !== left.length)
    faults.push(`${type} ${key} has left ${sameCommand.length} events, its receipt names ${left.length}`);
  return faults;
}
