import type { Instant } from '@vermilion/domain';
import type { Session } from '../session.js';
import type { PendingWork } from './round-standing.js';

const MOST = 20;

/**
 * What the manual clock waits for before it moves on, at most twenty of them: due rows up to `now` that are not recorded, cases whose
 * system work is pending, and what the rounds are owed (`rounds`). Needs the rights of the engine.
 */
export async function clockWaitsFor(
  session: Session,
  now: Instant,
  rounds: readonly PendingWork[] = [],
): Promise<readonly string[]> {
  const rows = await session.rows<{ what: string }>(
    `(SELECT owner || ' ' || ref AS what FROM deadline WHERE recorded_at IS NULL AND due_at <= $1 ORDER BY due_at, id LIMIT ${MOST})
     UNION ALL
     (SELECT stream || ' system' AS what FROM "case" WHERE holder_kind = 'system' AND phase = 'running' ORDER BY id LIMIT ${MOST})
     UNION ALL
     (SELECT 'redate ' || case_id AS what FROM dating WHERE calendar < (SELECT version FROM calendar_version) ORDER BY case_id LIMIT ${MOST})
     UNION ALL
     (SELECT 'redate ' || stream AS what FROM round
       WHERE calendar < (SELECT version FROM calendar_version) AND phase <> 'completed' ORDER BY id LIMIT ${MOST})
     LIMIT ${MOST}`,
    [now],
  );
  const owed = rounds.flatMap(({ roundId, work }) =>
    work.map((piece) => `round:${roundId} ${piece.type}${piece.type === 'follow' ? ` ${piece.caseId}` : ''}`),
  );
  return [...rows.map((row) => row.what), ...owed].slice(0, MOST);
}
