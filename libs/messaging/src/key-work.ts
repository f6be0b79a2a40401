import { isDependencyFailure, PermanentlyBad } from './failure.js';
import type { IncomingMessage } from './message.js';
import type { Handle, Parking, SetAside } from './parking.js';

/** Tries of a message whose failure explains itself neither as a bad message nor as a dependency that is away. */
const TRIES = 5;

/** Something this consumer needs does not answer: stop here, come back later, lose nothing. */
export class ComeBackLater extends Error {
  override readonly name = 'ComeBackLater';
}

/** Processes what a poll brought for one key. */
export class KeyWork {
  private readonly tries = new Map<string, number>();

  constructor(
    private readonly handle: Handle,
    private readonly parking: Parking,
    private readonly setAside: SetAside,
  ) {}

  /** @throws ComeBackLater when the messages, or some of them, must be brought again. */
  async process(messages: readonly IncomingMessage[], parked: boolean): Promise<void> {
    if (parked) return this.setAllAside(messages);
    try {
      await this.handle(messages);
    } catch (error) {
      if (isDependencyFailure(error)) throw later(error);
      await this.oneByOne(messages);
    }
  }

  /** Finds the message at fault; those before it are processed, it and those after it are set aside. */
  private async oneByOne(messages: readonly IncomingMessage[]): Promise<void> {
    for (const [index, message] of messages.entries()) {
      try {
        await this.handle([message]);
        this.tries.delete(placeOf(message));
      } catch (error) {
        if (!this.isBad(message, error)) throw later(error);
        await this.parkFrom(messages.slice(index), reasonOf(error));
        return;
      }
    }
  }

  private isBad(message: IncomingMessage, error: unknown): boolean {
    if (error instanceof PermanentlyBad) return true;
    if (isDependencyFailure(error)) return false;
    const tries = (this.tries.get(placeOf(message)) ?? 0) + 1;
    this.tries.set(placeOf(message), tries);
    return tries >= TRIES;
  }

  private async parkFrom(messages: readonly IncomingMessage[], reason: string): Promise<void> {
    const [bad, ...behind] = messages;
    if (!bad) return;
    await this.setAside(bad, reason);
    const { key, topic, partition, offset } = bad;
    await this.parking.park({ key, topic, partition, offset, reason }).catch((error: unknown) => {
      throw later(error);
    });
    this.tries.delete(placeOf(bad));
    await this.setAllAside(behind);
  }

  private async setAllAside(messages: readonly IncomingMessage[]): Promise<void> {
    for (const message of messages) await this.setAside(message, 'key is parked');
  }
}

function placeOf({ topic, partition, offset }: IncomingMessage): string {
  return `${topic}/${partition}/${offset}`;
}

/** The text of an error as it may be stored and shown: its name and message, without a stack. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown failure';
}

function later(error: unknown): ComeBackLater {
  return new ComeBackLater(reasonOf(error), { cause: error });
}
