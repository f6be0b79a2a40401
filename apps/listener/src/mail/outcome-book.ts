import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryOutcome } from '@vermilion/ledger';

/** So long the first outcome waits for others, in ms: hundreds share a transaction. */
const GATHER_MS = 50;
const AGAIN_MS = 1_000;

/** Gathers what became of mails and writes it down in groups, one group at a time. What could not be written is kept and written later. */
export class OutcomeBook {
  private waiting: DeliveryOutcome[] = [];
  private writing: Promise<void> | null = null;
  private closing = false;
  private stuck = false;

  constructor(
    private readonly write: (outcomes: readonly DeliveryOutcome[]) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Whether the last group could not be written. What is sent meanwhile is sent again once its claim is over, if it is not written by then. */
  get isStuck(): boolean {
    return this.stuck;
  }

  add(outcome: DeliveryOutcome): void {
    this.waiting.push(outcome);
    if (!this.writing) this.writing = this.writeAll();
  }

  /** Resolves when all is written. What cannot be written now is left: the lease ends, and the mails are due again. */
  async settle(): Promise<void> {
    this.closing = true;
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    for (let pauseMs = GATHER_MS; this.waiting.length > 0;) {
      await sleep(pauseMs);
      const group = this.waiting;
      this.waiting = [];
      try {
        await this.write(group);
        this.stuck = false;
        pauseMs = GATHER_MS;
      } catch (error) {
        this.stuck = true;
        this.failed(error);
        if (this.closing) break;
        this.waiting = [...group, ...this.waiting];
        pauseMs = AGAIN_MS;
      }
    }
    this.writing = null;
  }
}
