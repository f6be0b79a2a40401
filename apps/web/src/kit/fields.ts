import type { ProgrammeView } from '@vermilion/contracts';
import type { DocumentType, Field, FieldValue, Form, FormDefinition, Gate, Row, Section } from '@vermilion/domain';
import type { Language } from '../texts/texts.js';

/** The form of a procedure. The API sends definitions as plain data, checked at load. */
export function formOf(programme: ProgrammeView): FormDefinition {
  return programme.form as unknown as FormDefinition;
}

export function documentsOf(programme: ProgrammeView): readonly DocumentType[] {
  return programme.documents as unknown as readonly DocumentType[];
}

export function gatesOf(programme: ProgrammeView): readonly Gate[] {
  return programme.gates as unknown as readonly Gate[];
}

/** The fields of a section that is no table. */
export function rowOf(form: Form, section: Section): Row {
  const content = form[section.id];
  return content === undefined || Array.isArray(content) ? {} : (content as Row);
}

/** The rows of a section that is a table. */
export function rowsOf(form: Form, section: Section): readonly Row[] {
  const content = form[section.id];
  return Array.isArray(content) ? (content as readonly Row[]) : [];
}

/** A value as people read it, with its unit; a dash where there is none. */
export function shown(
  field: Field,
  value: FieldValue | undefined,
  language: Language,
  words: { yes: string; no: string },
): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const named = (one: string) => field.choices?.find(({ id }) => id === one)?.label[language] ?? one;
  if (Array.isArray(value)) return value.map((one) => named(String(one))).join('、');
  return `${named(String(value))}${field.unit ? ` ${field.unit[language]}` : ''}`;
}
