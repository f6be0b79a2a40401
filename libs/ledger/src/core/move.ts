import type { Calendar, CaseState, DecidedEvent, DueRow, Instant, Procedure } from '@vermilion/domain';

/** An event in its place, with the state that it leads to. */
export interface Step<Event = DecidedEvent, State = CaseState> {
  readonly seq: number;
  /** `<stream>/<seq>` */
  readonly id: string;
  readonly event: Event;
  readonly state: State;
}

/** The events of one command behind a state, each in its place. */
export function stepsFrom<Event, State extends { readonly seq: number }>(
  stream: string,
  before: State,
  events: readonly Event[],
  evolve: (state: State, event: Event) => State,
): Step<Event, State>[] {
  const steps: Step<Event, State>[] = [];
  for (const event of events) {
    const state = evolve(steps.at(-1)?.state ?? before, event);
    steps.push({ seq: state.seq, id: `${stream}/${state.seq}`, event, state });
  }
  return steps;
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

/** A move with the due rows that the case has after it. */
export interface DatedMove extends Move {
  readonly rows: readonly DueRow[];
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
