import type { EventData, Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import { streamOf } from './events.js';

/** A draw as anybody may repeat it: the frozen pool (commitments, no persons), the seed, and who came out. */
export interface DrawRecord {
  readonly caseId: string;
  readonly seq: number;
  readonly frozenAt: Instant;
  readonly drawnAt: Instant;
  readonly pool: EventData['panel.pool-frozen'];
  readonly result: EventData['panel.drawn'];
}

/** The draw recorded as event `seq` of the case, together with the last pool frozen before it; null when that event is no draw. */
export async function drawOf(session: Session, caseId: string, seq: number): Promise<DrawRecord | null> {
  const drawn = await session.first<{ data: EventData['panel.drawn']; at: Date }>(
    `SELECT data, at FROM event WHERE stream = $1 AND seq = $2 AND type = 'panel.drawn'`,
    [streamOf(caseId), seq],
  );
  const frozen = await session.first<{ data: EventData['panel.pool-frozen']; at: Date }>(
    `SELECT data, at FROM event WHERE stream = $1 AND seq < $2 AND type = 'panel.pool-frozen' ORDER BY seq DESC LIMIT 1`,
    [streamOf(caseId), seq],
  );
  if (!drawn || !frozen) return null;
  return {
    caseId,
    seq,
    frozenAt: instantOf(frozen.at),
    drawnAt: instantOf(drawn.at),
    pool: frozen.data,
    result: drawn.data,
  };
}

/** The procedure and version under which a case runs; null when there is no such case. */
export async function procedureOf(
  session: Session,
  caseId: string,
): Promise<{ readonly procedure: string; readonly version: number } | null> {
  return session.first('SELECT procedure, version FROM "case" WHERE id = $1', [caseId]);
}
