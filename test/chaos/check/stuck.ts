import type { Evidence } from './evidence.js';
import type { Case, Task } from './rows.js';
import { claims, grouped, type Violation } from './violation.js';

/** The engine may still be at work on what moved so short a time ago, in seconds of the machine. */
const YOUNG = 30;
const KEEPERS = ['keeper:00-15', 'keeper:16-31', 'keeper:32-47', 'keeper:48-63'];
/** Work that an office has before it only while the case is where that work is done. */
const OFFICE_WORK = /accept|review|pass|countersign/;

/** P10: each open case has somebody who must act, a date, work of the engine that goes on, or an incident; and no work is left where it is over. */
export function stuckFaults({ cases, tasks, deadlines, incidents, workflows }: Evidence): Violation[] {
  const tasksOf = grouped(tasks, ({ case_id }) => case_id);
  const dated = new Set(deadlines.filter(({ recorded_at }) => !recorded_at).map(({ case_id }) => case_id));
  const ofCases = cases.flatMap((one) => {
    const own = tasksOf.get(one.id) ?? [];
    const raised = incidents.some(({ subject }) => subject.includes(one.id));
    return claims(
      'P10',
      one.id,
      one.phase === 'closed' ? over(own) : [...waits(one, own, dated, raised), ...past(one, own)],
    );
  });
  const away = KEEPERS.filter((keeper) => !workflows.has(keeper));
  return [...ofCases, ...away.flatMap((keeper) => claims('P10', keeper, [[true, 'does not run']]))];
}

function over(own: readonly Task[]) {
  const left = own.some(({ kind }) => OFFICE_WORK.test(kind) && !/appeal|objection/.test(kind));
  return [[left, 'is closed, and an office still has a task of it']] as const;
}

function waits(one: Case, own: readonly Task[], dated: ReadonlySet<string | null>, raised: boolean) {
  const engine = one.holder_kind === 'system';
  const somebody = own.length > 0 || dated.has(one.id) || engine || raised;
  const old = one.age > YOUNG;
  return [
    [!somebody, 'nobody must act, and nothing is due'],
    [engine && old && !raised, `waits for the engine since ${Math.round(one.age)} s`],
    [one.workflow_seq < one.stage_seq && old, 'its workflow does not know where it is'],
  ] as const;
}

function past(one: Case, own: readonly Task[]) {
  const elsewhere = own.find(({ stage }) => stage !== null && stage !== one.stage);
  return [
    [one.phase === 'running' && elsewhere !== undefined, `is in ${one.stage}, and has the task ${elsewhere?.id}`],
  ] as const;
}
