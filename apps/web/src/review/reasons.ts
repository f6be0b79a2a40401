import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { Text } from '@vermilion/domain';

type Reason = string | { readonly id: string };

interface StageReasons {
  readonly id: string;
  readonly refusalGrounds?: readonly Reason[];
  readonly declineReasons?: readonly Reason[];
  readonly voidReasons?: readonly Reason[];
}

const LISTS = {
  'refuse ground': 'refusalGrounds',
  'decline-invitation reason': 'declineReasons',
  'void-marks reason': 'voidReasons',
} as const;

/** The reasons among which the procedure lets a step choose; none where it asks for free words. */
export function reasonsFor(
  step: string,
  field: string,
  view: CaseView,
  programme: ProgrammeView,
): readonly { readonly id: string; readonly text: Text }[] {
  const list = (LISTS as { readonly [key: string]: keyof StageReasons })[`${step} ${field}`];
  if (!list) return [];
  const stage = (programme.stages as unknown as readonly StageReasons[]).find(({ id }) => id === view.stage?.id);
  const ids = ((stage?.[list] ?? []) as readonly Reason[]).map((one) => (typeof one === 'string' ? one : one.id));
  return ids.map((id) => ({ id, text: programme.reasons.find((one) => one.id === id)?.text ?? { zh: id, en: id } }));
}
