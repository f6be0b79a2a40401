import { accepting } from './accepting.js';
import type { Flow } from './flow.js';
import { districtReviewer, expert, financeReviewer, leader, marksOf, pool } from './small-people.js';

/** Walks a case of the small procedure through what comes before the part that a test is about. */
export function storyOn(flow: Flow) {
  const seats = (caseId: string) => flow.ledger.stored(caseId).state.panel?.seats ?? [];
  const drawn = (caseId: string) =>
    flow.until(
      'the panel is drawn',
      () => seats(caseId).length > 0 && seats(caseId).every(({ status }) => status === 'invited'),
    );

  /** Passed by the district; the pool has these experts, all without conflicts. */
  async function atPanel(technical: number, finance: number): Promise<string> {
    flow.ledger.experts = pool(technical, finance);
    const caseId = await flow.submitted();
    await flow.give(caseId, { type: 'accept' }, districtReviewer);
    await flow.give(caseId, { type: 'pass', opinion: '同意' }, districtReviewer);
    await flow.give(caseId, { type: 'countersign', opinion: '同意' }, financeReviewer);
    return caseId;
  }

  const answer = (caseId: string, seat: number, command: Parameters<Flow['give']>[1]) =>
    flow.give(caseId, command, expert(flow.ledger.expertOn(caseId, seat)));

  return {
    atPanel,
    drawn,
    seats,
    accept: (caseId: string, seat: number) => answer(caseId, seat, accepting),
    decline: (caseId: string, seat: number) => answer(caseId, seat, { type: 'decline-invitation', reason: 'busy' }),
    mark: (caseId: string, seat: number, total: number) =>
      answer(caseId, seat, { type: 'submit-marks', marks: marksOf(total) }),

    /** Convened: every seat has accepted. */
    async convened(): Promise<string> {
      const caseId = await atPanel(3, 2);
      await drawn(caseId);
      for (const { seat } of seats(caseId)) await answer(caseId, seat, accepting);
      return caseId;
    },

    /** Before the leader. */
    async atSignOff(): Promise<string> {
      const caseId = await this.convened();
      for (const { seat } of seats(caseId)) await this.mark(caseId, seat, 80 + seat);
      return caseId;
    },

    sign: (caseId: string) => flow.give(caseId, { type: 'sign' }, leader),
  };
}
