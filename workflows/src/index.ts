export * from './messages/application.js';
export * from './messages/escalation.js';
export * from './messages/keeper.js';
export * from './messages/queues.js';
export * from './messages/round.js';
