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
  { type }: Pick<StepList['items'][number], 'type'>,
  view: Pick<CaseView, 'stage'>,
  programme: ProgrammeView | undefined,
): Consequence | null {
  if (type === 'withdraw') return { key: 'follows.withdraw', next: null, values: {} };
  const stages = (programme?.stages ?? []) as unknown as readonly StageData[];
  const stage = stages.find(({ id }) => id === view.stage?.id);
  if (!stage) return null;
  return withinStage(type, stage) ?? arrival(stages.find(({ id }) => id === targetOf(type, stage)));
}

/** What follows although the case goes to no other stage, or before it does. */
function withinStage(type: string, { correction, countersign }: StageData): Consequence | null {
  if (type === 'return' && correction)
    return { key: 'follows.return', next: null, values: { days: correction.limit.amount } };
  if (type === 'pass' && countersign) return { key: 'follows.countersign', next: null, values: {} };
  return type === 'refuse' ? { key: 'follows.refuse', next: null, values: {} } : null;
}

function targetOf(type: string, { sendsBackTo, next }: StageData): string | undefined {
  if (type === 'send-back') return sendsBackTo;
  return ONWARDS.has(type) ? next : undefined;
}

function arrival(next: StageData | undefined): Consequence | null {
  if (!next) return null;
  return next.limit
    ? { key: 'follows.next', next: next.title, values: { days: next.limit.amount } }
    : { key: 'follows.nextOpen', next: next.title, values: {} };
}
