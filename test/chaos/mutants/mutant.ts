import type { Victim } from '../victims.js';
import type { Violation } from '../check/violation.js';
import type { Way } from '../clients.js';
import type { Fault } from '../plan.js';

/** A change of one place in a built file. `from` must stand there exactly once. */
export interface Patch {
  /** Below the root of the clone. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A fault planted on purpose, and what must find it. */
export interface Mutant {
  readonly name: string;
  /** What is broken. */
  readonly breaks: string;
  readonly patches?: readonly Patch[];
  /** Parts that must run the patched build. */
  readonly restart?: readonly Victim[];
  /** Statements of the owner of the tables, before the load, and after it. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** What the clients do; all ways that end quickly unless given. */
  readonly ways?: readonly Way[];
  /** What goes wrong while they work: after so many ms from the fault before. */
  readonly faults?: readonly (readonly [afterMs: number, fault: Fault])[];
  /** How long the system is given to come to rest, in ms. */
  readonly patienceMs?: number;
  readonly caughtBy: { readonly invariant: Violation['invariant']; readonly what: RegExp };
}
