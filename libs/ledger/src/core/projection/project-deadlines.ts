import type { DueRow, Instant } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Move } from '../move.js';
import { DUE_SHARDS, shardOf } from '../shard.js';

/** A stream with due rows, and which of them its last move settled. */
export interface Dated {
  readonly stream: string;
  /** Null where the stream is none of a case. */
  readonly caseId: string | null;
  readonly obligation: string;
  readonly at: Instant;
  readonly fired: readonly string[];
}

/** Makes the due rows of the case equal to what the rules derive. */
export async function projectDeadlines(session: Session, move: Move, rows: readonly DueRow[]): Promise<void> {
  const { stream, caseId, procedure, at } = move;
  await writeDueRows(session, { stream, caseId, obligation: procedure.obligation, at, fired: firedBy(move) }, rows);
}

/**
 * Makes the due rows of a stream equal to what the rules derive: what fired is recorded with its business time, what no longer applies
 * goes, what is new or has moved is written.
 */
export async function writeDueRows(session: Session, dated: Dated, rows: readonly DueRow[]): Promise<void> {
  const { stream, caseId, obligation, at, fired } = dated;
  const recorded =
    fired.length > 0 &&
    session.execute('UPDATE deadline SET recorded_at = $3 WHERE owner = $1 AND ref = ANY($2) AND recorded_at IS NULL', [
      stream,
      fired,
      at,
    ]);
  const owed = session.execute(
    `WITH gone AS (DELETE FROM deadline WHERE owner = $1 AND kind = 'limit' AND recorded_at IS NULL AND ref <> ALL($5))
     INSERT INTO deadline AS d (owner, case_id, ref, kind, rung, due_at, provisional, derivation, obligation, shard)
     SELECT $1, $2, ref, 'limit', rung, due_at::timestamptz, provisional, derivation::jsonb, $3, $4
       FROM unnest($5::text[], $6::text[], $7::text[], $8::boolean[], $9::text[]) AS t(ref, rung, due_at, provisional, derivation)
     ON CONFLICT (owner, ref) DO UPDATE
        SET due_at = excluded.due_at, provisional = excluded.provisional, derivation = excluded.derivation
      WHERE d.recorded_at IS NULL
        AND (d.due_at, d.provisional, d.derivation) IS DISTINCT FROM (excluded.due_at, excluded.provisional, excluded.derivation)`,
    [
      stream,
      caseId,
      obligation,
      shardOf(stream, DUE_SHARDS),
      rows.map((row) => row.id),
      rows.map((row) => row.rung),
      rows.map((row) => row.dueAt),
      rows.map((row) => row.provisional),
      rows.map((row) => JSON.stringify(row.derivation)),
    ],
  );
  await Promise.all([recorded, owed]);
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

/** A lapse that leaves the case overdue calls for the first rung of the ladder: one escalation for all cases of the obligation and instant. */
export async function projectEscalation(session: Session, { steps, procedure }: Move): Promise<void> {
  const [first] = procedure.ladder;
  if (!first) return;
  for (const { event } of steps) {
    if (event.type !== 'limit.lapsed' || event.data.rule !== 'overdue') continue;
    const owner = escalationOf(procedure.obligation, event.data.dueAt);
    await session.execute(
      `INSERT INTO deadline (owner, ref, kind, rung, due_at, provisional, obligation, shard)
       VALUES ($1, $2, 'escalation', $2, $3, false, $4, $5) ON CONFLICT (owner, ref) DO NOTHING`,
      [owner, first.id, event.data.dueAt, procedure.obligation, shardOf(owner, DUE_SHARDS)],
    );
  }
}
