import type { Victim } from './arena.js';
import { VICTIMS } from './arena.js';
import type { Dice } from './dice.js';

/** One thing that goes wrong; times in ms, before scaling. */
export type Fault =
  | { readonly kind: 'kill'; readonly victims: readonly Victim[]; readonly downMs: number }
  /** The second is killed while the first one comes back. */
  | { readonly kind: 'kill-in-recovery'; readonly victims: readonly [Victim, Victim]; readonly afterMs: number }
  /** Dead to the others, and alive again after them. */
  | { readonly kind: 'zombie'; readonly victim: 'relay' | 'worker' | 'listener'; readonly forMs: number }
  /** Away for long; the rest goes on without it. */
  | { readonly kind: 'outage'; readonly victim: 'kafka' | 'temporal'; readonly forMs: number }
  | { readonly kind: 'slow-database'; readonly latencyMs: number; readonly forMs: number }
  | { readonly kind: 'clock'; readonly days: number }
  /** No room for a large paper that somebody brings. */
  | { readonly kind: 'full-disk' }
  /** What an operator can do to a workflow by mistake. */
  | { readonly kind: 'operator'; readonly deed: 'terminate' | 'reset' | 'delete'; readonly of: 'case' | 'keeper' };

export type FaultKind = Fault['kind'];

/** How often each kind comes, against the others. */
const WEIGHTS: { readonly [kind in FaultKind]: number } = {
  kill: 10,
  'kill-in-recovery': 3,
  zombie: 1,
  outage: 1,
  'slow-database': 1,
  clock: 2,
  'full-disk': 1,
  operator: 2,
};

/** Faults until so many processes are to be killed. Every sort of victim comes first, once, in a random order: no run leaves one out. */
export function planOf(dice: Dice, kills: number, kinds: readonly FaultKind[]): Fault[] {
  const plan: Fault[] = [];
  const once = shuffled(dice, VICTIMS);
  for (let planned = 0; planned < kills;) {
    const fault = faultOf(dice, kindOf(dice, kinds), once);
    const more = killsOf(fault);
    if (planned + more > kills) continue;
    planned += more;
    plan.push(fault);
  }
  return plan;
}

/** How many processes a fault kills. An outage begins with a kill. */
export function killsOf(fault: Fault): number {
  if (fault.kind === 'outage') return 1;
  return 'victims' in fault ? fault.victims.length : 0;
}

function kindOf(dice: Dice, kinds: readonly FaultKind[]): FaultKind {
  const sum = kinds.reduce((total, kind) => total + WEIGHTS[kind], 0);
  let left = dice.between(0, sum);
  for (const kind of kinds) if ((left -= WEIGHTS[kind]) < 0) return kind;
  return 'kill';
}

function faultOf(dice: Dice, kind: FaultKind, once: Victim[]): Fault {
  return (MAKE[kind] as (dice: Dice, victim: () => Victim) => Fault)(dice, () => once.pop() ?? dice.pick(VICTIMS));
}

const MAKE: {
  readonly [kind in FaultKind]: (dice: Dice, victim: () => Victim) => Extract<Fault, { kind: kind }>;
} = {
  kill: (dice, victim) => {
    const first = victim();
    const victims = dice.chance(0.25) ? [first, otherThan(first, dice)] : [first];
    return { kind: 'kill', victims, downMs: whole(dice.between(0, 3_000)) };
  },
  'kill-in-recovery': (dice, victim) => {
    const first = victim();
    const victims = [first, otherThan(first, dice)] as const;
    return { kind: 'kill-in-recovery', victims, afterMs: whole(dice.between(300, 3_000)) };
  },
  zombie: (dice) => {
    const victim = dice.pick(['relay', 'worker', 'listener'] as const);
    return { kind: 'zombie', victim, forMs: whole(dice.between(15e3, 30e3)) };
  },
  outage: (dice) => {
    const victim = dice.pick(['kafka', 'temporal'] as const);
    return { kind: 'outage', victim, forMs: whole(dice.between(30e3, 120e3)) };
  },
  'slow-database': (dice) => {
    const latencyMs = whole(dice.between(20, 120));
    return { kind: 'slow-database', latencyMs, forMs: whole(dice.between(8e3, 15e3)) };
  },
  clock: (dice) => ({ kind: 'clock', days: whole(dice.between(2, 6)) }),
  'full-disk': () => ({ kind: 'full-disk' }),
  operator: (dice) => {
    const deed = dice.pick(['terminate', 'reset', 'delete'] as const);
    return { kind: 'operator', deed, of: dice.chance(0.8) ? 'case' : 'keeper' };
  },
};

const whole = Math.round;

function otherThan(first: Victim, dice: Dice): Victim {
  return dice.pick(VICTIMS.filter((one) => one !== first));
}

function shuffled<T>(dice: Dice, all: readonly T[]): T[] {
  return [...all]
    .map((one) => ({ one, at: dice.throw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
