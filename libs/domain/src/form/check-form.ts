import { checkValue, isEmpty } from './check-field.js';
import type { Field, Form, FormDefinition, Problem, Section } from './definition.js';
import { EQUIPMENT, equipmentOf, type EquipmentLine } from './equipment.js';
import { problem } from './problem-codes.js';

type Fields = { readonly [field: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(fields: Fields, id: string): unknown {
  return Object.hasOwn(fields, id) ? fields[id] : undefined;
}

function isRequired(field: Field, fields: Fields): boolean {
  const condition = field.requiredWhen;
  return field.required || (condition !== undefined && valueOf(fields, condition.field) === condition.is);
}

function checkFields(section: Section, fields: Fields, place: string): Problem[] {
  const known = new Set(section.fields.map((field) => field.id));
  const strangers = Object.keys(fields).filter((id) => !known.has(id));
  const problems = section.fields.flatMap((field) => {
    const [at, value] = [`${place}.${field.id}`, valueOf(fields, field.id)];
    if (!isEmpty(value)) return checkValue(field, value, at);
    return isRequired(field, fields) ? [problem(at, 'missing')] : [];
  });
  return [...problems, ...strangers.map((id) => problem(`${place}.${id}`, 'unknown-field'))];
}

function checkRows(section: Section, rows: readonly unknown[], limits: NonNullable<Section['table']>): Problem[] {
  const { minRows, maxRows } = limits;
  if (rows.length < minRows) return [problem(section.id, 'too-few-rows', { rows: rows.length, minRows })];
  if (rows.length > maxRows) return [problem(section.id, 'too-many-rows', { rows: rows.length, maxRows })];
  return rows.flatMap((row, index) => {
    const place = `${section.id}[${index}]`;
    return isFields(row) ? checkFields(section, row, place) : [problem(place, 'not-a-row')];
  });
}

function checkSection(section: Section, content: unknown): Problem[] {
  if (section.table) {
    const rows = content === undefined || content === null ? [] : content;
    return Array.isArray(rows) ? checkRows(section, rows, section.table) : [problem(section.id, 'not-a-table')];
  }
  const fields = content === undefined || content === null ? {} : content;
  return isFields(fields) ? checkFields(section, fields, section.id) : [problem(section.id, 'not-fields')];
}

function checkLine(line: EquipmentLine, at: string): Problem[] {
  const { qty, networkedQty, numericallyControlled } = line;
  const problems: Problem[] = [];
  if (qty !== null && networkedQty !== null && networkedQty > qty) {
    problems.push(problem(`${at}.networkedQty`, 'more-networked-than-present', { networkedQty, qty }));
  }
  if (numericallyControlled === false && networkedQty !== null && networkedQty > 0) {
    problems.push(problem(`${at}.networkedQty`, 'networked-without-control', { networkedQty }));
  }
  return problems;
}

/** The list contradicting itself: only numerically controlled machines count as networked, and no more of them than there are. */
function checkEquipment(lines: readonly EquipmentLine[]): Problem[] {
  const firstAt = new Map<number, number>();
  return lines.flatMap((line, index) => {
    const problems = checkLine(line, `${EQUIPMENT}[${index}]`);
    if (line.seq === null) return problems;
    const first = firstAt.get(line.seq);
    if (first === undefined) firstAt.set(line.seq, index);
    else
      problems.push(
        problem(`${EQUIPMENT}[${index}].seq`, 'duplicate-sequence', { seq: line.seq, firstRow: first + 1 }),
      );
    return problems;
  });
}

/**
 * Every fault of a form at once (一次性告知), each at its field: `section.field`, `equipment[3].qty` (rows from 0). The form may be anything that was
 * sent. Sections and fields which the definition does not name are refused. Source: docs/sources.md
 */
export function checkForm(definition: FormDefinition, form: Form): Problem[] {
  const known = new Map(definition.sections.map((section) => [section.id, section]));
  const strangers = Object.keys(form).filter((id) => !known.has(id));
  const equipment = known.get(EQUIPMENT);
  const lines = equipment?.table ? (equipmentOf(form) ?? []).slice(0, equipment.table.maxRows) : [];
  return [
    ...definition.sections.flatMap((section) =>
      checkSection(section, Object.hasOwn(form, section.id) ? form[section.id] : undefined),
    ),
    ...checkEquipment(lines),
    ...strangers.map((id) => problem(id, 'unknown-section')),
  ];
}
