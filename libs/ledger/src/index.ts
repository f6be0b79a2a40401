export { connect } from './connection.js';
export type { Connection, ConnectionConfig, Limits } from './connection.js';
export { instantOf } from './core/instant.js';
export { DUE_SHARDS, shardOf } from './core/shard.js';
export { migrate, pendingSchemaChanges } from './migrations/run.js';
export type { Session } from './session.js';
