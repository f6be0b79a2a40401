import type { Session } from '../session.js';

/** A case whose workflow has not yet taken notice of its last stage change, or owes work that nobody does. */
export interface CaseBehind {
  readonly caseId: string;
  readonly stageSeq: number;
}

/** Whether the workflow of a case has not yet read as far as this move. What it has read by itself need not be told. */
export async function isBehind(session: Session, { caseId, stageSeq }: CaseBehind): Promise<boolean> {
  const row = await session.first('SELECT FROM "case" WHERE id = $1 AND workflow_seq >= $2', [caseId, stageSeq]);
  return row === null;
}

/**
 * Cases whose workflow has been behind for longer than `olderThanMs` of machine time, the longest first. A workflow that was terminated after
 * its last look is behind by nothing, and yet its work is not done: an untouched case with system work is told again, too, unless an
 * incident says that operations must do that work: such cases stay as they are, and would keep their turn from the others.
 */
export async function casesBehind(session: Session, olderThanMs: number, limit: number): Promise<CaseBehind[]> {
  return session.rows<CaseBehind>(
    `SELECT id AS "caseId", stage_seq AS "stageSeq" FROM "case"
      WHERE (stage_seq > workflow_seq OR holder_kind = 'system') AND updated_at < now() - $1 * interval '1 ms'
        AND NOT (holder_kind = 'system' AND EXISTS (
              SELECT FROM incident i WHERE i.closed_at IS NULL AND i.kind = 'system-work' AND starts_with(i.subject, "case".id || ':')))
      ORDER BY updated_at LIMIT $2`,
    [olderThanMs, limit],
  );
}
