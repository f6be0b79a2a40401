import type { QueryClient } from '@tanstack/react-query';
import { caseQuery, deadlinesQuery, eventsQuery, programmeQuery, stepsQuery } from '../api/cases.js';
import { beginsWithList } from './places.js';
import { askUnread, askWhoIAm } from './session.js';

// Asks for what a page is going to show while its script is still on the way: the page finds it there, or waits for the same answer. What is
// refused or lost here does no harm: the page asks again, and says so.

/** What surrounds every desk. */
export function aheadOfFrame(queries: QueryClient): void {
  void queries.prefetchQuery(askWhoIAm);
  void queries.prefetchQuery(askUnread);
}

/** The desk of offices: their list, in the order and under the filter of the address. */
export function aheadOfDesk(queries: QueryClient, address: unknown): void {
  void Promise.all([queries.fetchQuery(askWhoIAm), import('../worklist/use-task-list.js')])
    .then(([{ acting }, { aheadOfList }]) => acting && beginsWithList(acting.role) && aheadOfList(queries, address))
    .catch(() => undefined);
}

/** A form: the case, and the procedure that says what is asked. */
export function aheadOfForm(queries: QueryClient, id: string): void {
  void queries
    .fetchQuery(caseQuery(id))
    .then(({ procedure }) => queries.prefetchQuery(programmeQuery(procedure)))
    .catch(() => undefined);
}

/** The seat of an expert: the case, and until when. */
export function aheadOfSeat(queries: QueryClient, id: string): void {
  aheadOfForm(queries, id);
  void queries.prefetchQuery(deadlinesQuery(id));
}

/** A case, and what is shown beside it. */
export function aheadOfCase(queries: QueryClient, id: string): void {
  aheadOfSeat(queries, id);
  void queries.prefetchQuery(stepsQuery(id));
  void queries.prefetchQuery(eventsQuery(id));
}
