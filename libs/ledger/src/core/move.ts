import type { Calendar, CaseState, DecidedEvent, Instant, Procedure } from '@vermilion/domain';

/** An event in its place, with the state that it leads to. */
export interface Step {
  readonly seq: number;
  /** `<stream>/<seq>` */
  readonly id: string;
  readonly event: DecidedEvent;
  readonly state: CaseState;
}

/** What one command did to a case: everything that the read tables are made of. */
export interface Move {
  readonly caseId: string;
  readonly stream: string;
  readonly procedure: Procedure;
  readonly calendar: Calendar;
  readonly before: CaseState;
  readonly after: CaseState;
  readonly steps: readonly Step[];
  /** Business time. */
  readonly at: Instant;
  /** Machine time. */
  readonly recordedAt: Date;
}

/** The data of the move's event of a type, if there is one. */
export function stepOf<T extends DecidedEvent['type']>(
  move: Move,
  type: T,
): (Step & { readonly event: Extract<DecidedEvent, { type: T }> }) | undefined {
  return move.steps.find(
    (step): step is Step & { readonly event: Extract<DecidedEvent, { type: T }> } => step.event.type === type,
  );
}
