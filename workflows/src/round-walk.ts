import { allHandlersFinished, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import type { RoundTask, RoundView } from '@vermilion/activities';
import { forFollowers, forRounds } from './activities.js';
import { isLongRun, rejection, TRY_AGAIN } from './long-run.js';
import { renew } from './messages/application.js';
import { roundMoved, roundStanding, roundWorkflowId, type RoundInput } from './messages/round.js';
import { showRound } from './showing-round.js';

type Phase = RoundView['phase'];

/**
 * A round as its workflow walks it: what the ledger last said, and whether anything has moved since. Handlers only note that something did;
 * the one main loop looks and acts.
 */
export class RoundWalk {
  private view: RoundView | null = null;
  private stirred = false;
  private renewal = false;
  private waitingFor = '';

  constructor(private readonly roundId: string) {
    setHandler(roundMoved, () => {
      this.stirred = true;
    });
    setHandler(renew, () => {
      this.renewal = true;
    });
    setHandler(roundStanding, () => ({
      roundId,
      phase: this.view?.phase ?? null,
      stageSeq: this.view?.stageSeq ?? 0,
      waitingFor: this.waitingFor,
    }));
  }

  isIn(...phases: readonly Phase[]): boolean {
    return this.view !== null && phases.includes(this.view.phase);
  }

  /** Whether this is the work that the round waits for now. */
  owes(type: RoundTask['type']): boolean {
    return this.view?.task?.type === type;
  }

  /** Reads the round from the ledger. */
  async look(): Promise<void> {
    this.stirred = false;
    this.view = await forRounds.lookAtRound.executeWithOptions({ summary: '读取轮次状态' }, [
      { roundId: this.roundId },
    ]);
  }

  /** One step through a phase: the cases are brought along, or a round without open cases is ended, or else somebody is waited for. */
  async step(waitingFor: string): Promise<void> {
    const task = this.view?.task;
    if (task?.type === 'follow') return this.bringAlong(task);
    if (task?.type === 'complete') return this.perform('complete', '轮次办结');
    this.tell(waitingFor);
    await condition(() => this.stirred || this.mustRenew);
    return this.lookAgain();
  }

  /** Does a piece of the round's own work through the ledger, once for the round. */
  async perform(type: 'rank' | 'publish' | 'complete', summary: string): Promise<void> {
    this.tell(summary);
    const order = {
      roundId: this.roundId,
      command: { type },
      key: `${roundWorkflowId(this.roundId)}:${type}`,
    } as const;
    const reply = await forRounds.actOnRound.executeWithOptions({ summary }, [order]).catch(rejection);
    await this.look();
    if (this.owes(type)) await this.reportStuck(type, [{ key: order.key, reason: reply.reason }]);
  }

  /** Ends the workflow, when every handler has finished. */
  async end(): Promise<Phase | null> {
    this.tell('');
    await condition(allHandlersFinished);
    return this.view?.phase ?? null;
  }

  /** 随轮次推进: a batch of cases comes to where the round is. */
  private async bringAlong(task: RoundTask & { type: 'follow' }): Promise<void> {
    const summary = `带动 ${task.cases.length} 个办件随轮次推进`;
    this.tell(summary);
    const { seq, cases } = task;
    const reply = await forFollowers.followRound.executeWithOptions({ summary }, [
      { roundId: this.roundId, seq, cases },
    ]);
    await this.look();
    if (JSON.stringify(this.view?.task) !== JSON.stringify(task)) return;
    const reasonOf = (caseId: string) => reply.left.find((other) => other.caseId === caseId)?.reason ?? 'still owed';
    const keyOf = (caseId: string, at: string) =>
      `${roundWorkflowId(this.roundId)}:follow:${caseId}:follow:${seq}:${at}`;
    const stuck = cases.map(({ caseId, at }) => ({ key: keyOf(caseId, at), reason: reasonOf(caseId) }));
    await this.reportStuck('follow-round', stuck);
  }

  /** Work that was done and is owed as before is stuck: operations learn of it, and it is tried again when something moves, or later. */
  private async reportStuck(work: string, stuck: readonly { key: string; reason: string }[]): Promise<void> {
    await forRounds.reportRoundStuck.executeWithOptions({ summary: `登记异常:${work}` }, [
      { roundId: this.roundId, work, stuck },
    ]);
    await condition(() => this.stirred || this.mustRenew, TRY_AGAIN, { summary: `等待处理异常:${work}` });
    await this.lookAgain();
  }

  /** A run that has become long is handed over to a new one first. */
  private async lookAgain(): Promise<void> {
    if (this.mustRenew) await this.handOver();
    await this.look();
  }

  private tell(waitingFor: string): void {
    this.waitingFor = waitingFor;
    if (this.view) showRound(this.view, waitingFor);
  }

  private get mustRenew(): boolean {
    return this.renewal || isLongRun();
  }

  private async handOver(): Promise<never> {
    await condition(allHandlersFinished);
    return continueAsNew<(input: RoundInput) => Promise<Phase | null>>({ roundId: this.roundId });
  }
}
