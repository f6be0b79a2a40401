import type { Dice } from './dice.js';
import type { Victim, Victims } from './victims.js';

/** One thing that goes wrong; times in ms, before scaling. */
export type Fault =
  | { readonly kind: 'kill'; readonly victims: readonly Victim[]; readonly downMs: number }
  /** The second is killed while the first one comes back. */
  | { readonly kind: 'kill-in-recovery'; readonly victims: readonly [Victim, Victim]; readonly afterMs: number }
  /** Dead to the others, and alive again after them. */
  | { readonly kind: 'zombie'; readonly victim: Victim; readonly forMs: number }
  /** Away for long; the rest goes on without it. */
  | { readonly kind: 'outage'; readonly victim: Victim; readonly forMs: number }
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
export function planOf(dice: Dice, kills: number, kinds: readonly FaultKind[], victims: Victims): Fault[] {
  const plan: Fault[] = [];
  const once = shuffled(dice, victims.all);
  const draw: Draw = { dice, victims, next: () => once.pop() ?? dice.pick(victims.all) };
  for (let planned = 0; planned < kills;) {
    const fault = faultOf(draw, kindOf(dice, kinds));
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

/** What a fault is drawn from. */
interface Draw {
  readonly dice: Dice;
  readonly victims: Victims;
  /** The next one to be killed. */
  readonly next: () => Victim;
}

function faultOf(draw: Draw, kind: FaultKind): Fault {
  return (MAKE[kind] as (draw: Draw) => Fault)(draw);
}

const MAKE: {
  readonly [kind in FaultKind]: (draw: Draw) => Extract<Fault, { kind: kind }>;
} = {
  kill: (draw) => {
    const { dice, next } = draw;
    const first = next();
    const victims = dice.chance(0.25) ? [first, otherThan(first, draw)] : [first];
    return { kind: 'kill', victims, downMs: whole(dice.between(0, 3_000)) };
  },
  'kill-in-recovery': (draw) => {
    const first = draw.next();
    const victims = [first, otherThan(first, draw)] as const;
    return { kind: 'kill-in-recovery', victims, afterMs: whole(draw.dice.between(300, 3_000)) };
  },
  zombie: ({ dice, victims }) => {
    const victim = dice.pick(victims.frozen);
    return { kind: 'zombie', victim, forMs: whole(dice.between(15e3, 30e3)) };
  },
  outage: ({ dice, victims }) => {
    const victim = dice.pick(victims.away);
    return { kind: 'outage', victim, forMs: whole(dice.between(30e3, 120e3)) };
  },
  'slow-database': ({ dice }) => {
    const latencyMs = whole(dice.between(20, 120));
    return { kind: 'slow-database', latencyMs, forMs: whole(dice.between(8e3, 15e3)) };
  },
  clock: ({ dice }) => ({ kind: 'clock', days: whole(dice.between(2, 6)) }),
  'full-disk': () => ({ kind: 'full-disk' }),
  operator: ({ dice }) => {
    const deed = dice.pick(['terminate', 'reset', 'delete'] as const);
    return { kind: 'operator', deed, of: dice.chance(0.8) ? 'case' : 'keeper' };
  },
};

const whole = Math.round;

function otherThan(first: Victim, { dice, victims }: Draw): Victim {
  return dice.pick(victims.all.filter((one) => one !== first));
}

function shuffled<T>(dice: Dice, all: readonly T[]): T[] {
  return [...all]
    .map((one) => ({ one, at: dice.throw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
