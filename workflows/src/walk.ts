import { allHandlersFinished, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import type { ActReply, ActRequest, CaseView, SystemCommand } from '@vermilion/activities';
import type { SystemWork } from '@vermilion/domain';
import { forCases, withinTheTask } from './activities.js';
import { isLongRun, rejection, TRY_AGAIN } from './long-run.js';
import type { ApplicationInput } from './messages/application.js';
import { applicationInput, moved, renew, standing } from './messages/application.js';
import { describe, makeFindable } from './showing.js';

/** One visit to one stage. */
interface Place {
  readonly stage: string | null;
  readonly visit: number;
}

/** How a piece of system work is known: its effect within the visit (the ledger does it once), and its name for operations. */
interface Deed {
  readonly effect: string;
  readonly summary: string;
}

/**
 * A case as its workflow walks it: what the ledger last said, and the signals that came since. Handlers only note a signal; the one main
 * loop acts.
 */
export class Walk {
  private view: CaseView | null = null;
  private lastMove = 0;
  private renewal = false;
  private waitingFor = '';

  private readonly caseId: string;

  constructor(private readonly input: ApplicationInput) {
    const { caseId } = input;
    this.caseId = caseId;
    setHandler(moved, ({ stageSeq }) => {
      this.lastMove = Math.max(this.lastMove, stageSeq);
    });
    setHandler(renew, () => {
      this.renewal = true;
    });
    setHandler(standing, () => ({ caseId, ...this.here(), stageSeq: this.seen, waitingFor: this.waitingFor }));
  }

  /** Where the case is; null before submission, after the end, and when there is no case. */
  get stage(): CaseView['stage'] {
    return this.view?.stage ?? null;
  }

  get isDraft(): boolean {
    return this.view?.phase === 'draft';
  }

  get isCorrecting(): boolean {
    return this.view?.correcting ?? false;
  }

  /** Whether the stage is decided for all cases of the round together. */
  get isByRound(): boolean {
    return this.stage?.byRound ?? false;
  }

  get isDisputed(): boolean {
    return this.view?.disputed ?? false;
  }

  /** How far the panel of this visit is. */
  get seats(): CaseView['seats'] {
    return this.view?.seats ?? 'none';
  }

  /** Which panel of the visit this is, so that after a dissolved panel the next one is drawn by effects of its own. */
  get panelMark(): string {
    return this.view?.panelMark ?? '';
  }

  here(): Place {
    return { stage: this.stage?.id ?? null, visit: this.view?.visit ?? 0 };
  }

  isAt(place: Place): boolean {
    const { stage, visit } = this.here();
    return stage !== null && stage === place.stage && visit === place.visit;
  }

  /** The first piece of system work that the case waits for. */
  owes(): SystemWork | null {
    return this.view?.work[0] ?? null;
  }

  /** Reads the case from the ledger, and tells the ledger and operations what the workflow now knows. */
  async look(): Promise<void> {
    this.lastMove = 0;
    const [options, asked] = [{ summary: '读取办件状态' }, { caseId: this.caseId }] as const;
    this.view = this.input.within
      ? await withinTheTask.look.executeWithOptions(options, [asked])
      : await forCases.look.executeWithOptions(options, [asked]);
  }

  /**
   * Waits until somebody has moved the case; while it is suspended, that is the enterprise. A run that has become long is handed over to a
   * new one first.
   */
  async untilMoved(waitingFor: string): Promise<void> {
    this.tell(this.view?.suspended ? '企业修复信用' : waitingFor);
    await condition(() => this.hasMoved || this.mustRenew);
    if (this.mustRenew) await this.handOver();
    await this.look();
  }

  /**
   * Does system work through the ledger, once per visit and effect. Work that is still owed afterwards is stuck: operations get an
   * incident, and it is tried again when the case moves or some time has passed.
   */
  async perform(work: SystemWork, command: SystemCommand, { effect, summary }: Deed): Promise<void> {
    const here = this.here();
    const order = { caseId: this.caseId, command, key: `${this.caseId}:${here.stage}#${here.visit}:${effect}` };
    const reply = await this.act(order, summary).catch(rejection);
    await this.look();
    if (!this.isAt(here) || !this.stillOwes(work)) return;
    if (this.isWhole) this.tell(summary);
    await forCases.reportStuck.executeWithOptions({ summary: `登记异常:${summary}` }, [
      { ...order, reason: reply.reason },
    ]);
    await condition(() => this.hasMoved || this.mustRenew, TRY_AGAIN, { summary: `等待处理异常:${summary}` });
    if (this.mustRenew) await this.handOver();
    await this.look();
  }

  /** What is done within the task is over before anybody could look for the case by it: it is said, and no attribute is changed for it. */
  private act(order: ActRequest, summary: string): Promise<ActReply> {
    if (!this.isWhole) {
      this.tell(summary);
      return forCases.act.executeWithOptions({ summary }, [order]);
    }
    this.say(summary);
    return withinTheTask.act.executeWithOptions({ summary }, [order]);
  }

  /** Whether the engine's work is done within the workflow's own task. */
  private get isWhole(): boolean {
    return this.input.within === 'all';
  }

  /** Ends the workflow, when every handler has finished. */
  async end(): Promise<CaseView['outcome']> {
    this.tell('');
    await condition(allHandlersFinished);
    return this.view?.outcome ?? null;
  }

  /** Tells operations where the case is and what it waits for. */
  private tell(waitingFor: string): void {
    this.say(waitingFor);
    if (this.view) makeFindable(this.view);
  }

  private say(waitingFor: string): void {
    this.waitingFor = waitingFor;
    if (this.view) describe(this.view, waitingFor);
  }

  private stillOwes(work: SystemWork): boolean {
    return this.view?.work.some((other) => JSON.stringify(other) === JSON.stringify(work)) ?? false;
  }

  private get seen(): number {
    return this.view?.stageSeq ?? 0;
  }

  private get hasMoved(): boolean {
    return this.lastMove > this.seen;
  }

  private get mustRenew(): boolean {
    return this.renewal || isLongRun();
  }

  private async handOver(): Promise<never> {
    await condition(allHandlersFinished);
    return continueAsNew<(input: ApplicationInput) => Promise<CaseView['outcome']>>(applicationInput(this.caseId));
  }
}
