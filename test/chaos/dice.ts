/** Chance that can be repeated: the same seed gives the same throws (mulberry32). */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to below 1. */
  throw(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + this.throw() * (most - least);
  }

  chance(probability: number): boolean {
    return this.throw() < probability;
  }

  /** @throws when there is nothing to choose from. */
  pick<T>(among: readonly T[]): T {
    const picked = among[Math.floor(this.throw() * among.length)];
    if (picked === undefined) throw new Error('nothing to choose from');
    return picked;
  }

  /** Dice of their own for somebody whose pace is his own. */
  forked(): Dice {
    return new Dice(Math.floor(this.throw() * 4_294_967_296));
  }
}
