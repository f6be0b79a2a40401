export { bundleWorkflows } from './bundle.js';
export type { WorkflowDescription } from './description.js';
export { connectTemporal, gatewayOn } from './gateway.js';
export type { TemporalGateway } from './gateway.js';
export type { HistoryEntry } from './history.js';
export { runWorkers } from './workers.js';
export type { RunningWorkers, WorkersConfig } from './workers.js';
