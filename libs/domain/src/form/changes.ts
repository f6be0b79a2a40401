import type { DocumentRef, Form } from './definition.js';
import { covers, valueAt } from './paths.js';
import { formDiff } from './split.js';

/** What an application consisted of at one time, personal sections left out. */
export interface Content {
  readonly form: Form;
  readonly documents: readonly DocumentRef[];
}

/** One difference between two submissions. Documents are compared by their bytes. Of a personal section it says only that it has changed. */
export interface ContentChange {
  readonly target: string;
  readonly kind: 'field' | 'document' | 'personal';
  readonly before: unknown;
  readonly after: unknown;
  /** The defect of the return in between that had asked for it; null when nobody had. */
  readonly defect: string | null;
}

/**
 * What differs between two submissions of an application, each with the defect that it answers. `personal` names the sections outside the
 * events that have changed. Source: features.md §4 idea 5 (the reviewer sees what was changed and what was not asked for).
 */
export function contentChanges(
  before: Content,
  after: Content,
  personal: readonly string[],
  defects: readonly { readonly id: string; readonly target: string }[],
): ContentChange[] {
  const defectOf = (target: string) =>
    defects.find((defect) => covers(defect.target, target) || covers(target, defect.target))?.id ?? null;
  const fields = formDiff(before.form, after.form).map((target) => ({
    target,
    kind: 'field' as const,
    before: valueAt(before.form, target) ?? null,
    after: valueAt(after.form, target) ?? null,
    defect: defectOf(target),
  }));
  const sections = personal.map((target) => ({
    ...{ target, kind: 'personal' as const, before: null, after: null },
    defect: defectOf(target),
  }));
  return [...fields, ...sections, ...documentChanges(before, after, defectOf)];
}

function documentChanges(before: Content, after: Content, defectOf: (target: string) => string | null) {
  const types = [...new Set([...before.documents, ...after.documents].map(({ type }) => type))].sort();
  return types.flatMap((type): ContentChange[] => {
    const [old, now] = [before, after].map(({ documents }) => documents.find((one) => one.type === type) ?? null);
    if (old?.sha256 === now?.sha256) return [];
    const target = `document:${type}`;
    return [{ target, kind: 'document', before: old ?? null, after: now ?? null, defect: defectOf(target) }];
  });
}
