import { filterOf, type ListFilter } from './filter.js';

const PLACE = 'vermilion.last-list';

/** Keeps which list the person works through, for as long as this tab is open. */
export function rememberList(filter: ListFilter): void {
  sessionStorage.setItem(PLACE, JSON.stringify(filter));
}

/** The list through which the person works: the next task is the next one of it. */
export function lastList(): ListFilter {
  try {
    return filterOf(JSON.parse(sessionStorage.getItem(PLACE) ?? '{}'));
  } catch {
    return filterOf({});
  }
}
