import type { DueRow, Instant } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { DatedMove, Move } from '../move.js';
import { DUE_SHARDS, shardOf } from '../shard.js';

/** A stream with the due rows that it has after its last move, and which of them this move settled. */
export interface Dated {
  readonly stream: string;
  /** Null where the stream is none of a case. */
  readonly caseId: string | null;
  readonly obligation: string;
  readonly at: Instant;
  readonly fired: readonly string[];
  readonly rows: readonly DueRow[];
}

/** Makes the due rows of cases equal to what the rules derive. */
export function projectDeadlines(session: Session, moves: readonly DatedMove[]): void {
  writeDueRows(
    session,
    moves.map((move) => ({ ...move, obligation: move.procedure.obligation, fired: firedBy(move) })),
  );
}

/**
 * Makes the due rows of streams equal to what the rules derive: what fired is recorded with its business time, what no longer applies
 * goes, what is new or has moved is written.
 */
export function writeDueRows(session: Session, streams: readonly Dated[]): void {
  const fired = streams.flatMap((dated) => dated.fired.map((ref) => ({ owner: dated.stream, ref, at: dated.at })));
  if (fired.length > 0) {
    session.later(
      `UPDATE deadline d SET recorded_at = f.at FROM json_to_recordset($1) AS f(owner text, ref text, at timestamptz)
        WHERE (d.owner, d.ref) = (f.owner, f.ref) AND d.recorded_at IS NULL`,
      [JSON.stringify(fired)],
    );
  }
  const owed = streams.flatMap(({ stream, caseId, obligation, rows }) =>
    rows.map(({ id, rung, dueAt, provisional, derivation }) => ({
      owner: stream,
      case_id: caseId,
      ref: id,
      rung,
      due_at: dueAt,
      provisional,
      derivation,
      obligation,
      shard: shardOf(stream, DUE_SHARDS),
    })),
  );
  session.later(
    `WITH owed AS (SELECT * FROM json_to_recordset($2) AS t(owner text, case_id text, ref text, rung text, due_at timestamptz,
                      provisional boolean, derivation jsonb, obligation text, shard smallint)),
          gone AS (DELETE FROM deadline d WHERE d.owner = ANY($1) AND d.kind = 'limit' AND d.recorded_at IS NULL
                      AND NOT EXISTS (SELECT FROM owed WHERE (owed.owner, owed.ref) = (d.owner, d.ref)))
     INSERT INTO deadline AS d (owner, case_id, ref, kind, rung, due_at, provisional, derivation, obligation, shard)
     SELECT owner, case_id, ref, 'limit', rung, due_at, provisional, derivation, obligation, shard FROM owed
     ON CONFLICT (owner, ref) DO UPDATE
        SET due_at = excluded.due_at, provisional = excluded.provisional, derivation = excluded.derivation
      WHERE d.recorded_at IS NULL
        AND (d.due_at, d.provisional, d.derivation) IS DISTINCT FROM (excluded.due_at, excluded.provisional, excluded.derivation)`,
    [streams.map(({ stream }) => stream), JSON.stringify(owed)],
  );
}

function firedBy({ steps }: Move): string[] {
  return steps.flatMap(({ event }) => {
    if (event.type === 'limit.reminded') return [`${event.data.limit}:remind`];
    return event.type === 'limit.lapsed' ? [`${event.data.limit}:lapse`] : [];
  });
}

/** The escalation of one responsible bureau's missed instant, such as `escalation:smart-t2:2018-03-10T00`; also its workflow's id. */
export function escalationOf(obligation: string, dueAt: string): string {
  return `escalation:${obligation}:${dueAt.slice(0, 13)}`;
}

/** A lapse that leaves a case overdue calls for the first rung of the ladder: one escalation for all cases of the obligation and instant. */
export function projectEscalations(session: Session, moves: readonly Move[]): void {
  const called = new Map(moves.flatMap(escalationsBy).map((rung) => [rung.owner, rung]));
  if (called.size === 0) return;
  session.later(
    `INSERT INTO deadline (owner, ref, kind, rung, due_at, provisional, obligation, shard)
     SELECT owner, ref, 'escalation', ref, due_at, false, obligation, shard
       FROM json_to_recordset($1) AS t(owner text, ref text, due_at timestamptz, obligation text, shard smallint)
     ON CONFLICT (owner, ref) DO NOTHING`,
    [JSON.stringify([...called.values()].sort((a, b) => (a.owner < b.owner ? -1 : 1)))],
  );
}

function escalationsBy({ steps, procedure }: Move) {
  const { ladder, obligation } = procedure;
  return steps.flatMap(({ event }) => {
    const [first] = ladder;
    if (!first || event.type !== 'limit.lapsed' || event.data.rule !== 'overdue') return [];
    const owner = escalationOf(obligation, event.data.dueAt);
    return [{ owner, ref: first.id, due_at: event.data.dueAt, obligation, shard: shardOf(owner, DUE_SHARDS) }];
  });
}
