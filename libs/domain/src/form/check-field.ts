import { isDate } from '../calendar/civil-day.js';
import { checkCreditCode, normaliseCreditCode } from './credit-code.js';
import type { Field, FieldType, Problem } from './definition.js';
import { problem } from './problem-codes.js';

type Check = (field: Field, value: unknown, at: string) => Problem[];

const MOBILE = /^1[3-9]\d{9}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;
const LONGEST_TEXT = 4000;
/** Control characters other than tab and line breaks, and halves of surrogate pairs: the ledger could not store them. */
const UNPRINTABLE = /\p{Cs}|(?![\t\n\r])\p{Cc}/u;

/** Decimal places of a number as it is written, so 1e-7 has seven. */
function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).toLowerCase().split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

function checkText(field: Field, value: unknown, at: string): Problem[] {
  if (typeof value !== 'string') return [problem(at, 'not-a-text')];
  const max = field.maxLength ?? LONGEST_TEXT;
  const length = [...value].length;
  if (length > max) return [problem(at, 'too-long', { length, maxLength: max })];
  return UNPRINTABLE.test(value) ? [problem(at, 'bad-characters')] : [];
}

function isOutOfRange(value: number, { min = -Infinity, max = Infinity }: Field): boolean {
  return value < min || value > max;
}

function checkNumber(field: Field, value: unknown, at: string): Problem[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [problem(at, 'not-a-number')];
  const problems: Problem[] = [];
  if (isOutOfRange(value, field)) {
    problems.push(problem(at, 'out-of-range', { value, min: field.min ?? null, max: field.max ?? null }));
  }
  if (decimalsOf(value) > (field.decimals ?? Infinity)) {
    problems.push(problem(at, 'too-many-decimals', { decimals: field.decimals ?? 0 }));
  }
  return problems;
}

function checkInteger(field: Field, value: unknown, at: string): Problem[] {
  if (typeof value === 'number' && Number.isFinite(value) && !Number.isSafeInteger(value)) {
    return [problem(at, 'not-an-integer', { value })];
  }
  return checkNumber(field, value, at);
}

function checkDate(_field: Field, value: unknown, at: string): Problem[] {
  return typeof value === 'string' && isDate(value) ? [] : [problem(at, 'not-a-date')];
}

function isChoice(field: Field, value: unknown): boolean {
  return (field.choices ?? []).some((choice) => choice.id === value);
}

function checkChoice(field: Field, value: unknown, at: string): Problem[] {
  return isChoice(field, value) ? [] : [problem(at, 'not-a-choice')];
}

function checkChoices(field: Field, value: unknown, at: string): Problem[] {
  if (!Array.isArray(value) || !value.every((item) => isChoice(field, item))) return [problem(at, 'not-a-choice')];
  return new Set(value).size < value.length ? [problem(at, 'duplicate-choice')] : [];
}

function checkBoolean(field: Field, value: unknown, at: string): Problem[] {
  if (typeof value !== 'boolean') return [problem(at, 'not-a-yes-or-no')];
  return field.mustBeTrue && !value ? [problem(at, 'not-confirmed')] : [];
}

/** Codes are stored normalised, otherwise one enterprise would be two. */
function checkCode(_field: Field, value: unknown, at: string): Problem[] {
  if (typeof value !== 'string') return [problem(at, 'not-a-text')];
  const normalised = normaliseCreditCode(value);
  const why = checkCreditCode(normalised) ?? (normalised === value ? null : 'not-normalised');
  return why ? [problem(at, 'bad-credit-code', { why })] : [];
}

function checkMobile(_field: Field, value: unknown, at: string): Problem[] {
  return typeof value === 'string' && MOBILE.test(value) ? [] : [problem(at, 'bad-mobile')];
}

function checkEmail(field: Field, value: unknown, at: string): Problem[] {
  const problems = checkText(field, value, at);
  return problems.length === 0 && !EMAIL.test(String(value)) ? [problem(at, 'bad-email')] : problems;
}

const CHECKS: { readonly [type in FieldType]: Check } = {
  text: checkText,
  integer: checkInteger,
  decimal: checkNumber,
  date: checkDate,
  choice: checkChoice,
  choices: checkChoices,
  boolean: checkBoolean,
  'credit-code': checkCode,
  mobile: checkMobile,
  email: checkEmail,
};

/** Whether a field has been left empty: not there, null, blank text or no choice at all. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** What is wrong with one filled-in value. Values of persons are never repeated in a problem. */
export function checkValue(field: Field, value: unknown, at: string): Problem[] {
  return CHECKS[field.type](field, value, at);
}
