import type { Session } from '../session.js';

/** A case whose workflow has not yet taken notice of its last stage change, or owes work that nobody does. */
export interface CaseBehind {
  readonly caseId: string;
  readonly stageSeq: number;
}

/**
 * Cases whose workflow has been behind for longer than `olderThanMs` of machine time, the longest first. A workflow that was terminated after
 * its last look is behind by nothing, and yet its work is not done: an untouched case with system work is told again, too.
 */
export async function casesBehind(session: Session, olderThanMs: number, limit: number): Promise<CaseBehind[]> {
  return session.rows<CaseBehind>(
    `SELECT id AS "caseId", stage_seq AS "stageSeq" FROM "case"
      WHERE (stage_seq > workflow_seq OR holder_kind = 'system') AND updated_at < now() - $1 * interval '1 ms' ORDER BY updated_at LIMIT $2`,
    [olderThanMs, limit],
  );
}
