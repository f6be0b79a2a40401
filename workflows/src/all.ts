/** The workflows as the workers bundle them; each is known to Temporal by the name of its function. */
export { application } from './application.js';
export { escalation } from './escalation.js';
export { keeper } from './keeper.js';
export { keeperWatch } from './keeper-watch.js';
export { round } from './round.js';
