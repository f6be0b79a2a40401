import { Registry, collectDefaultMetrics } from 'prom-client';

/** A registry of measurements for one process, with those of Node itself. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, prefix: 'vermilion_' });
  return registry;
}
