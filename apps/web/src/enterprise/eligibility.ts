import { computeFigure, gateDistance, meets, type Figure, type Form, type Gate } from '@vermilion/domain';

/** What a firm answers before it begins: its machines, counted. */
export interface Counted {
  readonly all: number | null;
  readonly controlled: number | null;
  readonly networked: number | null;
}

interface Verdict {
  readonly gate: Gate;
  readonly figure: Figure;
  readonly met: boolean;
}

export type Judgement =
  | { readonly kind: 'open' }
  /** More of something than of what it is a part of. */
  | { readonly kind: 'contradiction'; readonly of: 'controlled' | 'networked' }
  | {
      readonly kind: 'judged';
      readonly verdicts: readonly Verdict[];
      /** The fewest machines that would have to change for every gate; null when all are met. */
      readonly change: { readonly controlled: number; readonly networked: number } | null;
    };

/** Judges by the rules of submission, with an equipment list of two lines that has these counts. */
export function judged(gates: readonly Gate[], { all, controlled, networked }: Counted): Judgement {
  if (all === null || controlled === null || networked === null) return { kind: 'open' };
  if (controlled > all) return { kind: 'contradiction', of: 'controlled' };
  if (networked > controlled) return { kind: 'contradiction', of: 'networked' };
  const form: Form = {
    equipment: [
      { seq: 1, qty: controlled, numericallyControlled: true, networkedQty: networked },
      { seq: 2, qty: all - controlled, numericallyControlled: false, networkedQty: 0 },
    ],
  };
  const verdicts = gates.flatMap((gate) => {
    const figure = computeFigure(gate.compute, form) ?? nothing;
    return [{ gate, figure, met: figure.denominator > 0 && meets(figure, gate.atLeastPercent) }];
  });
  return { kind: 'judged', verdicts, change: gateDistance(gates, form).change };
}

/** Nothing of nothing: no rate. */
const nothing: Figure = { numerator: 0, denominator: 0, rounded: 0 };
