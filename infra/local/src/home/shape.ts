import type { PortName, Ports } from './ports.js';

/** How many of everything a system has: one of each on a desk, or as many as stand on several machines. */
export interface Shape {
  readonly name: ShapeName;
  readonly brokers: number;
  /** Processes of each app. */
  readonly replicas: number;
  /** Temporal's development server with its file, or the one for production with its tables in PostgreSQL. */
  readonly temporal: 'development' | 'production';
  /** Where the home lies in the clone unless one is named. */
  readonly home: string;
  readonly portBase: number;
}

export const SHAPE_NAMES = ['single', 'cluster'] as const;
export type ShapeName = (typeof SHAPE_NAMES)[number];

export const SHAPES: Readonly<Record<ShapeName, Shape>> = {
  single: {
    name: 'single',
    brokers: 1,
    replicas: 1,
    temporal: 'development',
    home: '.vermilion',
    portBase: 4400,
  },
  cluster: {
    name: 'cluster',
    brokers: 3,
    replicas: 2,
    temporal: 'production',
    home: '.vermilion-cluster',
    portBase: 4500,
  },
};

/** One of several equal processes. */
export interface Member {
  /** As in logs and commands: `kafka` where there is one, else `kafka-1`, `kafka-2` … */
  readonly name: string;
  /** From 1; 0 where it is the only one. */
  readonly nth: number;
}

/** From one of several to the next; fewer ports than this belong to a single system. */
const STRIDE = 20;

/** The members of a group. */
export function membersOf(group: string, count: number): Member[] {
  if (count === 1) return [{ name: group, nth: 0 }];
  return Array.from({ length: count }, (_, index) => ({ name: `${group}-${index + 1}`, nth: index + 1 }));
}

/** Where a member listens. The port of the group itself is for the only one, or for whoever stands before several. */
export function portOf(ports: Ports, group: PortName, { nth }: Pick<Member, 'nth'>): number {
  return ports[group] + nth * STRIDE;
}

/** The ports between Temporal's own services in production, behind those of the third of anything. */
export function innerTemporalPorts(ports: Ports): readonly number[] {
  const first = ports.api + 4 * STRIDE;
  return Array.from({ length: 8 }, (_, index) => first + index);
}
