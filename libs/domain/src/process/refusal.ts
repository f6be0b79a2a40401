import type { Problem } from '../form/definition.js';

/** Why a command was not accepted. `clause` names the rule's source; `problems` lists every fault of the input at once. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly clause: string | null;
  readonly params: { readonly [name: string]: string | number | boolean | null };
  readonly problems: readonly Problem[];
}

/** Every code that `decide` can refuse with. Texts in both languages live in the error catalogue of the contracts. */
export const REFUSAL_CODES = [
  'not-found',
  'not-permitted',
  'not-now',
  'case-closed',
  'unknown-command',
  'form-invalid',
  'documents-invalid',
  'gate-not-met',
  'draft-changed',
  'correction-used-up',
  'defects-missing',
  'defect-unknown-target',
  'defects-left-open',
  'ground-unknown',
  'opinion-missing',
  'pool-too-small',
  'pool-not-frozen',
  'seed-malformed',
  'already-drawn',
  'not-on-panel',
  'already-answered',
  'declaration-missing',
  'panel-incomplete',
  'already-marked',
  'marks-invalid',
  'nothing-to-replace',
  'nothing-due',
  'not-yet-due',
  'not-overdue',
  'round-missing',
  'round-not-open',
  'round-over',
  'candidates-frozen',
  'round-faulty',
  'candidates-pending',
  'notice-end-unknown',
  'recommendation-faulty',
  'credit-veto',
  'title-already-held',
  'barred',
  'not-suspended',
  'credit-not-repaired',
  'nothing-to-waive',
  'deferral-not-allowed',
  'supply-too-wide',
  'documents-outstanding',
  'return-too-wide',
  'already-permitted',
  'self-review',
  'own-firm-listed',
  'person-unknown',
  'desk-of-another',
  'signers-pending',
  'signer-already-there',
  'signer-unknown',
  'too-late-to-take-back',
  'urged-already',
  'objection-unknown',
  'objection-incomplete',
  'objection-pending',
  'appeal-closed',
  'extension-too-long',
  'extension-used-up',
  'no-extension-asked',
  'dates-unchanged',
  'seat-unknown',
  'minute-not-awaited',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Builds a refusal; parts left out are empty. */
export function refuse(code: RefusalCode, rest: Partial<Omit<Refusal, 'code'>> = {}): Refusal {
  return { code, clause: rest.clause ?? null, params: rest.params ?? {}, problems: rest.problems ?? [] };
}

/** What a refusal says to people: the message key, its clause and its figures. @see the error catalogue for the texts. */
export function explain(refusal: Refusal): {
  key: string;
  clause: string | null;
  params: Refusal['params'];
  places: readonly string[];
} {
  return {
    key: `refusal.${refusal.code}`,
    clause: refusal.clause,
    params: refusal.params,
    places: refusal.problems.map((problem) => problem.at),
  };
}
