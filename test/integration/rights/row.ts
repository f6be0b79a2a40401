import type { Call } from './asking.js';
import { RELATIONS, type MatrixWorld, type Phase, type Relation } from './matrix-world.js';

/** Whose right it is: the same in every phase, or by phase. */
export type Whose = readonly Relation[] | { readonly [phase in Phase]: readonly Relation[] };

/**
 * What one operation of the OpenAPI document answers to each relation in each phase.
 *
 * - `may`: these are answered (2xx), or heard: their request fails for what is in it (400, 409, 422), since nothing is to be changed here.
 * - `barred`: these have a role that may never ask this, of no case (403).
 * - everybody else learns that there is no such thing (404), and whoever has not signed in that he must (401).
 * - `anybody`: the operation is public; nobody's answer differs from anybody's.
 * - `phases`: where it is asked; left out, it does not depend on the case and is asked once, while the panel marks.
 * - `absent`: phases in which the thing does not exist yet or any more: 404 for those who may, too.
 */
export interface Row {
  readonly operation: string;
  readonly may: Whose | 'anybody';
  readonly barred?: readonly Relation[];
  readonly phases?: readonly Phase[];
  readonly absent?: readonly Phase[];
  /** The request takes something away: each relation finds a thing of its own. */
  readonly takesAway?: true;
  readonly call: (world: MatrixWorld) => Promise<Call>;
}

export const OVERSIGHT: readonly Relation[] = ['operations', 'auditor'];
export const SIGNED_IN: readonly Relation[] = RELATIONS.filter((relation) => relation !== 'nobody');

/** Everybody who is signed in, but for these. */
export const but = (...relations: readonly Relation[]) => SIGNED_IN.filter((relation) => !relations.includes(relation));

/** Reads what is at a path. */
export const get = (path: string | ((world: MatrixWorld) => string | Promise<string>)): Row['call'] => {
  return async (world) => ({ method: 'GET', path: typeof path === 'string' ? path : await path(world) });
};
/** Asks for a change. */
export const send = (
  method: string,
  path: (world: MatrixWorld) => string | Promise<string>,
  rest: Partial<Call>,
): Row['call'] => {
  return async (world) => ({ method, path: await path(world), ...rest });
};
