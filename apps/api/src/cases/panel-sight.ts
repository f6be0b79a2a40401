import { opensFile, seesPlace, tellsOfMarks, watchesPanel, type Person } from '@vermilion/domain';
import { tokenOf, type CaseRecord, type EventEntry, type Session } from '@vermilion/ledger';
import type { Procedures } from './procedures.js';

/** What a reader may see of the panel of a case. */
export interface PanelSight {
  /** The reader's own token in the present pool; null for whoever is not in it. */
  readonly token: string | null;
  /** Whether the reader may know how far the panel is with its marks, and what came out. */
  readonly watches: boolean;
  /** Whether the reader may know what the panel gave and which place the case has in its round. */
  readonly seesPlace: boolean;
  /** Whether the file is open to the reader: to an expert from the signed acceptance on. */
  readonly readsFile: boolean;
}

/** Finds out what the person may see of the panel. */
export async function sightOf(
  session: Session,
  procedures: Procedures,
  found: CaseRecord,
  person: Person,
): Promise<PanelSight> {
  const token = await tokenOf(session, found.id, found.state, person);
  const procedure = procedures.of(found);
  const place = seesPlace(procedure, found.state, person);
  const own = found.state.panel?.seats.find((seat) => seat.token === token);
  return {
    token,
    watches: place && watchesPanel(procedure, found.state, person, token),
    seesPlace: place,
    readsFile: person.role !== 'expert' || (own !== undefined && opensFile(own)),
  };
}

/**
 * The events without those that tell of the marks of the panel at work, for whoever does not watch it; and until the list of the round is
 * out, without any that tells of marks or of the place.
 */
export function withoutSealed(
  events: readonly EventEntry[],
  { watches, seesPlace: place }: PanelSight,
): readonly EventEntry[] {
  if (watches) return events;
  const begun = place ? events.findLastIndex(({ type }) => type === 'stage.entered') : 0;
  return events.filter(({ type }, index) => index < begun || !(tellsOfMarks(type) || type === 'application.ranked'));
}
