import type { LocalConfig } from '../home/config.js';
import { membersOf, portOf, type Member } from '../home/shape.js';

const APP_NAMES = ['api', 'relay', 'listener', 'worker'] as const;
export type AppName = (typeof APP_NAMES)[number];

/** A process of an app, and where its interface or its probes listen. */
export interface AppPlace extends Member {
  readonly app: AppName;
  readonly port: number;
}

/** The processes of the apps, as many of each as the shape says. */
export function appPlaces(
  { shape, ports }: Pick<LocalConfig, 'shape' | 'ports'>,
  apps: readonly AppName[] = APP_NAMES,
): AppPlace[] {
  return apps.flatMap((app) =>
    membersOf(app, shape.replicas).map((member) => ({ ...member, app, port: portOf(ports, app, member) })),
  );
}
