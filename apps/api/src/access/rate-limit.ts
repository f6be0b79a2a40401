import { Injectable } from '@nestjs/common';
import { problem } from '@vermilion/runtime';

const WINDOW_MS = 60_000;

/** Counts requests by caller and minute, in this process. Zero as the limit counts nothing. */
@Injectable()
export class RateLimit {
  private counts = new Map<string, number>();
  private window = 0;

  constructor(private readonly perMinute: number) {}

  /** @throws Problem `too-many-requests` when the caller has used up the minute. */
  take(caller: string, now: number = Date.now()): void {
    if (this.perMinute === 0) return;
    const window = Math.floor(now / WINDOW_MS);
    if (window !== this.window) {
      this.window = window;
      this.counts = new Map();
    }
    const count = (this.counts.get(caller) ?? 0) + 1;
    this.counts.set(caller, count);
    if (count <= this.perMinute) return;
    const seconds = Math.ceil(((window + 1) * WINDOW_MS - now) / 1000);
    throw problem('too-many-requests', {}, { 'retry-after': String(seconds) });
  }
}
