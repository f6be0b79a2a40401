import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';

export const voidMarks: Rule<'void-marks'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const recordMinute: Rule<'record-minute'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
