import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as local from '@vermilion/local';
import { connectedTo } from '../../support/sql-client.js';
import type { Tell } from '../arena.js';
import type { Victim } from '../victims.js';
import { violationsIn } from '../check/check.js';
import type { Violation } from '../check/violation.js';
import { letClientsWork, type Way } from '../clients.js';
import { Dice } from '../dice.js';
import { look } from '../look.js';
import { leftNow, untilAtRest } from '../rest.js';
import { forget, setScene, type Scene } from '../scene.js';
import { strike } from '../strike.js';
import { MUTANTS } from './all.js';
import type { Mutant } from './mutant.js';
import { BuiltTree } from './tree.js';

/** What became of a mutant. `by`: the violation that gave it away; null when it survived. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly by: Violation | null;
  /** New violations altogether. */
  readonly found: number;
  readonly seconds: number;
}

const WAYS: readonly Way[] = ['straight', 'returned', 'withdrawn', 'stale'];
const PATIENCE_MS = 20_000;

export interface MutantOptions {
  readonly home: string;
  readonly portBase: number;
  /** Only those whose name contains one of these; all when there is none. */
  readonly names: readonly string[];
  readonly tell: Tell;
}

/**
 * Plants one fault after another into a running system, lets clients work on it and looks through the stores. Before that, the same without
 * any fault must find nothing.
 */
export async function runMutants({ home, portBase, names, tell }: MutantOptions): Promise<Verdict[]> {
  const wanted = chosen(names);
  const tree = await BuiltTree.copy();
  await forget(home);
  // The launcher of the copy: it starts what is built there.
  const entry = pathToFileURL(join(tree.root, 'infra/local/dist/index.js')).href;
  const { startSystem } = (await import(entry)) as typeof local;
  const scene = await setScene({ home, portBase, tell, start: startSystem });
  try {
    const bench = new Bench(scene, tree, tell);
    await bench.control();
    const verdicts: Verdict[] = [];
    for (const mutant of wanted) verdicts.push(await bench.judge(mutant));
    return verdicts;
  } finally {
    await scene.close();
    await Promise.all([forget(home), tree.remove()]);
  }
}

class Bench {
  private readonly known = new Set<string>();
  private patched: readonly Victim[] = [];
  private runs = 0;
  private readonly dice = new Dice(146);

  constructor(
    private readonly scene: Scene,
    private readonly tree: BuiltTree,
    private readonly tell: Tell,
  ) {}

  /** @throws when something is found although nothing is planted. */
  async control(): Promise<void> {
    const found = await this.run({ name: 'nothing', breaks: '', caughtBy: { invariant: 'P1', what: /^/ } });
    if (found.length > 0) throw new Error(`found without a fault: ${JSON.stringify(found.slice(0, 5))}`);
  }

  async judge(mutant: Mutant): Promise<Verdict> {
    const begun = Date.now();
    this.tell(`mutant: ${mutant.name}`);
    const found = await this.run(mutant);
    const { invariant, what } = mutant.caughtBy;
    const by = found.find((one) => one.invariant === invariant && what.test(one.what)) ?? null;
    this.tell(`${by ? 'caught' : 'SURVIVED'}: ${mutant.name}; ${found.length} new violations`);
    if (!by) for (const other of found.slice(0, 5)) this.tell(`  ${JSON.stringify(other)}`);
    return { mutant, by, found: found.length, seconds: Math.round((Date.now() - begun) / 1000) };
  }

  /** @returns what is violated now and was not before, of things that were in order before. */
  private async run(mutant: Mutant): Promise<Violation[]> {
    const baseline = await leftNow(this.scene.system.env['DATABASE_URL'] ?? '');
    await this.plant(mutant);
    await this.statements(mutant.before);
    await Promise.all([this.load(mutant), this.faults(mutant)]);
    await this.scene.arena.allUp();
    await this.statements(mutant.after);
    const mostMs = mutant.patienceMs ?? PATIENCE_MS;
    const databaseUrl = this.scene.system.env['DATABASE_URL'] ?? '';
    await untilAtRest(databaseUrl, { stillMs: mostMs, mostMs }, () => undefined, baseline);
    const found = await violationsIn(await look(this.scene));
    const fresh = found.filter((one) => !this.known.has(placeOf(one)));
    for (const one of found) this.known.add(placeOf(one));
    return fresh;
  }

  /** Heals what was patched before, and starts what runs the one build or the other. */
  private async plant({ patches = [], restart = [] }: Mutant): Promise<void> {
    await this.tree.heal();
    for (const patch of patches) await this.tree.plant(patch);
    const affected = [...new Set([...this.patched, ...restart])];
    this.patched = restart;
    await Promise.all(affected.map((part) => this.scene.system.restart(part)));
  }

  private async load({ ways = WAYS }: Mutant): Promise<void> {
    this.runs += 1;
    const setting = {
      ...this.scene,
      dice: this.dice.forked(),
      stopped: () => false,
      pauseMs: 0,
      patienceMs: 4_000,
      ways,
    };
    await letClientsWork({ ...setting, often: true }, `m${this.runs}`);
  }

  private async faults({ faults = [] }: Mutant): Promise<void> {
    for (const [afterMs, fault] of faults) {
      await sleep(afterMs);
      await strike({ scene: this.scene, dice: this.dice, scale: 1, tell: this.tell }, fault);
    }
  }

  private async statements(all: readonly string[] = []): Promise<void> {
    if (all.length === 0) return;
    const sql = await connectedTo(this.scene.system.env['DATABASE_OWNER_URL'] ?? '');
    try {
      for (const statement of all) await sql.query(statement);
    } finally {
      await sql.end();
    }
  }
}

function placeOf({ invariant, subject }: Violation): string {
  return `${invariant} ${subject}`;
}

/** @throws when a name, or part of one, is that of no fault. */
function chosen(names: readonly string[]): readonly Mutant[] {
  const unknown = names.filter((part) => !MUTANTS.some(({ name }) => name.includes(part)));
  if (unknown.length > 0) throw new Error(`no planted fault has ${unknown.join(' or ')} in its name`);
  return MUTANTS.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
}
