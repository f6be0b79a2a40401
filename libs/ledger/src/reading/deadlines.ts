import type { Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import type { DeadlineRow } from '../tables/cases.js';

/** A date of a case, with the calculation behind it. */
export interface DeadlineEntry {
  readonly id: string;
  readonly limit: string;
  readonly rung: string;
  readonly dueAt: Instant;
  readonly recordedAt: Instant | null;
  readonly provisional: boolean;
  readonly derivation: unknown;
}

/** Every date of a case, those that were fired included, in order. */
export async function deadlinesOf(session: Session, caseId: string): Promise<readonly DeadlineEntry[]> {
  const rows = await session.rows<DeadlineRow>(
    `SELECT ref, rung, due_at, recorded_at, provisional, derivation FROM deadline WHERE case_id = $1 ORDER BY due_at, ref`,
    [caseId],
  );
  return rows.map((row) => ({
    id: row.ref,
    limit: row.ref.slice(0, row.ref.lastIndexOf(':')),
    rung: row.rung,
    dueAt: instantOf(row.due_at),
    recordedAt: row.recorded_at && instantOf(row.recorded_at),
    provisional: row.provisional,
    derivation: row.derivation,
  }));
}
