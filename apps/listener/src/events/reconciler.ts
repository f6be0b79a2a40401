import { SYSTEM } from '@vermilion/domain';
import { casesBehind, roundsBehind, type Connection } from '@vermilion/ledger';
import { Loop, type Log } from '@vermilion/runtime';
import type { TemporalGateway } from '@vermilion/temporal';

const CASES_AT_ONCE = 100;
const ROUNDS_AT_ONCE = 20;

/** Signals once more the workflows that have been behind their cases for too long: a signal, a history or an engine was lost. */
export class Reconciler {
  /** When each running round was last asked whether it is alive, in ms of the machine. */
  private readonly asked = new Map<string, number>();
  private readonly loop: Loop;

  constructor(
    private readonly ledger: Pick<Connection, 'read'>,
    private readonly temporal: Pick<TemporalGateway, 'signalCaseMoved' | 'signalRound'>,
    private readonly afterMs: number,
    private readonly log: Log,
  ) {
    const pauseMs = Math.max(1_000, Math.min(afterMs / 4, 30_000));
    this.loop = new Loop({ what: 'reconciler', pauseMs, log }, () => this.look());
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
    await this.lookAtRounds();
    return false;
  }

  /** A round may owe its cases something although its own stream stands still: while it runs, it is asked now and then. */
  private async lookAtRounds(): Promise<void> {
    const found = await this.ledger.read(SYSTEM, (session) => roundsBehind(session, this.afterMs, ROUNDS_AT_ONCE));
    const due = (roundId: string) => Date.now() - (this.asked.get(roundId) ?? 0) >= this.afterMs;
    for (const { roundId, behind } of found.filter((round) => round.behind || due(round.roundId))) {
      await this.temporal.signalRound(roundId);
      this.asked.set(roundId, Date.now());
      if (behind) this.log.warn({ round: roundId }, 'the workflow of a round was behind and has been signalled again');
    }
  }
}
