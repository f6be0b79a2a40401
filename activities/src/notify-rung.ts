import { heartbeat } from '@temporalio/activity';
import { SYSTEM, type Rung } from '@vermilion/domain';
import type { MissedInstant, RungOutcome, RungReport } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';

type Needs = Pick<Dependencies, 'transact' | 'due' | 'catalogue'>;

/**
 * One rung of the ladder: the escalation is recorded in the ledger of every case that is still not handled, then one digest goes to each
 * recipient and the next rung gets its date. A case that comes late meanwhile is told too before the rung is recorded. A rung that is recorded already is left as it is. Killed in between, a repetition records each
 * case once (the key names rung and limit) and sends one digest (the last transaction does digest and record together).
 */
export async function notifyRung(
  { transact, due, catalogue }: Needs,
  rung: Rung['id'],
  missed: MissedInstant,
): Promise<RungOutcome> {
  const recorded = await due.outcomeOf({ ...missed, rung });
  if (recorded) return recorded;
  const recipients = catalogue.recipients(missed.obligation, rung);
  const told: RungReport['told'][number][] = [];
  const passedOver: string[] = [];
  const done = new Set<string>();
  for (;;) {
    for (const { caseId, limit } of await due.unresolvedCases(missed)) {
      heartbeat(done.size);
      const key = `escalation:${missed.obligation}:${missed.dueAt}:${rung}:${caseId}:${limit}`;
      if (done.has(key)) continue;
      done.add(key);
      const command = { type: 'record-escalation', limit, rung, recipients, dueAt: missed.dueAt } as const;
      const outcome = await transact({ caseId, command, actor: SYSTEM, key, expectedSeq: null });
      // Refused: handled in the meantime, so nobody is to be told.
      if (outcome.kind === 'accepted') told.push(...outcome.receipt.events.map(({ id }) => ({ caseId, eventId: id })));
      else passedOver.push(caseId);
    }
    const outcome = await due.finishRung({ ...missed, rung, recipients, told, passedOver });
    // None: another case came late while these were told.
    if (outcome) return outcome;
  }
}
