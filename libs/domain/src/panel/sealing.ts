import type { Person } from '../process/actor.js';
import type { EventType } from '../process/event.js';
import { organisationOf } from '../process/parties.js';
import type { Procedure } from '../process/procedure.js';
import type { CaseState, PanelState, Seat } from '../process/state.js';

/** What tells how far a panel is with its marks, or what they were. */
const TELLING: ReadonlySet<EventType> = new Set<EventType>([
  'panel.mark-submitted',
  'panel.mark-voided',
  'panel.opened',
  'panel.minute-awaited',
]);

/**
 * Whether a reader may know who has marked and, once opened, what: while the case is with the panel only the office in charge, operations
 * and audit; while the chair's minute is awaited the panel as well. From counts and times a party could infer a mark. When the panel is
 * done, everybody with access may.
 * @param token the reader's own in the present pool, null for whoever is not in it.
 * Source: research on panels §3.C (reviewers inferred from counts and averages); marks are sealed until the opening.
 */
export function watchesPanel(procedure: Procedure, state: CaseState, reader: Person, token: string | null): boolean {
  const stage = procedure.stages.find(({ id }) => id === state.stage);
  if (state.phase !== 'running' || stage?.kind !== 'panel') return true;
  const inCharge = reader.organisation === organisationOf(stage.office, state.district);
  return inCharge || reader.role === 'operations' || reader.role === 'auditor' || hasOpened(state.panel, token);
}

/**
 * Whether the whole file is open to a seat: from the signed acceptance on. Whoever is only invited sees what tells a conflict: whose
 * application it is, and from where. Source: research on expert review §1.8.
 */
export function opensFile({ status }: Pick<Seat, 'status'>): boolean {
  return status === 'accepted' || status === 'marked';
}

/** Whose own marks have been opened: the panel, while its chair owes the minute. */
function hasOpened(panel: PanelState | null, token: string | null): boolean {
  return panel?.minuteAwaited === true && panel.seats.some((seat) => seat.token === token);
}

/** Whether an event of this type is kept from whoever does not watch the panel. */
export function tellsOfMarks(type: EventType): boolean {
  return TELLING.has(type);
}
