import type { Session } from '../session.js';

/** A case whose workflow has not yet taken notice of its last stage change. */
export interface CaseBehind {
  readonly caseId: string;
  readonly stageSeq: number;
}

/** Cases whose workflow has been behind for longer than `olderThanMs` of machine time, the longest first. */
export async function casesBehind(session: Session, olderThanMs: number, limit: number): Promise<CaseBehind[]> {
  return session.rows<CaseBehind>(
    `SELECT id AS "caseId", stage_seq AS "stageSeq" FROM "case"
      WHERE stage_seq > workflow_seq AND updated_at < now() - $1 * interval '1 ms' ORDER BY updated_at LIMIT $2`,
    [olderThanMs, limit],
  );
}
