import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';

export const appeal: Rule<'appeal'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const decideAppeal: Rule<'decide-appeal'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
