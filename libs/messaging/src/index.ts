export { brokersFrom, type Connection, type Log } from './connection.js';
export { createTopics, deadLetterTopicOf } from './topics.js';
export { openProducer, type OutgoingMessage, type Producer } from './producer.js';
export { startConsumer, type RunningConsumer } from './consumer.js';
export type { ConsumerOptions } from './consumer-options.js';
export { readDeadLetters } from './dead-letters.js';
export { DependencyAway, PermanentlyBad } from './failure.js';
export type { IncomingMessage } from './message.js';
export type { Parked, Parking } from './parking.js';
