import type { ConsumerOptions } from './consumer-options.js';
import { readDeadLetters } from './dead-letters.js';
import { isDependencyFailure } from './failure.js';
import { reasonOf } from './key-work.js';
import type { Parked } from './parking.js';

const LOOK_EVERY_MS = 3_000;

/** Takes up parked keys again when operations ask for it: their dead letters, in order, before anything newer of the key. */
export class KeyRelease {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: ConsumerOptions,
    private readonly assigned: () => ReadonlyMap<string, readonly number[]>,
    private readonly inTurn: (place: string, work: () => Promise<void>) => Promise<void>,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.looking = this.looking
        .then(() => this.look())
        .catch((error: unknown) => {
          this.options.connection.log.warn(
            { group: this.options.group, reason: reasonOf(error) },
            'parked keys not looked at',
          );
        });
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    for (const parked of await this.options.parking.releaseRequested()) {
      // Only the holder of the partition: nobody else processes this key meanwhile.
      if (!this.assigned().get(parked.topic)?.includes(parked.partition)) continue;
      await this.inTurn(`${parked.topic}/${parked.partition}`, () => this.takeUp(parked));
    }
  }

  private async takeUp({ key, topic, offset }: Parked): Promise<void> {
    const { connection, group, parking, handle } = this.options;
    const letters = await readDeadLetters(connection, { group, topic, key, fromOffset: offset });
    try {
      for (const letter of letters) await handle([letter]);
    } catch (error) {
      if (isDependencyFailure(error)) throw error;
      await parking.releaseFailed(key, reasonOf(error));
      return;
    }
    await parking.released(key);
    connection.log.info({ group, key, messages: letters.length }, 'parked key released');
  }
}
