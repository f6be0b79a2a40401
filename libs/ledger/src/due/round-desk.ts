import type { ProcedureBook } from '@vermilion/catalogue';
import { SYSTEM, type RoundWork } from '@vermilion/domain';
import type { Ledger } from '../ledger.js';
import { roundStanding, workOf, type RoundStanding } from '../reading/round-standing.js';

/** A round as its workflow reads it. */
export interface RoundAsRead extends RoundStanding {
  /** What the engine owes the round now, in order. */
  readonly work: readonly RoundWork[];
}

/** The rounds as their workflows read them. */
export interface RoundDesk {
  /** Null when there is no such round. Notes in the ledger that the workflow knows every event so far. */
  read(roundId: string): Promise<RoundAsRead | null>;
}

/** The desk of a ledger; `procedures` give the rules of rounds and cases. */
export function roundDesk(ledger: Ledger, procedures: ProcedureBook): RoundDesk {
  return {
    read: (roundId) =>
      ledger.write(SYSTEM, async (session) => {
        const standing = await roundStanding(session, procedures, roundId);
        if (!standing) return null;
        await session.execute('UPDATE round SET workflow_seq = $2 WHERE id = $1 AND workflow_seq < $2', [
          roundId,
          standing.round.stageSeq,
        ]);
        return { ...standing, work: workOf(procedures, standing) };
      }),
  };
}
