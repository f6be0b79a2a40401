import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@vermilion/runtime';

/** Does a piece of work again and again: at once while there is more, else after a pause; a failure is logged and tried again later. */
export class Loop {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly what: string,
    private readonly pauseMs: number,
    private readonly work: () => Promise<boolean>,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Resolves when the piece in hand is done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const more = await this.work().catch((error: unknown) => {
        this.log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, `${this.what} could not work`);
        return false;
      });
      if (!more) await sleep(this.pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }
}
