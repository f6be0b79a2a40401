import { defineSignal } from '@temporalio/workflow';
import type { Rung } from '@vermilion/domain';

/** One responsible bureau's missed instant: the obligation of the catalogue and the instant at which the limits ended. */
export interface EscalationInput {
  readonly obligation: string;
  readonly dueAt: string;
}

export interface RungDue {
  readonly rung: Rung['id'];
}

/** The type under which Temporal knows the escalation workflow. Its id is the owner of the due rows: `escalation:smart-t2:2018-03-10T00`. */
export const ESCALATION = 'escalation';

/** A keeper found that the waiting time of this rung is over. */
export const rungDue = defineSignal<[RungDue]>('rungDue');
