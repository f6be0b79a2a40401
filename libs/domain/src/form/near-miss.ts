import type { Form, Gate } from './definition.js';
import { equipmentOf } from './equipment.js';
import { computeFigure, exactPercent, least } from './figures.js';
import { valueAt } from './paths.js';

/** The smallest change of the equipment that lets every gate pass, the number of machines staying as it is. */
export interface EquipmentChange {
  /** So many more machines under numerical control. */
  readonly controlled: number;
  /** So many more machines in the network, among those under numerical control by then. */
  readonly networked: number;
}

/** A gate that fails, with the figures by which it does. */
export interface GateMiss {
  readonly gate: string;
  readonly numerator: number;
  readonly denominator: number;
  /** In percent, cut off after six decimals. */
  readonly computed: string;
  readonly atLeast: number;
  /** The numerator that would pass at the same denominator, and what is missing to it. */
  readonly needed: number;
  readonly missing: number;
}

/** A declared figure that the equipment list does not give. */
export interface DeclarationMiss {
  readonly gate: string;
  readonly at: string;
  readonly declared: number;
  readonly computed: number;
}

/** How far a form is from passing its gates. */
interface GateDistance {
  readonly gates: readonly GateMiss[];
  readonly declarations: readonly DeclarationMiss[];
  /** Null when every gate passes, when the list is incomplete, or when there is no machine at all. */
  readonly change: EquipmentChange | null;
}

interface Counts {
  readonly all: number;
  readonly controlled: number;
  readonly networked: number;
}

/** Which machines count above and below the line of each rate, and how a missing one is made. */
const RATES: {
  readonly [compute in Gate['compute']]: {
    readonly of: (counts: Counts) => readonly [numerator: number, denominator: number];
    readonly raise: (counts: Counts, by: number) => Counts;
  };
} = {
  'numericallyControlledRate@1': {
    of: ({ all, controlled }) => [controlled, all],
    raise: (counts, by) => ({ ...counts, controlled: counts.controlled + by }),
  },
  'networkRate@1': {
    of: ({ controlled, networked }) => [networked, controlled],
    raise: (counts, by) => ({ ...counts, networked: counts.networked + by }),
  },
};

/** A rate whose denominator another one raises comes after it. */
const ORDER: readonly Gate['compute'][] = ['numericallyControlledRate@1', 'networkRate@1'];

/**
 * 差一点报告, the part of the gates: which fail, by which figures, and the smallest change that would pass: fewest machines to be put under
 * control at the same total, then fewest to be networked among all that are under control by then. One machine less fails.
 * Source: the procedure's gates; features.md §4 idea 3.
 */
export function gateDistance(gates: readonly Gate[], form: Form): GateDistance {
  const present = countsOf(form);
  const declarations = gates.flatMap((gate) => declarationMiss(gate, form));
  if (!present) return { gates: [], declarations, change: null };
  const misses = gates.flatMap((gate) => gateMiss(gate, form));
  const after = enough(gates, present);
  const change = after && {
    controlled: after.controlled - present.controlled,
    networked: after.networked - present.networked,
  };
  const none = !change || change.controlled + change.networked === 0;
  return { gates: misses, declarations, change: none ? null : change };
}

/** The counts with which every gate passes; null when no change at the same total can reach that. */
function enough(gates: readonly Gate[], present: Counts): Counts | null {
  const sorted = [...gates].sort((a, b) => ORDER.indexOf(a.compute) - ORDER.indexOf(b.compute));
  let counts: Counts | null = present.all > 0 ? withOneControlled(sorted, present) : null;
  for (const gate of sorted) counts = counts && raised(gate, counts);
  return counts;
}

/** A network rate needs something to divide by. */
function withOneControlled(gates: readonly Gate[], counts: Counts): Counts {
  const divides = gates.some(({ compute }) => compute === 'networkRate@1');
  return divides && counts.controlled === 0 ? { ...counts, controlled: 1 } : counts;
}

function raised({ compute, atLeastPercent }: Gate, counts: Counts): Counts | null {
  const rate = RATES[compute];
  const [numerator, denominator] = rate.of(counts);
  const needed = least(atLeastPercent, denominator);
  if (needed > denominator) return null;
  return rate.raise(counts, Math.max(0, needed - numerator));
}

function gateMiss({ id, compute, atLeastPercent }: Gate, form: Form): GateMiss[] {
  const figure = computeFigure(compute, form);
  if (!figure) return [];
  const { numerator, denominator } = figure;
  const needed = least(atLeastPercent, denominator);
  if (numerator >= needed) return [];
  return [
    {
      gate: id,
      numerator,
      denominator,
      computed: exactPercent(figure),
      atLeast: atLeastPercent,
      needed,
      missing: needed - numerator,
    },
  ];
}

function declarationMiss({ id, compute, declaredAt }: Gate, form: Form): DeclarationMiss[] {
  const [figure, declared] = [computeFigure(compute, form), valueAt(form, declaredAt)];
  if (!figure || typeof declared !== 'number' || declared === figure.rounded) return [];
  return [{ gate: id, at: declaredAt, declared, computed: figure.rounded }];
}

function countsOf(form: Form): Counts | null {
  const lines = equipmentOf(form);
  if (!lines) return null;
  let counts: Counts = { all: 0, controlled: 0, networked: 0 };
  for (const { qty, networkedQty, numericallyControlled } of lines) {
    if (qty === null || networkedQty === null || numericallyControlled === null) return null;
    const under = numericallyControlled ? 1 : 0;
    counts = {
      all: counts.all + qty,
      controlled: counts.controlled + under * qty,
      networked: counts.networked + under * networkedQty,
    };
  }
  return counts;
}
