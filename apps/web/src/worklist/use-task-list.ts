import { useEffect, useMemo, useState } from 'react';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import type { TaskCounts, TaskView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { lastHappening } from '../api/happening.js';
import { JUST_ASKED_MS } from '../api/patience.js';
import { filterOf, queryOf, type ListFilter } from './filter.js';

interface Page {
  readonly items: readonly TaskView[];
  readonly next: string | null;
  /** By the clock of this machine. */
  readonly askedAt: number;
}

const PAGE = 50;
/** Up to so many pages are read anew by themselves; a longer list would jump under the reader's hands. */
const FEW_PAGES = 10;
const LISTS = ['task-list'];

/** How many tasks a filter finds, and how they divide. Asked for anew whenever something has happened to tasks. */
export function useTaskCounts(filter: ListFilter) {
  return useQuery({ ...countsQuery(filter), placeholderData: keepPreviousData });
}

function countsQuery(filter: ListFilter) {
  const query = queryOf(filter, true);
  return queryOptions({
    queryKey: ['tasks', 'counts', query],
    queryFn: ({ signal }) => ask<TaskCounts>('GET', `tasks/counts?${query}`, { signal }),
  });
}

function pagesQuery(query: string) {
  return infiniteQueryOptions({
    queryKey: [...LISTS, query],
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const askedAt = Date.now();
      const path = `tasks?${query}&limit=${PAGE}${pageParam === '' ? '' : `&after=${pageParam}`}`;
      return { ...(await ask<Omit<Page, 'askedAt'>>('GET', path, { signal })), askedAt };
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => (next === null ? undefined : encodeURIComponent(next)),
  });
}

/** Asks for the list of an address, and for its counts, before the page is there that shows them. */
export function aheadOfList(queries: QueryClient, address: unknown): void {
  const filter = filterOf(address);
  void queries.prefetchInfiniteQuery(pagesQuery(queryOf(filter)));
  void queries.prefetchQuery(countsQuery({ ...filter, urgency: undefined }));
}

/** The tasks of a filter, page after page as they are wanted. */
export function useTaskList(filter: ListFilter) {
  const query = queryOf(filter);
  const found = useInfiniteQuery({
    ...pagesQuery(query),
    placeholderData: keepPreviousData,
    // When it is read anew, `useRenewal` decides; comparing thousands of lines with themselves would cost more than drawing twenty.
    staleTime: Infinity,
    refetchOnMount: ({ state }) => wantsAnew(state),
    structuralSharing: false,
  });
  const pages = found.data?.pages;
  const tasks = useMemo(() => uniqueOf((pages ?? []).flatMap(({ items }) => items)), [pages]);
  return { ...found, tasks, pages: pages?.length ?? 0, askedAt: pages?.[0]?.askedAt, query };
}

/** What has just been asked ahead of the page is new enough. */
function wantsAnew({
  data,
  dataUpdatedAt,
}: {
  readonly data?: InfiniteData<Page> | undefined;
  readonly dataUpdatedAt: number;
}) {
  return (data?.pages.length ?? 0) <= FEW_PAGES && Date.now() - dataUpdatedAt > JUST_ASKED_MS ? 'always' : false;
}

/** A task that has moved down while pages were read comes twice: once is enough. */
function uniqueOf(tasks: readonly TaskView[]): readonly TaskView[] {
  return [...new Map(tasks.map((task) => [task.id, task])).values()];
}

/**
 * Keeps the list true: when something has happened to tasks, a short list is read anew at once, a long one when the reader wishes.
 * @returns whether the list may be behind, and how to read it anew from the top
 */
export function useRenewal({
  query,
  pages,
  askedAt,
  refetch,
}: Pick<ReturnType<typeof useTaskList>, 'query' | 'pages' | 'askedAt' | 'refetch'>) {
  const queries = useQueryClient();
  // Whoever comes back to a long list finds it as it was left.
  const [behind, setBehind] = useState(pages > FEW_PAGES ? query : null);
  useEffect(
    () =>
      queries.getQueryCache().subscribe((event) => {
        const happened = event.type === 'updated' && event.action.type === 'invalidate';
        if (!happened || (event.query.queryKey as readonly unknown[])[0] !== 'tasks') return;
        if (pages <= FEW_PAGES) void refetch();
        else setBehind(query);
      }),
    [queries, query, pages, refetch],
  );
  // It may have happened while the list was asked for, and nobody looked at it yet.
  useEffect(() => {
    if (askedAt !== undefined && askedAt < lastHappening(queries) && pages <= FEW_PAGES) void refetch();
  }, [queries, askedAt, pages, refetch]);
  const renew = () => {
    setBehind(null);
    void queries.resetQueries({ queryKey: [...LISTS, query] });
  };
  return { behind: behind === query, renew };
}

/** Puts what the server has said of a task into every list that shows it. */
export function useTaskUpdate() {
  const queries = useQueryClient();
  return (changed: TaskView) =>
    queries.setQueriesData<InfiniteData<Page, string>>(
      { queryKey: LISTS },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) =>
            page.items.some(({ id }) => id === changed.id)
              ? { ...page, items: page.items.map((task) => (task.id === changed.id ? changed : task)) }
              : page,
          ),
        },
    );
}
