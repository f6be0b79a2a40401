import type { FieldValue, Form, Row } from '@vermilion/domain';

/** A place at which both sides have written something else since they last agreed. */
export interface Conflict {
  readonly at: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

interface Merged {
  readonly form: Form;
  readonly conflicts: readonly Conflict[];
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/**
 * Merges two versions of a form with the one on which both are based: what only one side has changed is taken from it; where both have changed
 * the same place, mine stands and the conflict is named. A table whose rows both sides have changed is such a place as a whole.
 */
export function merged(base: Form, mine: Form, theirs: Form): Merged {
  const conflicts: Conflict[] = [];
  const sections = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  const form = Object.fromEntries(
    sections.map((section) => [
      section,
      mergeSection(section, base[section], mine[section], theirs[section], conflicts),
    ]),
  );
  return { form: form as Form, conflicts };
}

type Content = Row | readonly Row[] | undefined;

function mergeSection(at: string, base: Content, mine: Content, theirs: Content, conflicts: Conflict[]): Content {
  if (same(mine, theirs) || same(base, mine)) return theirs;
  if (same(base, theirs)) return mine;
  if (Array.isArray(mine) || Array.isArray(theirs)) {
    conflicts.push({ at, mine, theirs });
    return mine;
  }
  return mergeFields(at, (base ?? {}) as Row, (mine ?? {}) as Row, (theirs ?? {}) as Row, conflicts);
}

function mergeFields(section: string, base: Row, mine: Row, theirs: Row, conflicts: Conflict[]): Row {
  const fields = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  const merge = (field: string): FieldValue | undefined => {
    const [was, my, their] = [base[field], mine[field], theirs[field]];
    if (same(my, their) || same(was, my)) return their;
    if (!same(was, their)) conflicts.push({ at: `${section}.${field}`, mine: my, theirs: their });
    return my;
  };
  const entries = fields.map((field) => [field, merge(field)] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Row;
}
