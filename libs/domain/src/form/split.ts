import type { FieldValue, Form, FormDefinition, Row } from './definition.js';
import { isTable } from './paths.js';

/**
 * Parts a form into what events may carry and what is kept under a person's key. A section that the definition does not know counts as
 * personal: nothing leaks by mistake.
 */
export function splitPersonal(
  definition: FormDefinition,
  form: Form,
): { readonly open: Form; readonly personal: Form } {
  const openIds = new Set(definition.sections.filter((section) => !section.personal).map((section) => section.id));
  const entries = Object.entries(form);
  return {
    open: Object.fromEntries(entries.filter(([id]) => openIds.has(id))),
    personal: Object.fromEntries(entries.filter(([id]) => !openIds.has(id))),
  };
}

function leavesOf(form: Form): Map<string, FieldValue> {
  const leaves = new Map<string, FieldValue>();
  const add = (place: string, row: Row) => {
    for (const [field, value] of Object.entries(row)) if (!isAbsent(value)) leaves.set(`${place}.${field}`, value);
  };
  for (const [id, section] of Object.entries(form)) {
    if (isTable(section)) section.forEach((row, index) => add(`${id}[${index}]`, row));
    else add(id, section);
  }
  return leaves;
}

/** A field left out, null and an empty text all say nothing. */
function isAbsent(value: FieldValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/** A list and a text that look alike are told apart; the order of choices says nothing. */
function comparable(value: FieldValue | undefined): string {
  return JSON.stringify(Array.isArray(value) ? [...(value as readonly string[])].sort() : (value ?? null));
}

/** The paths of the fields whose value differs, each once; added and removed rows give the paths of their fields. */
export function formDiff(before: Form, after: Form): string[] {
  const [old, current] = [leavesOf(before), leavesOf(after)];
  const paths = new Set([...old.keys(), ...current.keys()]);
  return [...paths].filter((path) => comparable(old.get(path)) !== comparable(current.get(path)));
}
