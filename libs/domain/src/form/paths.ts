import type { DocumentType, FieldValue, Form, FormDefinition, Row, Section } from './definition.js';

const PATH = /^([A-Za-z][\w-]*)(?:\[(0|[1-9]\d{0,5})\])?(?:\.([A-Za-z][\w-]*))?$/;
const DOCUMENT = 'document:';

interface Path {
  readonly section: string;
  readonly row: number | null;
  readonly field: string | null;
}

function parse(path: string): Path | null {
  const parts = PATH.exec(path);
  if (!parts) return null;
  return { section: parts[1] ?? '', row: parts[2] === undefined ? null : Number(parts[2]), field: parts[3] ?? null };
}

export function isTable(section: Row | readonly Row[]): section is readonly Row[] {
  return Array.isArray(section);
}

type Place = FieldValue | Row | readonly Row[];

function placeIn(section: Row | readonly Row[], { row, field }: Path): Place | undefined {
  const fields = isTable(section) ? (row === null ? undefined : section[row]) : section;
  if (field === null) return row === null ? section : fields;
  return fields && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/**
 * What a form has at `section.field`, `table[row].field` (rows from 0), or at a whole row, table or section; undefined when there is nothing.
 */
export function valueAt(form: Form, path: string): Place | undefined {
  const place = parse(path);
  if (!place || !Object.hasOwn(form, place.section)) return undefined;
  const section = form[place.section];
  if (!section || (place.row !== null && !isTable(section))) return undefined;
  return placeIn(section, place);
}

function hasPlace(section: Section, { row, field }: Path): boolean {
  if (field !== null && !section.fields.some((candidate) => candidate.id === field)) return false;
  if (!section.table) return row === null && field !== null;
  return row === null ? field === null : row < section.table.maxRows;
}

/**
 * Whether a defect may name this target: a field (`indicators.ncRate`), a table, one of its rows or the field of a row (`equipment`,
 * `equipment[3]`, `equipment[3].qty`), or a document type of the procedure (`document:audit-report`).
 */
export function knownTarget(
  definition: FormDefinition,
  documentTypes: readonly DocumentType[],
  target: string,
): boolean {
  if (target.startsWith(DOCUMENT)) return documentTypes.some((type) => type.id === target.slice(DOCUMENT.length));
  const place = parse(target);
  const section = place && definition.sections.find((candidate) => candidate.id === place.section);
  return section ? hasPlace(section, place) : false;
}

/**
 * Whether an enterprise can answer a defect at this target: the row that it names exists, and the field may change at all
 * (a confirmation that must be true cannot).
 */
export function canBeCorrected(definition: FormDefinition, form: Form, target: string): boolean {
  const place = parse(target);
  const section = place && definition.sections.find((candidate) => candidate.id === place.section);
  if (!place || !section) return true;
  if (place.row !== null && valueAt(form, `${place.section}[${place.row}]`) === undefined) return false;
  return !section.fields.some((field) => field.id === place.field && field.mustBeTrue);
}

/** Whether a place lies at or inside another: `equipment` covers `equipment[3].qty`, a whole section its fields. */
export function covers(wider: string, target: string): boolean {
  return target === wider || target.startsWith(`${wider}.`) || target.startsWith(`${wider}[`);
}
