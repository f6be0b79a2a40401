import type { Field, FieldValue } from './definition.js';

interface Words {
  readonly yes: string;
  readonly no: string;
}

/** A value of a form as people read it, with its unit; a dash where there is none. */
export function valueText(field: Field, value: FieldValue | undefined, language: 'zh' | 'en', words: Words): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const named = (one: string) => field.choices?.find(({ id }) => id === one)?.label[language] ?? one;
  if (Array.isArray(value)) return value.map((one) => named(String(one))).join('、');
  return `${named(String(value))}${field.unit ? ` ${field.unit[language]}` : ''}`;
}
