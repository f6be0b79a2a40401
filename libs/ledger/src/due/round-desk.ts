import type { ProcedureBook } from '@vermilion/catalogue';
import { SYSTEM, type Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { roundStreamOf } from '../core/rounds/lock-round.js';
import type { Ledger } from '../ledger.js';
import { isAbout, roundStanding, stuckSubjects, workOf, type RoundStanding } from '../reading/round-standing.js';
import type { Session } from '../session.js';

/** A round as its workflow reads it. */
export interface RoundAsRead extends RoundStanding {
  /** The next instant at which the clock acts in it; null when it has nothing more to do. */
  readonly dueAt: Instant | null;
}

/** The rounds as their workflows read them. */
export interface RoundDesk {
  /**
   * Null when there is no such round. Notes in the ledger that the workflow knows every event so far, and closes the incidents of work that
   * the round does not owe any more.
   */
  read(roundId: string): Promise<RoundAsRead | null>;
}

/** The desk of a ledger; `procedures` give the rules of rounds and cases. */
export function roundDesk(ledger: Ledger, procedures: ProcedureBook): RoundDesk {
  return {
    read: (roundId) =>
      ledger.write(SYSTEM, async (session) => {
        const standing = await roundStanding(session, procedures, roundId);
        if (!standing) return null;
        // Only what was read counts as known: an event in between is signalled again.
        await session.execute('UPDATE round SET workflow_seq = $2 WHERE id = $1 AND workflow_seq < $2', [
          roundId,
          standing.round.stageSeq,
        ]);
        await closeIncidents(session, procedures, standing);
        return { ...standing, dueAt: await nextDue(session, roundId) };
      }),
  };
}

async function nextDue(session: Session, roundId: string): Promise<Instant | null> {
  const row = await session.first<{ due_at: Date | null }>(
    'SELECT min(due_at) AS due_at FROM deadline WHERE owner = $1 AND recorded_at IS NULL',
    [roundStreamOf(roundId)],
  );
  return row?.due_at ? instantOf(row.due_at) : null;
}

/** Work that is not owed any more is stuck no longer: somebody has done it by hand. */
async function closeIncidents(session: Session, procedures: ProcedureBook, standing: RoundStanding): Promise<void> {
  const { id } = standing.round;
  const work = workOf(procedures, standing);
  const stuck = (await stuckSubjects(session)).filter((subject) => subject.startsWith(`${roundStreamOf(id)}:`));
  const over = stuck.filter((subject) => !work.some((piece) => isAbout(subject, id, piece)));
  if (over.length === 0) return;
  await session.execute(
    `UPDATE incident SET closed_at = now() WHERE kind = 'system-work' AND closed_at IS NULL AND subject = ANY($1)`,
    [over],
  );
}
