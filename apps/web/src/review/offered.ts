import type { StepList } from '@vermilion/contracts';

export type Step = StepList['items'][number];

/** An application is sent from its form, where one sees what is sent. */
const ON_THE_FORM: ReadonlySet<string> = new Set(['submit', 'correct']);

/** The steps that the page of a case offers, of those which are open to me. */
export function offeredOf(items: StepList['items']): readonly Step[] {
  return items.filter(({ type }) => !ON_THE_FORM.has(type));
}
