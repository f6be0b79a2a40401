import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';

export const transfer: Rule<'transfer'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const delegate: Rule<'delegate'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const endDelegation: Rule<'end-delegation'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const addSigner: Rule<'add-signer'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const removeSigner: Rule<'remove-signer'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const giveOpinion: Rule<'give-opinion'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const takeBack: Rule<'take-back'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
export const urge: Rule<'urge'> = { open: () => refuse('not-now'), rule: () => refuse('not-now') };
