import type { DeskView } from '@vermilion/contracts';
import type { CaseState, Person } from '@vermilion/domain';
import type { EventEntry } from '@vermilion/ledger';

/** What of an event names people of an office. */
const PERSONS: readonly string[] = ['by', 'to', 'signer'];
const OF_A_DESK = /^(desk\.(?!taken-back)|application\.(passed|endorsed)$)/;

/** Who of an office does what is the office's own affair: the applicant and experts learn what was done and by which office. */
function isOfficial({ role }: Person): boolean {
  return role !== 'filler' && role !== 'approver' && role !== 'expert';
}

/** The events, for whoever is not of an office without the people behind it. */
export function withoutColleagues(events: readonly EventEntry[], reader: Person): readonly EventEntry[] {
  if (isOfficial(reader)) return events;
  return events.map((event) => {
    if (!OF_A_DESK.test(event.type)) return event;
    const data = Object.entries(event.data as object).filter(([key]) => !PERSONS.includes(key));
    return { ...event, data: Object.fromEntries(data) };
  });
}

/** The desk of the office that has the case, as the reader may see it. */
export function deskView({ desk }: CaseState, reader: Person): DeskView {
  const { assignee, delegate, signers, decided, urgedOn, raised } = desk;
  return {
    urgedOn,
    raised: raised !== null,
    people: isOfficial(reader) ? { assignee, delegate, signers: [...signers], decided } : null,
  };
}
