import { NO_ROUND, type Instant, type RoundState, type RoundTerms } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import type { RoundRow } from '../tables/rounds.js';

/** A round as lists show it. */
export interface RoundEntry {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly phase: RoundRow['phase'];
  readonly terms: RoundTerms;
  readonly seq: number;
  readonly updatedAt: Instant;
}

/** A round with its state. */
export interface RoundRecord extends RoundEntry {
  readonly state: RoundState;
}

const COLUMNS = 'id, procedure, version, phase, terms, seq, updated_at';

/** The rounds that the actor may see, the latest first. */
export async function rounds(session: Session): Promise<readonly RoundEntry[]> {
  const rows = await session.rows<RoundRow>(
    `SELECT ${COLUMNS} FROM round ORDER BY (terms->>'opens')::timestamptz DESC, id`,
  );
  return rows.map(entryOf);
}

/** One round with its state, or null when there is none that the actor may see. */
export async function roundById(session: Session, id: string): Promise<RoundRecord | null> {
  const row = await session.first<RoundRow>(`SELECT ${COLUMNS}, state FROM round WHERE id = $1`, [id]);
  return row && { ...entryOf(row), state: { ...NO_ROUND, ...row.state } };
}

function entryOf(row: RoundRow): RoundEntry {
  const { id, procedure, version, phase, terms, seq } = row;
  return { id, procedure, version, phase, terms, seq, updatedAt: instantOf(row.updated_at) };
}

/** A round whose workflow has not yet taken notice of its last event. */
export interface RoundBehind {
  readonly roundId: string;
  readonly stageSeq: number;
  /** It has not read the last event; else it is only asked whether it is alive. */
  readonly behind: boolean;
}

/**
 * Rounds whose workflow must be told: it has been behind for longer than `olderThanMs` of machine time, or the round is not over, so that its
 * workflow should be alive and is none the worse for being asked. The longest first.
 */
export async function roundsBehind(
  session: Session,
  olderThanMs: number,
  limit: number,
): Promise<readonly RoundBehind[]> {
  return session.rows<RoundBehind>(
    `SELECT id AS "roundId", stage_seq AS "stageSeq", stage_seq > workflow_seq AS behind FROM round
      WHERE (stage_seq > workflow_seq OR phase <> 'completed') AND updated_at < now() - $1 * interval '1 ms'
      ORDER BY stage_seq > workflow_seq DESC, updated_at LIMIT $2`,
    [olderThanMs, limit],
  );
}
