import type { Readable } from 'node:stream';

/** A file as it was received: its bytes are safe on disk, but not yet anybody's. */
export interface ReceivedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Where it can be read until it is kept or dropped. */
  readonly path: string;
}

/** Where documents' bytes live. */
export interface DocumentStore {
  /** Writes the stream to a safe place and hashes it on the way. @throws TooLargeError as soon as there are more bytes than allowed. */
  receive(content: Readable | AsyncIterable<Buffer>, maxBytes: number): Promise<ReceivedFile>;
  /** Gives a received file its lasting name. It survives a power cut from here on. @returns the name under which it can be read. */
  keep(file: ReceivedFile, id: string): Promise<string>;
  /** Removes a received file that nobody wants. */
  drop(file: ReceivedFile): Promise<void>;
  /** Opens a kept file for reading. */
  open(name: string): Promise<Readable>;
  /** Names of the kept files that are older than `olderThanMs`. */
  list(olderThanMs: number): Promise<readonly string[]>;
  remove(name: string): Promise<void>;
}

/** More bytes came than allowed. */
export class TooLargeError extends Error {}
