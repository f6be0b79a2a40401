import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';

export const object: Rule<'object'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const verifyObjection: Rule<'verify-objection'> = {
  open: () => refuse('not-now'),
  rule: () => refuse('not-now'),
};
export const appealObjection: Rule<'appeal-objection'> = {
  open: () => refuse('not-now'),
  rule: () => refuse('not-now'),
};
export const decideObjection: Rule<'decide-objection'> = {
  open: () => refuse('not-now'),
  rule: () => refuse('not-now'),
};
