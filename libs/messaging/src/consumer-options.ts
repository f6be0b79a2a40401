import type { Connection } from './connection.js';
import type { GatherWish } from './gathering.js';
import type { Handle, Parking } from './parking.js';

/** A consumer group's part in this process. */
export interface ConsumerOptions {
  readonly connection: Connection;
  readonly group: string;
  readonly topics: readonly string[];
  readonly handle: Handle;
  readonly parking: Parking;
  /** Called once when consuming cannot go on in this process: end it, so that another takes over. */
  readonly onFatal: (reason: string) => void;
  /** Keys processed side by side within a partition; default 4. */
  readonly keysAtOnce?: number;
  /** When polls become fewer and larger; default never. */
  readonly gather?: GatherWish;
  /** How long there may be lag without progress, in ms; default 60,000. */
  readonly patienceMs?: number;
}
