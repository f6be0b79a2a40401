import { setTimeout as sleep } from 'node:timers/promises';
import type { ClockView } from '@vermilion/contracts';
import { compareInstants } from '@vermilion/domain';
import type { ApiUser } from '../support/api-client.js';
import type { Narrator } from './narrator.js';

const POLL_MS = 150;
const PATIENCE_MS = 90_000;

/** The business clock, moved by operations over HTTP. It halts at every due instant until all of it is recorded. */
export class StoryClock {
  constructor(
    private readonly operations: ApiUser,
    private readonly narrator: Narrator,
  ) {}

  read(): Promise<ClockView> {
    return this.operations.get<ClockView>('operations/clock');
  }

  /** Moves the clock to an instant and waits until it is there and nothing due is open. An instant that has passed is left alone. */
  async moveTo(instant: string): Promise<void> {
    const before = await this.read();
    if (before.mode !== 'manual')
      throw new Error('the business clock follows the machine: this story needs a manual clock');
    if (compareInstants(before.now, instant) < 0) {
      await this.operations.ask({ method: 'POST', path: 'operations/clock', body: { to: instant } });
    }
    await this.arrive(instant, before.now);
  }

  private async arrive(instant: string, from: string): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let last = from; ; await sleep(POLL_MS)) {
      const { now, target, waitingFor } = await this.read();
      if (now !== last) this.narrator.tell(now, { zh: '业务时钟走到这里', en: 'the business clock has come here' });
      last = now;
      if (compareInstants(now, instant) >= 0 && waitingFor.length === 0) return;
      if (Date.now() > deadline) {
        throw new Error(
          `the clock stands at ${now} on its way to ${target ?? instant}, waiting for ${waitingFor.join(', ') || 'nothing'}`,
        );
      }
    }
  }
}
