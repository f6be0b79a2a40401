import type { CaseView, SavedDraft } from '@vermilion/contracts';
import type { Form } from '@vermilion/domain';
import { ask, Refused } from '../api/client.js';
import type { LocalCopy, Unsaved } from './local-copy.js';
import { merged, type Conflict } from './merge.js';

type ServerDraft = NonNullable<CaseView['draft']>;

/** What stands on the page, and on which version of the server's draft. */
export interface Written extends Unsaved {
  readonly version: number;
}

/** Where this page and another one have written different things, and whose the other one is. */
export interface Differences {
  readonly places: readonly Conflict[];
  readonly by: ServerDraft['by'];
  readonly at: string;
}

/** The page as it begins: what was left in the browser goes on top of what the server has. */
interface Beginning {
  readonly written: Written;
  readonly differences: Differences | null;
  /** When what came from this browser was last kept there; null when nothing did. */
  readonly rescuedAt: number | null;
}

/** Somebody else has written at the same places: nothing is saved until a person has chosen. */
export class Contradicted extends Error {}

export function beginning(copies: readonly LocalCopy[], draft: ServerDraft | null): Beginning {
  const { form: saved, version } = draft ?? { form: {}, version: 0 };
  const base = saved;
  const { form, places } = laidOn(base, copies);
  const changed = JSON.stringify(form) !== JSON.stringify(base);
  const last = copies.at(-1);
  return {
    written: { form: changed ? form : base, base, version },
    differences: draft && differencesWith(draft, places),
    rescuedAt: changed && last ? last.keptAt : null,
  };
}

function laidOn(base: Form, copies: readonly LocalCopy[]) {
  const places: Conflict[] = [];
  let form = base;
  for (const copy of copies) {
    const result = merged(copy.base, copy.form, form);
    places.push(...result.conflicts);
    form = result.form;
  }
  return { form, places };
}

function differencesWith({ by, updatedAt }: ServerDraft, places: readonly Conflict[]): Differences | null {
  return places.length > 0 ? { places, by, at: updatedAt } : null;
}

/** The page, as saving needs it. */
export interface Page {
  readonly caseId: string;
  /** What stands on it at this moment; it may grow while something is under way. */
  readonly read: () => Written;
  readonly write: (written: Written) => void;
  readonly differ: (differences: Differences) => void;
}

/**
 * Brings what stands on the page to the server, together with what others have saved meanwhile.
 * @returns the version that the server has now
 * @throws Contradicted when others have written at the same places
 */
export async function bring(page: Page): Promise<number> {
  for (;;) {
    try {
      return await put(page);
    } catch (error) {
      if (!(error instanceof Refused && error.problem.code === 'draft-version-stale')) throw error;
    }
    if (await takeIn(page)) throw new Contradicted();
  }
}

async function put({ caseId, read, write }: Page): Promise<number> {
  const { version: ifMatch, form } = read();
  const { version } = await ask<SavedDraft>('PUT', `cases/${caseId}/form`, { json: form, ifMatch });
  write({ form: read().form, base: form, version });
  return version;
}

/** @returns whether there is something to choose */
async function takeIn({ caseId, read, write, differ }: Page): Promise<boolean> {
  const { draft } = await ask<CaseView>('GET', `cases/${caseId}`);
  if (!draft) return false;
  const theirs = draft.form as Form;
  const { form, base } = read();
  const result = merged(base, form, theirs);
  write({ form: result.form, base: theirs, version: draft.version });
  const differences = differencesWith(draft, result.conflicts);
  if (differences) differ(differences);
  return differences !== null;
}
