import type { Flow } from './flow.js';
import { districtReviewer, leader, officer, pool } from './small-people.js';
import { ROUND_ID, TERMS } from './small-round.js';
import { storyOn } from './small-story.js';

/** Walks the small round to the part that a test is about. */
export function roundStoryOn(flow: Flow) {
  const stageOf = (caseId: string) => flow.ledger.stored(caseId).state.stage;
  const at = (caseIds: readonly string[], stage: string | null) =>
    flow.until(`${caseIds.join(', ')} at ${stage}`, () => caseIds.every((caseId) => stageOf(caseId) === stage));

  return {
    at,
    trail: (caseId: string) => flow.ledger.trail(caseId),

    /** Called and open. */
    async open(): Promise<void> {
      const { id: procedure, version } = flow.ledger.procedure;
      await flow.giveToRound(ROUND_ID, { type: 'call', id: ROUND_ID, procedure, version, terms: TERMS }, officer);
      await flow.runClockTo('2018-03-06T09:00:00+08:00');
    },

    /** Submitted, and passed by the district: waits for its recommendation. */
    async reviewed(): Promise<string> {
      flow.ledger.experts = pool(4, 3);
      const caseId = await flow.submitted();
      await flow.give(caseId, { type: 'accept' }, districtReviewer);
      await flow.give(caseId, { type: 'pass', opinion: '同意' }, districtReviewer);
      return caseId;
    },

    async recommend(cases: readonly string[]): Promise<void> {
      await flow.giveToRound(ROUND_ID, { type: 'recommend', cases }, districtReviewer);
      await at(cases, 'formal-check');
    },

    async checkForm(cases: readonly string[]): Promise<void> {
      for (const caseId of cases) await flow.give(caseId, { type: 'pass', opinion: '材料齐全' }, officer);
    },

    /** Three candidates whose marks descend, ranked: before the leader. */
    async ranked(): Promise<readonly [string, string, string]> {
      await this.open();
      const cases = [await this.reviewed(), await this.reviewed(), await this.reviewed()] as const;
      await this.recommend(cases);
      await this.checkForm(cases);
      await flow.runClockTo(TERMS.cutOff);
      await at(cases, 'expert-review');
      for (const [index, caseId] of cases.entries()) await judge(flow, caseId, 90 - 10 * index);
      await at(cases, 'proposal');
      return cases;
    },

    propose: () => flow.giveToRound(ROUND_ID, { type: 'propose', opinion: '同意' }, leader),
    sign: () => flow.giveToRound(ROUND_ID, { type: 'issue', opinion: '同意' }, leader),
    round: () => flow.ledger.rounds.stored(ROUND_ID).state,

    /** How often an event stands in the ledger of a case. */
    times: (caseId: string, type: string) => flow.ledger.trail(caseId).filter((other) => other === type).length,
  };
}

/** Every seat accepts, and gives the same total. */
async function judge(flow: Flow, caseId: string, total: number): Promise<void> {
  const story = storyOn(flow);
  await story.drawn(caseId);
  for (const { seat } of story.seats(caseId)) await story.accept(caseId, seat);
  for (const { seat } of story.seats(caseId)) await story.mark(caseId, seat, total);
}
