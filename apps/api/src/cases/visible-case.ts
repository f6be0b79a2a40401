import { caseById, type CaseRecord, type EventEntry, type Session } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';

/** @throws Problem `not-found` when there is no such case, or not for the actor. */
export async function visibleCase(session: Session, id: string): Promise<CaseRecord> {
  const found = await caseById(session, id);
  if (!found) throw problem('not-found');
  return found;
}

/** The last event of one of the types. */
export function lastOf(events: readonly EventEntry[], types: readonly string[]): EventEntry | null {
  return events.findLast((event) => types.includes(event.type)) ?? null;
}
