import type { Field, FieldValue, Form, FormDefinition, Row } from './definition.js';
import { isTable } from './paths.js';

const HIDDEN = '**';
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The first character, as people count them; empty of an empty text. */
function firstOf(text: string): string {
  return graphemes.segment(text)[Symbol.iterator]().next().value?.segment ?? '';
}

/** A name by its first character: 王** for 王小明. A name of one character shows nothing of itself, and no length is told. */
export function maskName(name: string): string {
  const first = firstOf(name.trim());
  return first === name.trim() ? HIDDEN : `${first}${HIDDEN}`;
}

/** 138****5678 of a mobile number of eleven digits; of any other nothing but that there is one. */
export function maskMobile(mobile: string): string {
  const digits = mobile.replaceAll(/[\s-]/g, '');
  return /^1\d{10}$/.test(digits) ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****`;
}

/** z***@example.com: the first character of the box, and at whom; a box of one character shows nothing of itself. */
export function maskEmail(email: string): string {
  const [box = '', ...rest] = email.trim().split('@');
  const host = rest.length === 1 ? `@${rest[0]}` : '';
  const first = firstOf(box);
  return `${first === box ? '' : first}***${host}`;
}

/**
 * The personal sections of a form as somebody reads them who has no task that needs more (个人信息保护法 第六条: no more than the purpose needs): names,
 * numbers and addresses enough to tell one from another, and no more. What the form does not know, or is no word, is left out.
 */
export function maskSections({ sections }: FormDefinition, personal: Form): Form {
  return Object.fromEntries(
    sections.flatMap(({ id, fields }) => {
      const content = personal[id];
      if (content === undefined) return [];
      return [[id, isTable(content) ? content.map((row) => maskRow(fields, row)) : maskRow(fields, content)]];
    }),
  );
}

function maskRow(fields: readonly Field[], row: Row): Row {
  return Object.fromEntries(fields.map((field) => [field.id, maskValue(field, row[field.id])]));
}

function maskValue({ type }: Field, value: FieldValue | undefined): FieldValue {
  if (typeof value !== 'string' || value === '') return null;
  if (type === 'mobile') return maskMobile(value);
  if (type === 'email') return maskEmail(value);
  return type === 'text' ? maskName(value) : null;
}
