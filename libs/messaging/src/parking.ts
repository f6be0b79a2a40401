import type { IncomingMessage } from './message.js';

/** A message that cannot be processed; its key waits from here on. */
export interface Parked {
  readonly key: string;
  readonly topic: string;
  readonly partition: number;
  /** Of the message that could not be processed. */
  readonly offset: string;
  readonly reason: string;
}

/** The consumer's own memory of the keys that wait; kept in the same database as its effects. */
export interface Parking {
  /** @returns those of the keys that wait at present. */
  parkedAmong(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Remembers the key and opens an incident; a repeated call changes nothing. */
  park(parked: Parked): Promise<void>;
  /** The keys that operations want to be taken up again. */
  releaseRequested(): Promise<readonly Parked[]>;
  /** The key's messages have all been processed: it no longer waits, and its incident is closed. */
  released(key: string): Promise<void>;
  /** A message of the key failed again: it goes on waiting until the next request. */
  releaseFailed(key: string, reason: string): Promise<void>;
}

/** Takes a message out of the stream, to `<topic>.dlq`, with why and where it was. */
export type SetAside = (message: IncomingMessage, reason: string) => Promise<void>;

/** Processes messages of one key, in order; resolves when their effects are committed. Throws PermanentlyBad for one that cannot be. */
export type Handle = (messages: readonly IncomingMessage[]) => Promise<void>;
