import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TaskView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { planFor, type BulkVerb, type Planned } from './bulk-plan.js';
import { runBulk, type Outcome } from './bulk-run.js';
import { claimTask } from './use-claim.js';

const CHANGED = [['tasks'], ['cases'], ['case'], ['rounds']];

/** What the rules allow with many tasks, doing one thing with them, and what came of each. */
export function useBulk(tasks: readonly TaskView[]) {
  const queries = useQueryClient();
  // One key for each task: tried again, it counts once.
  const [keys] = useState(() => new Map(tasks.map(({ id }) => [id, crypto.randomUUID() as string])));
  const [looked, setLooked] = useState(0);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [running, setRunning] = useState(false);
  const plan = useQuery({
    queryKey: ['bulk-plan', ...keys.values()],
    queryFn: () => planFor(queries, onePerCase(tasks), setLooked),
    staleTime: Infinity,
    gcTime: 0,
  });
  const run = async (verb: BulkVerb, payload: object, wanted: readonly Planned[]): Promise<void> => {
    setRunning(true);
    const items = wanted
      .filter(({ task }) => !isSettled(outcomes.get(task.id)))
      .map(({ task }) => ({ id: task.id, key: keys.get(task.id) ?? '', task }));
    await runBulk(
      items,
      ({ task, key }) => give(verb, payload, task, key),
      (id, outcome) => setOutcomes((before) => new Map(before).set(id, outcome)),
    );
    setRunning(false);
    await Promise.all(CHANGED.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  return { plan, looked, outcomes, running, run };
}

/** Whether it is known for good what came of it. */
export function isSettled(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && outcome.kind !== 'unanswered';
}

function give(verb: BulkVerb, payload: object, { id, caseId, seq }: TaskView, key: string): Promise<unknown> {
  if (verb === 'claim') return claimTask(id, true);
  return ask('POST', `cases/${caseId}/commands`, { json: { type: verb, payload, expectedSeq: seq }, key });
}

/** A person may have two tasks in one case; deciding upon it once is enough. */
function onePerCase(tasks: readonly TaskView[]): readonly TaskView[] {
  return [...new Map(tasks.toReversed().map((task) => [task.caseId, task])).values()].toReversed();
}
