import type { IncomingMessage } from '@vermilion/messaging';
import type { TemporalGateway } from '@vermilion/temporal';
import { caseEventFrom } from './case-event.js';

const REMEMBERED_CASES = 10_000;

/**
 * Tells the workflows of cases that their case has moved: one signal for all that a poll brought of a case, with the highest
 * stage sequence, and only when an event in it moves a workflow. A repeated or older event gives no signal.
 */
export class WorkflowDriver {
  private readonly told = new Map<string, number>();

  constructor(private readonly temporal: Pick<TemporalGateway, 'signalCaseMoved'>) {}

  async handle(messages: readonly IncomingMessage[]): Promise<void> {
    const waking = messages.map(caseEventFrom).filter((event) => event.wakes);
    const last = waking.reduce((highest, event) => Math.max(highest, event.stageSeq), 0);
    const caseId = waking[0]?.caseId;
    if (caseId === undefined || last <= (this.told.get(caseId) ?? 0)) return;
    await this.temporal.signalCaseMoved(caseId, last);
    this.remember(caseId, last);
  }

  private remember(caseId: string, stageSeq: number): void {
    this.told.delete(caseId);
    this.told.set(caseId, stageSeq);
    const oldest = this.told.keys().next();
    if (this.told.size > REMEMBERED_CASES && !oldest.done) this.told.delete(oldest.value);
  }
}
