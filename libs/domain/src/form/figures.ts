import type { Form, Gate } from './definition.js';
import { equipmentOf, type EquipmentLine } from './equipment.js';

/** A rate as the exact fraction it is; `rounded` is in percent, half up to two decimals, for showing and declaring only. */
export interface Figure {
  readonly numerator: number;
  readonly denominator: number;
  readonly rounded: number;
}

interface Counts {
  readonly all: number;
  readonly controlled: number;
  readonly networked: number;
}

const SHOWN_DECIMALS = 6n;

function count(lines: readonly EquipmentLine[]): Counts | null {
  let [all, controlled, networked] = [0, 0, 0];
  for (const { qty, networkedQty, numericallyControlled } of lines) {
    if (qty === null || networkedQty === null || numericallyControlled === null || qty < 0 || networkedQty < 0)
      return null;
    all += qty;
    if (!numericallyControlled) continue;
    controlled += qty;
    networked += networkedQty;
  }
  return { all, controlled, networked };
}

function fraction(numerator: number, denominator: number): Figure | null {
  if (denominator === 0 || !Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) return null;
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  const hundredths = (top * 20_000n + bottom) / (bottom * 2n);
  return { numerator, denominator, rounded: Number(hundredths) / 100 };
}

/**
 * A rate of the equipment list. 设备数控化率: numerically controlled ÷ all machines. 设备联网率: networked ÷ numerically controlled machines, not all.
 * Null when the list is missing or incomplete, or when there is nothing to divide by. Source: docs/sources.md
 */
export function computeFigure(name: Gate['compute'], form: Form): Figure | null {
  const lines = equipmentOf(form);
  const counts = lines && count(lines);
  if (!counts) return null;
  switch (name) {
    case 'numericallyControlledRate@1':
      return fraction(counts.controlled, counts.all);
    case 'networkRate@1':
      return fraction(counts.networked, counts.controlled);
  }
}

/** A decimal number such as 70 or 69.5 as integer and scale. */
function scaled(value: number): { readonly units: bigint; readonly scale: bigint } {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (!parts) throw new RangeError(`not a percentage: ${value}`);
  const decimals = parts[2] ?? '';
  return { units: BigInt((parts[1] ?? '') + decimals), scale: 10n ** BigInt(decimals.length) };
}

/** Whether the exact rate reaches the percentage: 69.996 % does not reach 70. @throws RangeError when the percentage is negative or no plain decimal. */
export function meets(figure: Figure, atLeastPercent: number): boolean {
  const { units, scale } = scaled(atLeastPercent);
  return BigInt(figure.numerator) * 100n * scale >= units * BigInt(figure.denominator);
}

/** The rate in percent for a refusal, cut off (not rounded) after six decimals, so that what fails 70 never reads 70. */
export function exactPercent(figure: Figure): string {
  const scale = 10n ** SHOWN_DECIMALS;
  const units = (BigInt(figure.numerator) * 100n * scale) / BigInt(figure.denominator);
  const decimals = String(units % scale)
    .padStart(Number(SHOWN_DECIMALS), '0')
    .replace(/0+$/, '');
  return decimals === '' ? String(units / scale) : `${units / scale}.${decimals}`;
}

/** The smallest numerator with which a rate over the denominator reaches the percentage. @throws RangeError like `meets`. */
export function least(atLeastPercent: number, denominator: number): number {
  const { units, scale } = scaled(atLeastPercent);
  const [top, bottom] = [units * BigInt(denominator), 100n * scale];
  return Number((top + bottom - 1n) / bottom);
}
