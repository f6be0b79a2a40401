import { addDays, addWorkingDays, dateOf, laterOf, startOfDay, type Calendar, type Instant } from '@vermilion/domain';
import type { MoveClock } from '@vermilion/contracts';

const HOUR_MS = 3_600_000;

/**
 * Where a manual clock shall go. An amount counts from where it is already going; the time of day stays. A date means its beginning.
 * @param instantOf writes a moment as an instant of Asia/Shanghai
 */
export function targetOf(
  move: MoveClock,
  from: { readonly now: Instant; readonly target: Instant | null },
  calendar: Calendar,
  instantOf: (moment: Date) => Instant,
): Instant {
  if (move.to !== undefined) return move.to.length === 10 ? startOfDay(move.to) : instantOf(new Date(move.to));
  const start = from.target === null ? from.now : laterOf(from.now, from.target);
  const { count, unit } = amountIn(move.by ?? '');
  if (unit === 'h') return instantOf(new Date(Date.parse(start) + count * HOUR_MS));
  const date = dateOf(start);
  const day = unit === 'd' ? addDays(date, count) : addWorkingDays(calendar, date, count, { startDayCounts: false });
  return `${day}${start.slice(10)}`;
}

function amountIn(by: string): { count: number; unit: string } {
  const [, count, unit] = /^(\d+)(wd|d|h)$/.exec(by) ?? [];
  return { count: Number(count ?? 0), unit: unit ?? 'd' };
}
