import { SYSTEM } from '@vermilion/domain';
import type { Ledger } from '../ledger.js';

/** What came of the attempt to let a suspended case go on. `later`: somebody has it locked; the firm, or the next upload, asks again. */
export interface Resumption {
  readonly caseId: string;
  readonly result: 'resumed' | 'still-suspended' | 'refused' | 'later';
}

/**
 * Asks for every suspended case of these firms whether the registers let it go on, each in a transaction of its own.
 * @param key what is new in the registers: the same news ask once
 */
export async function resumeSuspended(
  ledger: Ledger,
  firms: readonly string[],
  key: string,
): Promise<readonly Resumption[]> {
  const cases = await ledger.read(SYSTEM, (session) =>
    session.rows<{ id: string }>(
      `SELECT id FROM "case" WHERE applicant = ANY($1::text[]) AND phase = 'running' AND state->'suspension' <> 'null' ORDER BY id`,
      [firms],
    ),
  );
  const results: Resumption[] = [];
  for (const { id } of cases) results.push({ caseId: id, result: await resumed(ledger, id, key) });
  return results;
}

async function resumed(ledger: Ledger, caseId: string, key: string): Promise<Resumption['result']> {
  try {
    const outcome = await ledger.transact({
      caseId,
      command: { type: 'resume' },
      actor: SYSTEM,
      key: `${caseId}:resume:${key}`,
      expectedSeq: null,
    });
    if (outcome.kind !== 'accepted') return 'still-suspended';
    return outcome.receipt.events.some(({ type }) => type === 'application.closed') ? 'refused' : 'resumed';
  } catch {
    // A case that is locked, or a database that is away: nothing is lost, for the firm may ask for it, too.
    return 'later';
  }
}
