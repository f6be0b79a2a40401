import { useState } from 'react';
import type { MeView } from '@vermilion/contracts';

/** A filter that somebody uses again and again, as it stands in the address. */
export interface KeptFilter {
  readonly name: string;
  readonly address: { readonly [name: string]: string };
}

const MOST = 20;

/** The kept filters with one more; under a name that is there already, it takes that one's place. */
export function withKept(filters: readonly KeptFilter[], added: KeptFilter): readonly KeptFilter[] {
  return [...filters.filter(({ name }) => name !== added.name), added].slice(-MOST);
}

/** What was kept, as far as it can be read. */
export function keptIn(text: string | null): readonly KeptFilter[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(found) ? found.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(one: unknown): one is KeptFilter {
  const { name, address } = (one ?? {}) as Partial<KeptFilter>;
  return typeof name === 'string' && typeof address === 'object';
}

/**
 * The filters that the person keeps for the post, in this browser. A filter is a convenience and an address, which can be kept as a bookmark
 * and sent to a colleague: it needs no table of its own on the server.
 */
export function useKeptFilters(me: MeView | undefined) {
  const place = ['vermilion.filters', me?.person, me?.acting?.organisation.id, me?.acting?.role].join(' ');
  const [filters, set] = useState(() => keptIn(localStorage.getItem(place)));
  const keep = (next: readonly KeptFilter[]) => {
    localStorage.setItem(place, JSON.stringify(next));
    set(next);
  };
  return {
    filters,
    add: (added: KeptFilter) => keep(withKept(filters, added)),
    remove: (gone: string) => keep(filters.filter(({ name }) => name !== gone)),
  };
}
