import type { CaseBehind } from '@vermilion/ledger';
import type { IncomingMessage } from '@vermilion/messaging';
import type { TemporalGateway } from '@vermilion/temporal';
import { ledgerEventFrom, type LedgerEvent } from './ledger-event.js';
import { RoundBell } from './round-bell.js';

const REMEMBERED_STREAMS = 10_000;

/**
 * Tells the workflows of cases and rounds that something has moved: one signal for all that a poll brought of a stream, with the highest
 * stage sequence, and only when an event in it moves a workflow. What moves a case may move its round, too: the round hears of it, one
 * signal for many cases. A repeated or older event gives no signal, and neither does a move of which the case's workflow has read by itself,
 * as when its own work was the move.
 */
export class WorkflowDriver {
  private readonly told = new Map<string, number>();
  private readonly bell: RoundBell;

  /** @param isBehind whether a case's workflow has not yet read as far */
  constructor(
    private readonly temporal: Pick<TemporalGateway, 'signalCaseMoved' | 'signalRound'>,
    private readonly isBehind: (move: CaseBehind) => Promise<boolean>,
  ) {
    this.bell = new RoundBell((roundId) => temporal.signalRound(roundId));
  }

  async handle(messages: readonly IncomingMessage[]): Promise<void> {
    const waking = messages.map(ledgerEventFrom).filter((event) => event.wakes);
    const [first] = waking;
    const last = waking.reduce((highest, event) => Math.max(highest, event.stageSeq), 0);
    if (!first || last <= (this.told.get(first.stream) ?? 0)) return;
    if (first.of === 'case') await this.tellCase({ caseId: first.caseId, stageSeq: last });
    await Promise.all([...roundsOf(waking)].map((roundId) => this.bell.ring(roundId)));
    this.remember(first.stream, last);
  }

  private async tellCase(move: CaseBehind): Promise<void> {
    if (await this.isBehind(move)) await this.temporal.signalCaseMoved(move.caseId, move.stageSeq);
  }

  private remember(stream: string, stageSeq: number): void {
    this.told.delete(stream);
    this.told.set(stream, stageSeq);
    const oldest = this.told.keys().next();
    if (this.told.size > REMEMBERED_STREAMS && !oldest.done) this.told.delete(oldest.value);
  }
}

function roundsOf(events: readonly LedgerEvent[]): ReadonlySet<string> {
  const rounds = events.map((event) => (event.of === 'round' ? event.roundId : event.round));
  return new Set(rounds.filter((round) => round !== null));
}
