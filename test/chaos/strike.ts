import { setTimeout as sleep } from 'node:timers/promises';
import type { ClockView } from '@vermilion/contracts';
import type { Tell } from './arena.js';
import type { Dice } from './dice.js';
import { fillDisk } from './full-disk.js';
import { Operator } from './operator.js';
import type { Fault } from './plan.js';
import type { Scene } from './scene.js';

export interface StrikeSetting {
  readonly scene: Scene;
  readonly dice: Dice;
  /** Long times are multiplied by it. */
  readonly scale: number;
  readonly tell: Tell;
}

const DAY_MS = 86_400_000;

/** Lets one thing go wrong. Resolves when the fault is over, or on its way to be over: what was killed comes back by itself. */
export async function strike(setting: StrikeSetting, fault: Fault): Promise<void> {
  const { scene, scale, tell } = setting;
  const { arena } = scene;
  switch (fault.kind) {
    case 'kill':
      await Promise.all(fault.victims.map((victim) => arena.strike(victim, fault.downMs)));
      return;
    case 'kill-in-recovery': {
      const [first, second] = fault.victims;
      await arena.strike(first, 0);
      await sleep(fault.afterMs);
      return arena.strike(second, 0);
    }
    case 'zombie':
      return arena.freeze(fault.victim, fault.forMs * scale);
    case 'outage':
      await arena.strike(fault.victim, fault.forMs * scale);
      tell(`${fault.victim} stays away for ${Math.round((fault.forMs * scale) / 1000)} s`);
      return sleep(fault.forMs * scale);
    case 'slow-database':
      return slowDown(setting, fault);
    case 'clock':
      return moveClock(setting, fault.days);
    case 'full-disk':
      return fillDisk(scene, String(arena.kills) + String(Date.now()), tell);
    case 'operator':
      return disturb(setting, fault);
  }
}

async function slowDown({ scene, tell }: StrikeSetting, fault: Extract<Fault, { kind: 'slow-database' }>) {
  scene.database.latencyMs = fault.latencyMs;
  tell(`database slower by ${fault.latencyMs} ms`);
  await sleep(fault.forMs);
  scene.database.latencyMs = 0;
}

/** Operations send the clock on; it stops at every due instant until all of it is recorded. */
async function moveClock({ scene, tell }: StrikeSetting, days: number): Promise<void> {
  const operations = scene.api.as('ops1');
  const { now, target } = await operations.get<ClockView>('operations/clock');
  const from = Math.max(Date.parse(now), Date.parse(target ?? now));
  const to = `${new Date(from + days * DAY_MS + DAY_MS / 3).toISOString().slice(0, 19)}+08:00`;
  const reply = await operations.attempt({ method: 'POST', path: 'operations/clock', body: { to } });
  tell(`business clock sent to ${to}${reply.kind === 'unknown' ? ', without an answer' : ''}`);
}

/** Operations let the clock stand where it is: what it would still have to pass is not asked for any more. */
export async function haltClock({ api }: Pick<Scene, 'api'>): Promise<void> {
  const operations = api.as('ops1');
  const { now } = await operations.get<ClockView>('operations/clock');
  // It may have gone on meanwhile; then it stops at its target.
  await operations.attempt({ method: 'POST', path: 'operations/clock', body: { to: now } });
}

async function disturb({ scene, dice, tell }: StrikeSetting, fault: Extract<Fault, { kind: 'operator' }>) {
  const operator = await Operator.at(scene.system.env['TEMPORAL_ADDRESS'] ?? '').catch(() => null);
  if (!operator) return tell('the operator finds no engine');
  try {
    const hit = await operator.disturb(fault.deed, fault.of, dice);
    tell(hit ? `operator: ${fault.deed} ${hit}` : `operator: nothing to ${fault.deed}`);
  } catch (error) {
    tell(`operator: ${fault.deed} did not succeed: ${String(error)}`);
  } finally {
    await operator.close();
  }
}
