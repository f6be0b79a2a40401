import type { Session } from '../../session.js';
import { stepOf, type DatedMove } from '../move.js';
import { DUE_SHARDS, shardOf } from '../shard.js';

/**
 * Notes which dates the parties know, and by which edition of the calendar. While an edition has appeared since, what was told before stays
 * beside what is new, until the case is redated: whoever acts in between takes no notice from anybody.
 */
export function projectDating(session: Session, moves: readonly DatedMove[]): void {
  const undated = moves.filter(({ rows }) => rows.length === 0).map(({ caseId }) => caseId);
  if (undated.length > 0) session.later('DELETE FROM dating WHERE case_id = ANY($1)', [undated]);
  const dated = moves.filter(({ rows }) => rows.length > 0);
  note(
    session,
    dated.filter((move) => !isRedated(move)),
    false,
  );
  note(session, dated.filter(isRedated), true);
}

function isRedated(move: DatedMove): boolean {
  return stepOf(move, 'limit.redated')?.event.data.calendar === String(move.calendar.version);
}

function note(session: Session, moves: readonly DatedMove[], redated: boolean): void {
  if (moves.length === 0) return;
  const notes = moves.map(({ caseId, stream, calendar, rows }) => ({
    case_id: caseId,
    calendar: calendar.version,
    told: Object.fromEntries(rows.map(({ id, dueAt, provisional }) => [id, { dueAt, provisional }])),
    shard: shardOf(stream, DUE_SHARDS),
  }));
  session.later(
    `INSERT INTO dating AS d (case_id, calendar, told, shard)
     SELECT case_id, calendar, told, shard FROM json_to_recordset($1) AS t(case_id text, calendar int, told jsonb, shard smallint)
     ON CONFLICT (case_id) DO UPDATE
       SET told = CASE WHEN d.calendar = excluded.calendar OR $2 THEN excluded.told ELSE excluded.told || d.told END,
           calendar = CASE WHEN $2 THEN excluded.calendar ELSE d.calendar END`,
    [JSON.stringify(notes), redated],
  );
}
