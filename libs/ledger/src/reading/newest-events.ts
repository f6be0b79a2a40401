import type { Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { roundStreamOf } from '../core/rounds/lock-round.js';
import type { Session } from '../session.js';
import { streamOf } from './events.js';

/** That something happened, without who did it and what they wrote. */
export interface Happening {
  readonly at: Instant;
  readonly type: string;
  /** Null for a fact of the round itself. */
  readonly caseId: string | null;
  readonly stage: string | null;
  readonly district: string | null;
}

/** What happened last in a round and its cases, the newest first, of these types alone. */
export async function newestInRound(
  session: Session,
  roundId: string,
  caseIds: readonly string[],
  types: readonly string[],
  limit: number,
): Promise<readonly Happening[]> {
  const rows = await session.rows<{
    at: Date;
    type: string;
    stream: string;
    stage: string | null;
    district: string | null;
  }>(
    `SELECT at, type, stream, data->>'stage' AS stage, data->>'district' AS district FROM event
      WHERE stream = ANY($1::text[]) AND type = ANY($2::text[]) ORDER BY at DESC, recorded_at DESC, seq DESC LIMIT $3`,
    [[roundStreamOf(roundId), ...caseIds.map(streamOf)], types, limit],
  );
  return rows.map(({ at, stream, ...rest }) => ({
    ...rest,
    at: instantOf(at),
    caseId: stream.startsWith('round:') ? null : stream.slice(stream.indexOf(':') + 1),
  }));
}
