import type { ProgrammeView } from '@vermilion/contracts';
import type { DocumentType, Form, FormDefinition, Gate, Row, Section } from '@vermilion/domain';

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
