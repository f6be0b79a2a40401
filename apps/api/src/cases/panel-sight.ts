import { tellsOfMarks, watchesPanel, type Person } from '@vermilion/domain';
import { tokenOf, type CaseRecord, type EventEntry, type Session } from '@vermilion/ledger';
import type { Procedures } from './procedures.js';

/** What a reader may see of the panel of a case. */
export interface PanelSight {
  /** The reader's own token in the present pool; null for whoever is not in it. */
  readonly token: string | null;
  /** Whether the reader may know how far the panel is with its marks. */
  readonly watches: boolean;
}

/** Finds out what the person may see of the panel. */
export async function sightOf(
  session: Session,
  procedures: Procedures,
  found: CaseRecord,
  person: Person,
): Promise<PanelSight> {
  const token = await tokenOf(session, found.id, found.state, person);
  return { token, watches: watchesPanel(procedures.of(found), found.state, person, token) };
}

/** The events without those that tell of the marks of the panel at work, for whoever does not watch it. */
export function withoutSealed(events: readonly EventEntry[], { watches }: PanelSight): readonly EventEntry[] {
  if (watches) return events;
  const begun = events.findLastIndex(({ type }) => type === 'stage.entered');
  return events.filter(({ type }, index) => index < begun || !tellsOfMarks(type));
}
