import { heartbeat } from '@temporalio/activity';
import { SYSTEM, type Rung } from '@vermilion/domain';
import type {
  EngineRequest,
  MissedInstant,
  RungOutcome,
  RungReport,
  TransactOutcome,
  UnresolvedCase,
} from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';

type Needs = Pick<Dependencies, 'transactTogether' | 'due' | 'catalogue'>;

/** Cases that are told at a time. */
const TOGETHER = 50;

/**
 * One rung of the ladder: the escalation is recorded in the ledger of every case that is still not handled, then one digest goes to each
 * recipient and the next rung gets its date. A case that comes late meanwhile is told too before the rung is recorded. A rung that is recorded already is left as it is. Killed in between, a repetition records each
 * case once (the key names rung and limit) and sends one digest (the last transaction does digest and record together).
 */
export async function notifyRung(
  { transactTogether, due, catalogue }: Needs,
  rung: Rung['id'],
  missed: MissedInstant,
): Promise<RungOutcome> {
  const recorded = await due.outcomeOf({ ...missed, rung });
  if (recorded) return recorded;
  const recipients = catalogue.recipients(missed.obligation, rung);
  const told: RungReport['told'][number][] = [];
  const passedOver: string[] = [];
  const done = new Set<string>();
  const recordFor = ({ caseId, limit }: UnresolvedCase): EngineRequest => ({
    caseId,
    command: { type: 'record-escalation', limit, rung, recipients, dueAt: missed.dueAt },
    actor: SYSTEM,
    key: `escalation:${missed.obligation}:${missed.dueAt}:${rung}:${caseId}:${limit}`,
    expectedSeq: null,
  });
  for (;;) {
    const late = (await due.unresolvedCases(missed)).map(recordFor).filter(({ key }) => !done.has(key));
    for (let from = 0; from < late.length; from += TOGETHER) {
      heartbeat(done.size);
      const asked = late.slice(from, from + TOGETHER);
      const outcomes = await transactTogether(asked);
      asked.forEach(({ caseId, key }, index) => {
        const outcome = heardOf(outcomes[index]);
        done.add(key);
        // Refused: handled in the meantime, so nobody is to be told.
        if (outcome.kind === 'accepted')
          told.push(...outcome.receipt.events.map(({ id }) => ({ caseId, eventId: id })));
        else passedOver.push(caseId);
      });
    }
    const outcome = await due.finishRung({ ...missed, rung, recipients, told, passedOver });
    // None: another case came late while these were told.
    if (outcome) return outcome;
  }
}

/** @throws what kept the record of a case from being written: the whole rung is tried again */
function heardOf(outcome: PromiseSettledResult<TransactOutcome> | undefined): TransactOutcome {
  if (outcome?.status === 'fulfilled') return outcome.value;
  throw outcome?.reason;
}
