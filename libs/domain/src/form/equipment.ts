import type { Form, Row } from './definition.js';

/** The id of the table from which the indicators are computed, in every form that has one. */
export const EQUIPMENT = 'equipment';

/** What the rules read from one line of the equipment list. */
export interface EquipmentLine {
  readonly seq: number | null;
  readonly qty: number | null;
  readonly networkedQty: number | null;
  readonly numericallyControlled: boolean | null;
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

function lineOf(row: Row): EquipmentLine {
  const controlled = row.numericallyControlled;
  return {
    seq: wholeNumber(row.seq),
    qty: wholeNumber(row.qty),
    networkedQty: wholeNumber(row.networkedQty),
    numericallyControlled: typeof controlled === 'boolean' ? controlled : null,
  };
}

/** The equipment list of a form; parts that are no numbers are null, and so is a form without the list. */
export function equipmentOf(form: Form): readonly EquipmentLine[] | null {
  const rows: unknown = form[EQUIPMENT];
  if (!Array.isArray(rows)) return null;
  return rows.map((row: unknown) => lineOf(typeof row === 'object' && row !== null ? (row as Row) : {}));
}
