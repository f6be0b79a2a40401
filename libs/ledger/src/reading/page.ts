/** A cursor that is not one of ours. */
export class CursorError extends Error {}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

export interface PageAsked {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** What a cursor holds: the sort key (a moment in the database's words, or nothing) and the unique id. */
const MOMENT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;
const ID = /^[\w:/#.-]{1,200}$/;

/**
 * @param sortedBy whether the list is sorted by a moment before the id
 * @returns the place after which a page begins, as `pageFrom` gave it out; null on the first page. @throws CursorError
 */
export function placeOf(page: PageAsked, sortedBy: 'moment' | 'id' = 'moment'): readonly [string, string] | null {
  if (page.after === undefined) return null;
  const [moment, id] = partsOf(page.after);
  if (typeof moment !== 'string' || typeof id !== 'string' || !ID.test(id)) throw notOurs();
  if (sortedBy === 'moment' ? !isMoment(moment) : moment !== '') throw notOurs();
  return [moment, id];
}

function notOurs(): CursorError {
  return new CursorError('the cursor is not one of ours');
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** The 31st of February is none, nor is the year 0: the database would refuse them. */
function isMoment(text: string): boolean {
  if (text === 'infinity') return true;
  const [, date = '', time = ''] = MOMENT.exec(text) ?? [];
  const at = new Date(`${date}T${time}Z`);
  return !Number.isNaN(at.getTime()) && at.getUTCFullYear() > 0 && at.toISOString().startsWith(`${date}T${time}`);
}

/** Cuts what was read (one row more than asked, if there are more) to the page. `key` gives the sort key and the unique id as text. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  page: PageAsked,
  key: (row: Row) => readonly [string, string],
  item: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(item),
    next: last ? Buffer.from(JSON.stringify(key(last))).toString('base64url') : null,
  };
}

/** Collects conditions and their parameters, so that nothing of a request ever becomes part of a statement. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly parts: string[] = [];

  /** Adds a condition; each `?` takes the next value. */
  add(condition: string, ...values: readonly unknown[]): void {
    const given = [...values];
    const numbered = condition.replace(/\?/g, () => `$${this.parameters.push(given.shift())}`);
    this.parts.push(numbered);
  }

  /** @returns the number of a further parameter, `$7`. */
  parameter(value: unknown): string {
    return `$${this.parameters.push(value)}`;
  }

  /** @returns `WHERE …`, or nothing when there is no condition. */
  toString(): string {
    return this.parts.length > 0 ? `WHERE ${this.parts.join(' AND ')}` : '';
  }
}

/** How a fragment of a name is looked for: its text for `LIKE`, and the operator. Whatever the fragment, it means itself. */
export interface Fragment {
  readonly like: string;
  readonly operator: 'LIKE' | 'ILIKE';
}

/** Chinese characters and figures have no small and great letters; where there are none, the comparison of bytes finds the same, many times as fast. */
export function fragmentOf(search: string): Fragment {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return { like, operator: search.toLowerCase() === search.toUpperCase() ? 'LIKE' : 'ILIKE' };
}
