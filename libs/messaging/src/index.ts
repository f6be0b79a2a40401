export { brokersFrom, type Connection } from './connection.js';
export { openProducer, type OutgoingMessage, type Producer } from './producer.js';
export { startConsumer, type RunningConsumer } from './consumer.js';
export { readDeadLetters } from './dead-letters.js';
export { readTopic } from './read-topic.js';
export { DependencyAway, PermanentlyBad } from './failure.js';
export type { IncomingMessage } from './message.js';
export type { Parking } from './parking.js';
