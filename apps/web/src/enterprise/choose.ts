import type { FieldValue, Form, Row } from '@vermilion/domain';

/** The form with something else at one place: a whole section, or a field of one. Nothing there means that the field is empty. */
export function withValue(form: Form, at: string, value: unknown): Form {
  const [section = '', field] = at.split('.');
  if (field === undefined) return { ...form, [section]: (value ?? []) as Form[string] };
  const row = (form[section] ?? {}) as Row;
  return { ...form, [section]: { ...row, [field]: (value ?? null) as FieldValue } };
}
