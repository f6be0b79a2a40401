/** When much is said to be happening, in messages a second, and how long a partition then rests between two polls, in ms. */
export interface GatherWish {
  readonly above: number;
  readonly restMs: number;
}

const LOOK_EVERY_MS = 1_000;

/**
 * Lets polls be fewer and larger while much is happening: what belongs to one key comes together, and is worked on once. While little is
 * happening, every message is fetched at once.
 */
export class Gathering {
  private count = 0;
  private busy = false;
  private since: number;

  /** @param now the machine's time in ms */
  constructor(
    private readonly wish: GatherWish | null,
    private readonly now: () => number = Date.now,
  ) {
    this.since = now();
  }

  /** @returns how long the partition rests after a poll that brought so many messages, in ms */
  restAfter(messages: number): number {
    if (this.wish === null) return 0;
    this.count += messages;
    const passed = this.now() - this.since;
    if (passed >= LOOK_EVERY_MS) {
      this.busy = (this.count * 1_000) / passed > this.wish.above;
      this.since += passed;
      this.count = 0;
    }
    return this.busy ? this.wish.restMs : 0;
  }
}
