import kafkajs from 'kafkajs';
import type { Kafka as KafkaClient, LogEntry } from 'kafkajs';

const { Kafka, logLevel } = kafkajs;

/** Where this package writes what operations should read; pino has this shape. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** How to reach the brokers, and under which name. */
export interface Connection {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: Log;
}

/** Splits `host:port,host:port`, as KAFKA_BROKERS carries it. @throws when it names no broker. */
export function brokersFrom(list: string | undefined): string[] {
  const brokers = (list ?? '')
    .split(',')
    .map((broker) => broker.trim())
    .filter(Boolean);
  if (brokers.length === 0) throw new Error('KAFKA_BROKERS names no broker (host:port, separated by commas)');
  return brokers;
}

/**
 * A client that outlives a broker's restart: with many retries a consumer keeps its membership instead of coming back as a
 * new member that waits for the old one's session to end (seen: 1-5 s instead of 30-41 s).
 */
export function clientOf(connection: Connection): KafkaClient {
  return new Kafka({
    brokers: [...connection.brokers],
    clientId: connection.clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: { retries: 1_000, initialRetryTime: 100, maxRetryTime: 3_000 },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => writeEntry(connection.log, entry),
  });
}

function writeEntry(log: Log, entry: LogEntry): void {
  const { message, timestamp: _timestamp, stack: _stack, ...fields } = entry.log;
  // A broker that is away is news once, by whoever waits for it; the client says so several times a second.
  const details = { from: `kafka ${entry.namespace}`, ...fields };
  if (entry.level <= logLevel.WARN) log.debug(details, message);
  else log.info(details, message);
}
