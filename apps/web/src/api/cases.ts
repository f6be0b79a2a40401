import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseView, DeadlineList, EventView, ProgrammeView, Receipt, StepList } from '@vermilion/contracts';
import { ask, Refused } from './client.js';
import { giveAgain, JUST_ASKED_MS, pauseBefore } from './patience.js';

const SOON_MS = 2_000;
const LATER_MS = 15_000;

/** What the system does is done in seconds; what people do, messages tell, and this is for who gets none. */
function lookAgainAfter(holder: string | undefined): number {
  return holder === 'system' || holder === 'panel' || holder === 'round' ? SOON_MS : LATER_MS;
}

export function caseQuery(id: string) {
  return queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => ask<CaseView>('GET', `cases/${id}`, { signal }),
  });
}

/** The whole case, as far as I may see it. */
export function useCase(id: string) {
  return useQuery({
    ...caseQuery(id),
    refetchInterval: ({ state: { data, error } }) =>
      data?.phase === 'closed' || isGone(error) ? false : lookAgainAfter(data?.holder?.kind),
  });
}

/** What I may not see (any more) comes back by no asking. */
function isGone(error: Error | null): boolean {
  return error instanceof Refused && error.problem.status === 404;
}

export function stepsQuery(id: string) {
  return { queryKey: ['case', id, 'steps'], queryFn: () => ask<StepList>('GET', `cases/${id}/steps`), staleTime: 0 };
}

/** What I may do with the case now. */
export function useSteps(id: string) {
  return useQuery({ ...stepsQuery(id), staleTime: JUST_ASKED_MS });
}

export function deadlinesQuery(id: string) {
  return queryOptions({
    queryKey: ['case', id, 'deadlines'],
    queryFn: () => ask<DeadlineList>('GET', `cases/${id}/deadlines`),
  });
}

/** Its dates, each with the calculation behind it. */
export function useDeadlines(id: string) {
  return useQuery(deadlinesQuery(id));
}

export function eventsQuery(id: string) {
  return queryOptions({
    queryKey: ['case', id, 'events'],
    queryFn: async () => (await ask<{ readonly items: readonly EventView[] }>('GET', `cases/${id}/events`)).items,
  });
}

/** What was decided, in order, with the opinions that I may read. */
export function useEvents(id: string) {
  return useQuery(eventsQuery(id));
}

/** A procedure as somebody names it: by its version where a case keeps one, else what is offered now. */
interface ProcedureName {
  readonly id: string;
  readonly version?: number;
}

export function programmeQuery({ id, version }: ProcedureName) {
  const path = version === undefined ? id : `${id}/${version}`;
  return {
    queryKey: ['programme', path],
    queryFn: () => ask<ProgrammeView>('GET', `programmes/${path}`),
    staleTime: Infinity,
  };
}

/** A procedure as its form, documents and stages need it. A case keeps its version for life, and that never changes. */
export function useProgramme(procedure: ProcedureName | undefined) {
  return useQuery({ ...programmeQuery(procedure ?? { id: '' }), enabled: procedure !== undefined });
}

export interface Given {
  readonly type: string;
  readonly payload: object;
  readonly expectedSeq: number;
  /** New for each action of a person, the same for its retries. */
  readonly key: string;
}

/** Gives a command; afterwards everything that shows the case is asked for anew. */
export function useCommand(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...json }: Given) => ask<Receipt>('POST', `cases/${id}/commands`, { json, key }),
    retry: giveAgain,
    retryDelay: pauseBefore,
    onSettled: () =>
      Promise.all(
        [['case', id], ['cases'], ['tasks'], ['rounds']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}
