import type { ShapeName } from '@vermilion/local';

/** What a kill can hit: a component, by its name in the running system. */
export type Victim = string;

/** What can be struck in a system, by what can happen to it. */
export interface Victims {
  readonly all: readonly Victim[];
  /** Frozen, another one takes its place: of each app that works in the background, one. */
  readonly frozen: readonly Victim[];
  /** Away for long, while the rest goes on. */
  readonly away: readonly Victim[];
  /** Who writes papers to the disk. */
  readonly writers: readonly Victim[];
}

const APPS = ['api', 'relay', 'listener', 'worker'];
const each = (group: string, count: number): Victim[] =>
  Array.from({ length: count }, (_, index) => `${group}-${index + 1}`);

export const VICTIMS: { readonly [shape in ShapeName]: Victims } = {
  single: {
    all: [...APPS, 'kafka', 'temporal', 'postgres'],
    frozen: ['relay', 'worker', 'listener'],
    away: ['kafka', 'temporal'],
    writers: ['api'],
  },
  cluster: {
    all: [...APPS.flatMap((app) => each(app, 2)), ...each('kafka', 3), 'temporal', 'postgres'],
    frozen: ['relay-1', 'worker-1', 'listener-1'],
    away: [...each('kafka', 3), 'temporal'],
    writers: each('api', 2),
  },
};
