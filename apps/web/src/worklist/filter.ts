import { URGENCIES, type Urgency } from '@vermilion/domain';

export const SCOPES = ['due', 'mine', 'group', 'colleague'] as const;
export const SORTS = ['due', 'waiting', 'newest'] as const;
/** What the list can be narrowed to, beside whose tasks it shows. */
const NARROWINGS = ['urgency', 'stage', 'procedure', 'district', 'search'] as const;

/** What a list of tasks shows, and in which order. It stands in the address, so that it can be kept and sent to a colleague. */
export interface ListFilter {
  readonly scope: (typeof SCOPES)[number];
  readonly sort: (typeof SORTS)[number];
  readonly urgency?: Urgency | undefined;
  readonly stage?: string | undefined;
  readonly procedure?: string | undefined;
  readonly district?: string | undefined;
  readonly search?: string | undefined;
}

/** The filter that an address asks for; what it does not know, it leaves out. */
export function filterOf(address: unknown): ListFilter {
  const asked = (address ?? {}) as { readonly [name: string]: unknown };
  const narrowed = Object.fromEntries(NARROWINGS.map((name) => [name, wordOf(asked[name])]));
  return {
    ...narrowed,
    scope: oneOf(SCOPES, asked['scope']) ?? 'due',
    sort: oneOf(SORTS, asked['sort']) ?? 'due',
    urgency: oneOf(URGENCIES, asked['urgency']),
  };
}

/** What stands in the address for a filter: only what differs from the plain list. */
export function addressOf(filter: ListFilter): { readonly [name: string]: string } {
  return Object.fromEntries(entriesOf(filter).filter(([name, value]) => !(value === 'due' && isPlain(name))));
}

/** The same for the API. @param counting counts know no order */
export function queryOf(filter: ListFilter, counting = false): string {
  return new URLSearchParams(entriesOf(filter).filter(([name]) => !(counting && name === 'sort'))).toString();
}

/** Whether anything is left out that the person could see. */
export function isNarrowed(filter: ListFilter): boolean {
  return filter.scope !== 'due' || NARROWINGS.some((name) => filter[name] !== undefined);
}

function isPlain(name: string): boolean {
  return name === 'scope' || name === 'sort';
}

function entriesOf(filter: ListFilter): [string, string][] {
  return ['scope', 'sort', ...NARROWINGS].flatMap((name) => {
    const value = filter[name as keyof ListFilter];
    return value === undefined ? [] : [[name, value] as [string, string]];
  });
}

/** A number in an address is a word as well: a district is called 410122. */
function wordOf(value: unknown): string | undefined {
  const word = typeof value === 'number' ? String(value) : value;
  return typeof word === 'string' && word !== '' ? word : undefined;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}
