import type { CaseView, ProgrammeView, StepList } from '@vermilion/contracts';
import type { Limit, Text } from '@vermilion/domain';

interface StageData {
  readonly id: string;
  readonly title: Text;
  readonly limit: Limit | null;
  readonly next?: string;
  readonly sendsBackTo?: string;
  readonly countersign?: object | null;
  readonly correction?: { readonly limit: Limit } | null;
}

/** What follows from a step, as a sentence of the catalogue with its figures. */
export interface Consequence {
  readonly key: string;
  readonly next: Text | null;
  readonly values: { readonly [name: string]: string | number };
}

const ONWARDS = new Set(['pass', 'accept', 'countersign', 'sign']);

/** Where a step sends the case, and how long the next office has. Read from the same procedure that the server decides by. */
export function consequenceOf(
  { type }: StepList['items'][number],
  view: CaseView,
  programme: ProgrammeView,
): Consequence | null {
  const stages = programme.stages as unknown as readonly StageData[];
  const stage = stages.find(({ id }) => id === view.stage?.id);
  if (!stage) return null;
  if (type === 'return' && stage.correction)
    return { key: 'follows.return', next: null, values: { days: stage.correction.limit.amount } };
  if (type === 'pass' && stage.countersign) return { key: 'follows.countersign', next: null, values: {} };
  if (type === 'refuse') return { key: 'follows.refuse', next: null, values: {} };
  const target = type === 'send-back' ? stage.sendsBackTo : ONWARDS.has(type) ? stage.next : undefined;
  const next = stages.find(({ id }) => id === target);
  if (!next) return null;
  return next.limit
    ? { key: 'follows.next', next: next.title, values: { days: next.limit.amount } }
    : { key: 'follows.nextOpen', next: next.title, values: {} };
}
