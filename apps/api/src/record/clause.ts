import { obligations, paperWords } from '@vermilion/catalogue';
import type { Procedure } from '@vermilion/domain';
import { worded } from '../papers/words.js';

/** The clause of the policy from which a procedure comes, as papers cite it. @throws when the catalogue has lost it */
export function clauseOf({ obligation }: Procedure): string {
  const found = obligations().find(({ id }) => id === obligation);
  if (!found) throw new Error(`no obligation ${obligation}`);
  const params = { plan: `《${found.planTitle}》`, section: found.section, task: found.title };
  return worded(paperWords().basis, params);
}
