import type { DueRow } from '@vermilion/domain';
import type { Session } from '../../session.js';
import { stepOf, type Move } from '../move.js';
import { DUE_SHARDS, shardOf } from '../shard.js';

/**
 * Notes which dates the parties know, and by which edition of the calendar. While an edition has appeared since, what was told before stays
 * beside what is new, until the case is redated: whoever acts in between takes no notice from anybody.
 */
export async function projectDating(session: Session, move: Move, rows: readonly DueRow[]): Promise<void> {
  if (rows.length === 0) {
    await session.execute('DELETE FROM dating WHERE case_id = $1', [move.caseId]);
    return;
  }
  const { version } = move.calendar;
  const redated = stepOf(move, 'limit.redated')?.event.data.calendar === String(version);
  const told = Object.fromEntries(rows.map(({ id, dueAt, provisional }) => [id, { dueAt, provisional }]));
  await session.execute(
    `INSERT INTO dating AS d (case_id, calendar, told, shard) VALUES ($1, $2, $3, $4)
     ON CONFLICT (case_id) DO UPDATE
       SET told = CASE WHEN d.calendar = $2 OR $5 THEN excluded.told ELSE excluded.told || d.told END,
           calendar = CASE WHEN $5 THEN $2 ELSE d.calendar END`,
    [move.caseId, version, JSON.stringify(told), shardOf(move.stream, DUE_SHARDS), redated],
  );
}
