import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';

export const askExtension: Rule<'ask-extension'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const grantExtension: Rule<'grant-extension'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const denyExtension: Rule<'deny-extension'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const redate: Rule<'redate'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
