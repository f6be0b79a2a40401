import { SYSTEM, type Rung } from '@vermilion/domain';
import type { DueBook, Ledger, MissedInstant, UnresolvedCase } from '@vermilion/ledger';

/** Records a rung's escalation in the ledger of each of these cases, as the activity of the escalation does. */
export async function recordRung(
  ledger: Ledger,
  late: readonly UnresolvedCase[],
  { dueAt }: MissedInstant,
  rung: Rung['id'],
) {
  const told: { caseId: string; eventId: string }[] = [];
  for (const { caseId, limit } of late) {
    const command = { type: 'record-escalation', limit, rung, recipients: [`to:${rung}`], dueAt } as const;
    const key = `${caseId}:${rung}`;
    const outcome = await ledger.transact({ caseId, command, actor: SYSTEM, key, expectedSeq: null });
    if (outcome.kind === 'accepted') told.push(...outcome.receipt.events.map(({ id }) => ({ caseId, eventId: id })));
  }
  return told;
}

/** Tells all rungs that are due now. @returns which, each with the number of cases and what came of it. */
export async function tellDueRungs(ledger: Ledger, due: DueBook) {
  const done = [];
  for (const { rung, ...missed } of await due.dueEscalations({ from: 0, to: 63 })) {
    const told = await recordRung(ledger, await due.unresolvedCases(missed), missed, rung);
    const outcome = await due.finishRung({ ...missed, rung, recipients: [`to:${rung}`], told, passedOver: [] });
    done.push({ rung, told: told.map(({ caseId }) => caseId), outcome });
  }
  return done;
}
