import type { ComponentProps } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { Loaded } from './page-state.js';
import { Pager, usePages } from './pager.js';
import { PlainTable } from './plain-table.js';

/** Nothing is asked for again because somebody came back to the window. */
export const WHEN_ASKED = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

interface PagedTableProps<T> extends Omit<ComponentProps<typeof PlainTable<T & object>>, 'rows'> {
  /** The list, as the API names it. */
  readonly path: string;
  /** What narrows the list. Whoever narrows it anew gives the table another `key`: it begins at the first page then. */
  readonly asked?: Readonly<Record<string, string>>;
}

/** A list of which the server gives a page at a time, when it is asked for: each look may be written down. */
export function PagedTable<T extends object>({ path, asked = {}, ...table }: PagedTableProps<T>) {
  const pages = usePages();
  const query = new URLSearchParams({ ...asked, ...(pages.cursor === undefined ? {} : { after: pages.cursor }) });
  const found = useQuery({
    queryKey: [...path.split('/'), query.toString()],
    queryFn: () => ask<Page<T>>('GET', query.size === 0 ? path : `${path}?${query.toString()}`),
    ...WHEN_ASKED,
  });
  return (
    <Loaded query={found}>
      {({ items, next }) => (
        <>
          <PlainTable<T> {...table} rows={items} />
          <Pager pages={pages} next={next} />
        </>
      )}
    </Loaded>
  );
}
