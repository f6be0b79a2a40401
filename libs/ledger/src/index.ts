export { connect } from './connection.js';
export type { Connection, ConnectionConfig, Limits } from './connection.js';
export { instantOf } from './core/instant.js';
export { DUE_SHARDS, shardOf } from './core/shard.js';
export { migrate, pendingSchemaChanges } from './migrations/run.js';
export type { Session } from './session.js';
export type {
  CaseDesk,
  ClockStep,
  DueBook,
  DueRung,
  Incident,
  IncidentBook,
  MissedInstant,
  Outlook,
  RungOf,
  RungOutcome,
  RungReport,
  ShardRange,
  UnresolvedCase,
} from './due/due-book.js';
export { takeFromInbox } from './notices/consumer-inbox.js';
export { dueInstantOf, eventsInCase, expertsBehind, type EventInCase } from './notices/case-at.js';
export { casesBehind } from './notices/behind.js';
export { claimDeliveries, recordNotSent, recordSent, type DueDelivery } from './notices/deliveries.js';
export {
  keepParked,
  parkKey,
  parkedKeysAmong,
  releaseKey,
  releaseRequests,
  requestRelease,
} from './notices/parked-keys.js';
export { writeNotification, type NotificationDraft } from './notices/write-notification.js';
export { openOutbox, type Outbox } from './outbox/outbox.js';
export { putIntoOutbox } from './outbox/put.js';
export { OUTBOX_SHARDS } from './outbox/shard.js';
