import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';

export const permitReturn: Rule<'permit-return'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const supply: Rule<'supply'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
