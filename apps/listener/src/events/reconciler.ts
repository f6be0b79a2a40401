import { SYSTEM } from '@vermilion/domain';
import { casesBehind, type Connection } from '@vermilion/ledger';
import type { Log } from '@vermilion/runtime';
import type { TemporalGateway } from '@vermilion/temporal';
import { Loop } from '../loop.js';

const CASES_AT_ONCE = 100;

/** Signals once more the workflows that have been behind their cases for too long: a signal, a history or an engine was lost. */
export class Reconciler {
  private readonly loop: Loop;

  constructor(
    private readonly ledger: Pick<Connection, 'read'>,
    private readonly temporal: Pick<TemporalGateway, 'signalCaseMoved'>,
    private readonly afterMs: number,
    private readonly log: Log,
  ) {
    this.loop = new Loop('reconciler', Math.max(1_000, Math.min(afterMs / 4, 30_000)), () => this.look(), log);
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** @returns whether there may be more. */
  async look(): Promise<boolean> {
    const behind = await this.ledger.read(SYSTEM, (session) => casesBehind(session, this.afterMs, CASES_AT_ONCE));
    for (const { caseId, stageSeq } of behind) await this.temporal.signalCaseMoved(caseId, stageSeq);
    if (behind.length > 0)
      this.log.warn({ cases: behind.length }, 'workflows were behind and have been signalled again');
    return false;
  }
}
