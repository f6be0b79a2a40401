import { setTimeout as sleep } from 'node:timers/promises';

type Level = 'warn' | 'error';

export interface LoopSetting {
  /** Who works, for the log: “… could not work”. */
  readonly what: string;
  /** Between two pieces of work when there is nothing more to do at once, in ms. */
  readonly pauseMs: number;
  readonly log: { readonly [level in Level]: (context: object, message: string) => void };
  /** How bad a failure is; `warn` unless given: it is tried again. */
  readonly level?: Level;
  /** Hears of a failure beside the log. */
  readonly failed?: () => void;
}

/** Does a piece of work again and again: at once while there is more, else after a pause; a failure is logged and tried again later. */
export class Loop {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  /** @param work told when it is to end early; tells whether there is more to do at once */
  constructor(
    private readonly setting: LoopSetting,
    private readonly work: (stopping: AbortSignal) => Promise<boolean>,
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
    const { signal } = this.stopping;
    const { what, pauseMs, log, level = 'warn', failed } = this.setting;
    while (!signal.aborted) {
      const more = await this.work(signal).catch((error: unknown) => {
        failed?.();
        log[level]({ reason: error instanceof Error ? error.message : String(error) }, `${what} could not work`);
        return false;
      });
      if (!more) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
