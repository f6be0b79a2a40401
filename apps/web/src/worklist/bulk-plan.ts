import type { QueryClient } from '@tanstack/react-query';
import type { StepList, TaskView } from '@vermilion/contracts';
import { stepsQuery } from '../api/cases.js';

/** What can be done with many at once: one opinion is enough for each of them. */
const BULK_STEPS = ['accept', 'pass', 'countersign', 'transfer'] as const;
type BulkStep = (typeof BULK_STEPS)[number];
/** Claiming is no step of the rules: it gives no right, and takes none. */
export type BulkVerb = 'claim' | BulkStep;

/** A task with what the rules let me do with its case now. */
export interface Planned {
  readonly task: TaskView;
  readonly steps: StepList['items'];
  /** Since the list was read something has happened to the case: whoever decides must look at it first. */
  readonly moved: boolean;
}

/** Asks the rules about each task, a few at a time. */
export async function planFor(
  queries: QueryClient,
  tasks: readonly TaskView[],
  tell: (looked: number) => void,
): Promise<readonly Planned[]> {
  const waiting = [...tasks];
  const planned = new Map<string, Planned>();
  const work = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const { seq, items } = await queries.fetchQuery(stepsQuery(task.caseId));
      planned.set(task.id, { task, steps: items, moved: seq !== task.seq });
      tell(planned.size);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return tasks.flatMap(({ id }) => planned.get(id) ?? []);
}

/** Those with which the verb can be done, by the same rules that the server decides by, and those with which it cannot. */
export function dividedBy(
  verb: BulkVerb,
  planned: readonly Planned[],
): { readonly able: readonly Planned[]; readonly unable: readonly Planned[] } {
  const can = ({ task, steps, moved }: Planned) =>
    verb === 'claim' ? task.claimed === 'no' : !moved && steps.some(({ type }) => type === verb);
  return { able: planned.filter(can), unable: planned.filter((one) => !can(one)) };
}

/** What may be offered: every verb that at least one of the tasks allows. */
export function verbsFor(planned: readonly Planned[]): readonly BulkVerb[] {
  return (['claim', ...BULK_STEPS] as const).filter((verb) => dividedBy(verb, planned).able.length > 0);
}
