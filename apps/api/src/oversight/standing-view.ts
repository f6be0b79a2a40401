import { AGE_STEPS, type StandingView, type UrgencyCounts } from '@vermilion/contracts';
import { urgencyAt, URGENCIES, type Instant, type Text } from '@vermilion/domain';
import type { CaseUnderWay } from '@vermilion/ledger';

const DAY_MS = 86_400_000;
/** A list for people: whoever has more than these must begin at the top anyway. */
const MOST_PRESSING = 50;

/** A case with the name of its stage. */
export interface Placed extends CaseUnderWay {
  readonly title: Text;
}

/** Whole days since an instant. */
function ageInDays(since: Instant, now: Instant): number {
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / DAY_MS));
}

/** Which step of ages so many days are, from 0: `AGE_STEPS` says where each next one begins. */
export function ageStepOf(days: number): number {
  const next = AGE_STEPS.findIndex((begin) => days < begin);
  return next < 0 ? AGE_STEPS.length : next;
}

/** How many cases have been at each stage for how long. */
export function agesOf(cases: readonly Placed[], now: Instant): StandingView['ages'] {
  return grouped(cases, ({ procedure, stage }) => `${procedure} ${stage}`).map((group) => {
    const days = group.map(({ since }) => ageInDays(since, now));
    const counts = new Array<number>(AGE_STEPS.length + 1).fill(0);
    for (const one of days) counts[ageStepOf(one)] = (counts[ageStepOf(one)] ?? 0) + 1;
    const [{ procedure, stage, title }] = group;
    return { procedure, stage: { id: stage, title }, counts, oldest: Math.max(...days) };
  });
}

/** How near to their limits the cases are, by the office that holds them and the stage. Cases that nobody's office holds are left out. */
export function heatOf(cases: readonly Placed[], now: Instant): StandingView['heat'] {
  const held = cases.filter(({ office }) => office !== null);
  return grouped(held, ({ office, stage }) => `${office?.id ?? ''} ${stage}`).flatMap((group) => {
    const [{ office, stage, title }] = group;
    return office ? [{ office, stage: { id: stage, title }, counts: countsOf(group, now) }] : [];
  });
}

/** What is late or about to be, the most pressing first. */
export function pressingOf(cases: readonly Placed[], now: Instant): StandingView['pressing'] {
  return cases
    .map(({ id, workshopName, stage, title, office, dueAt, overdue }) => ({
      caseId: id,
      workshopName,
      stage: { id: stage, title },
      office,
      dueAt,
      urgency: urgencyAt(dueAt, overdue, now),
    }))
    .filter(({ urgency }) => urgency === 'overdue' || urgency === 'soon')
    .sort(
      (one, other) =>
        URGENCIES.indexOf(one.urgency) - URGENCIES.indexOf(other.urgency) ||
        (one.dueAt ?? '').localeCompare(other.dueAt ?? ''),
    )
    .slice(0, MOST_PRESSING);
}

/** How many of the cases are late, short of time, in time, without a limit. */
export function countsOf(
  cases: readonly { readonly dueAt: Instant | null; readonly overdue: boolean }[],
  now: Instant,
): UrgencyCounts {
  const counts = { overdue: 0, soon: 0, later: 0, unlimited: 0 };
  for (const { dueAt, overdue } of cases) counts[urgencyAt(dueAt, overdue, now)] += 1;
  return counts;
}

type Group<Item> = readonly [Item, ...Item[]];

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Group<Item>[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
