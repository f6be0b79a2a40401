import type { PanelStage } from '../process/procedure.js';
import type { CaseState, Seat } from '../process/state.js';

/**
 * Below five marks nothing is averaged, the panel is drawn anew (research on expert review §1.8). A panel that was drawn smaller needs all.
 */
const FEWEST = 5;

type Sized = Pick<PanelStage, 'strata' | 'quorum'>;

/** How many seats are drawn. */
export function seatsOf({ strata }: Pick<PanelStage, 'strata'>): number {
  return strata.reduce((sum, { seats }) => sum + seats, 0);
}

/** The fewest marks that may ever make a result; every seat, where the procedure names no quorum. */
export function fewestMarks(stage: Sized): number {
  const all = seatsOf(stage);
  return Math.max(stage.quorum ?? all, Math.min(FEWEST, all));
}

/** Whether these seats make a result in place of the whole panel: enough of them, and every category heard. */
function isQuorate(stage: Sized, marked: readonly Seat[]): boolean {
  return (
    marked.length >= fewestMarks(stage) &&
    stage.strata.every(({ category }) => marked.some((seat) => seat.category === category))
  );
}

/**
 * Whether the panel's marks are to be opened now: every seat has marked; or, once the stage's limit has passed, a quorum has.
 * @param late whether the limit has passed.
 */
export function isToBeOpened(stage: Sized, seats: readonly Seat[], late: boolean): boolean {
  const marked = seats.filter(({ status }) => status === 'marked');
  return marked.length > 0 && (marked.length === seats.length || (late && isQuorate(stage, marked)));
}

/** Whether the running stage's limit has passed. */
export function isLate({ limits, stage }: Pick<CaseState, 'limits' | 'stage'>): boolean {
  return limits.some(({ subject, lapsed }) => lapsed !== null && subject.of === 'stage' && subject.stage === stage);
}
