import { setTimeout as sleep } from 'node:timers/promises';
import type { Tell } from './arena.js';
import { violationsIn } from './check/check.js';
import { lateness } from './check/due.js';
import type { Evidence } from './check/evidence.js';
import { rebuildFaults } from './check/rebuilt.js';
import type { Violation } from './check/violation.js';
import { letClientsWork } from './clients.js';
import { Dice } from './dice.js';
import { look } from './look.js';
import { Operator } from './operator.js';
import { whatIsLeft } from './left-over.js';
import { killsOf, planOf, type Fault, type FaultKind } from './plan.js';
import { untilAtRest } from './rest.js';
import type { Scene } from './scene.js';
import { haltClock, strike, type StrikeSetting } from './strike.js';

export interface CampaignOptions {
  readonly seed: number;
  readonly kills: number;
  readonly kinds: readonly FaultKind[];
  /** Long times are multiplied by it: 1 as in the plan. */
  readonly scale: number;
  readonly tell: Tell;
}

export interface CampaignReport {
  readonly seed: number;
  readonly kills: number;
  readonly faults: { readonly [kind: string]: number };
  readonly commands: { readonly [outcome: string]: number };
  readonly events: number;
  readonly cases: number;
  /** Records in Kafka beyond the first of each event. */
  readonly repeatedRecords: number;
  readonly repeatedMails: number;
  readonly dueRows: ReturnType<typeof lateness>;
  /** What was not done when the patience ended. */
  readonly left: string;
  readonly violations: readonly Violation[];
}

const WARM_UP_ENTRIES = 12;
const PROGRESS_MS = 12_000;
/** Twelve days of the business clock stop at every date of every case; on a busy machine that takes minutes, and something is done all the time. */
const PATIENCE = { stillMs: 120_000, mostMs: 1_200_000 };
/** Between two applications of one enterprise: what they leave behind must be worked off afterwards. */
const PAUSE_MS = 2_500;
const RESOLVE_MS = 30_000;
const KEEPERS_MS = 90_000;
/** Acceptance has five working days. */
const DAYS_TO_A_DATE = 12;

/** Clients work while one thing after another goes wrong; then the system comes to rest, and the stores are looked through. */
export async function campaign(scene: Scene, options: CampaignOptions): Promise<CampaignReport> {
  const dice = new Dice(options.seed);
  const plan = planOf(dice.forked(), options.kills, options.kinds, scene.victims);
  const { journal, arena } = scene;
  const clients = new Clients(scene, dice.forked(), `s${options.seed}`);
  await progress(journal, WARM_UP_ENTRIES, 60_000);
  const setting = { ...options, scene, dice: dice.forked() };
  for (const [index, fault] of plan.entries()) {
    options.tell(`${index + 1}/${plan.length} ${JSON.stringify(fault)}`);
    const before = journal.with('acknowledged').length;
    await strike(setting, fault).catch((error: unknown) => options.tell(`not done: ${String(error)}`));
    // Mostly all is up before the next one; sometimes it strikes what only begins to recover.
    if (dice.chance(0.75)) {
      await arena.allUp();
      await progress(journal, before + 2, PROGRESS_MS);
    }
    await sleep(dice.between(200, 1_500));
  }
  await arena.allUp();
  await clients.end(options.tell);
  await haltClock(scene);
  const counted = (await atRest(setting)) || (await datesPass(setting));
  const left = counted && `${counted}\n${await whatIsLeft(scene.system.env)}`;
  await keepersUp(scene.system.env['TEMPORAL_ADDRESS'] ?? '');
  const evidence = await look(scene);
  const rebuilt = await rebuildFaults(scene.system.env, evidence.cases);
  const violations = [...scene.complaints, ...(await violationsIn(evidence)), ...rebuilt];
  return reportOf(evidence, { ...options, kills: arena.kills, plan, left, violations });
}

function atRest({ scene, tell }: StrikeSetting): Promise<string> {
  return untilAtRest(scene.system.env['DATABASE_URL'] ?? '', PATIENCE, tell);
}

/** Whatever was sent in meets its first date, in a system that is whole again: what was lost in between would be missing now. */
async function datesPass(setting: StrikeSetting): Promise<string> {
  await strike(setting, { kind: 'clock', days: DAYS_TO_A_DATE });
  return atRest(setting);
}

/** The load, from its first command to the last answer. */
class Clients {
  private stopped = false;
  private readonly load: Promise<void>;

  constructor(
    private readonly scene: Scene,
    private readonly dice: Dice,
    run: string,
  ) {
    const setting = { ...scene, dice: dice.forked(), stopped: () => this.stopped, pauseMs: PAUSE_MS };
    this.load = letClientsWork(setting, run);
    this.load.catch(() => undefined);
  }

  /** Every second one of what is still unknown is asked once more; the others never learn. */
  async end(tell: Tell): Promise<void> {
    this.stopped = true;
    await this.load;
    const { journal } = this.scene;
    const unknown = journal.with('unknown');
    tell(`${journal.entries.length} commands, ${unknown.length} without an answer`);
    for (const entry of unknown) if (this.dice.chance(0.5)) await journal.resolve(entry, RESOLVE_MS);
    for (const trouble of journal.troubles) tell(`trouble of a client: ${trouble}`);
  }
}

async function progress(journal: Scene['journal'], acknowledged: number, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  while (journal.with('acknowledged').length < acknowledged && Date.now() < end) await sleep(50);
}

/** Keepers that somebody has ended are started again by a schedule, every minute. */
async function keepersUp(address: string): Promise<void> {
  const operator = await Operator.at(address);
  try {
    for (const end = Date.now() + KEEPERS_MS; Date.now() < end; await sleep(1_000))
      if ((await operator.running()).filter((id) => /^keeper:/.test(id)).length >= 4) return;
  } finally {
    await operator.close();
  }
}

interface Ended extends Pick<CampaignReport, 'seed' | 'kills' | 'left' | 'violations'> {
  readonly plan: readonly Fault[];
}

function reportOf(evidence: Evidence, { seed, kills, plan, left, violations }: Ended): CampaignReport {
  const { journal, events, cases, published, mails } = evidence;
  return {
    ...{ seed, kills, left, violations },
    faults: countsOf(plan.map((fault) => (killsOf(fault) > 1 && fault.kind === 'kill' ? 'kill of two' : fault.kind))),
    commands: countsOf(journal.filter(({ type }) => type !== 'filled').map(({ outcome }) => outcome)),
    events: events.length,
    cases: cases.length,
    repeatedRecords: published.length - new Set(published.map(({ id }) => id)).size,
    repeatedMails: mails.length - new Set(mails.map(({ messageId }) => messageId)).size,
    dueRows: lateness(evidence),
  };
}

function countsOf(all: readonly string[]): { readonly [name: string]: number } {
  const counts: { [name: string]: number } = {};
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
