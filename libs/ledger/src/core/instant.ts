import type { Instant } from '@vermilion/domain';

const shanghaiMs = 8 * 3_600_000;

/** A moment as the rules, the events and HTTP write it: in Asia/Shanghai, milliseconds only when there are any. */
export function instantOf(moment: Date): Instant {
  const local = new Date(moment.getTime() + shanghaiMs).toISOString();
  return `${local.slice(0, 19)}${local.slice(19, 23) === '.000' ? '' : local.slice(19, 23)}+08:00`;
}
