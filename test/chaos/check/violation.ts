/** What must not be, found in the stores. */
export interface Violation {
  /** Of the table of promises in ARCHITECTURE.md. */
  readonly invariant: 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P9' | 'P10';
  /** Case, stream or other thing that it is about. */
  readonly subject: string;
  readonly what: string;
}

/** Those of the claims that hold, as violations. */
export function claims(
  invariant: Violation['invariant'],
  subject: string,
  all: readonly (readonly [broken: boolean, what: string])[],
): Violation[] {
  return all.filter(([broken]) => broken).map(([, what]) => ({ invariant, subject, what }));
}

/** The members of each group. */
export function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}

/** Keys of which there is more than one. */
export function repeated<T>(all: readonly T[], by: (one: T) => string): string[] {
  return [...grouped(all, by)].filter(([, group]) => group.length > 1).map(([key]) => key);
}

/** One text for one JSON value: keys in order of their code units, no white space, nothing undefined. */
export function plainText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as { readonly [name: string]: unknown })
    .filter(([, content]) => content !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, content]) => `${JSON.stringify(name)}:${plainText(content)}`);
  return `{${members.join(',')}}`;
}
