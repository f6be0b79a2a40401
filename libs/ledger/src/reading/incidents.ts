import type { Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Incident } from '../due/due-book.js';
import type { Session } from '../session.js';
import type { IncidentRow } from '../tables/operations.js';

/** Something that people must look at. */
export interface IncidentEntry {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly detail: Incident['detail'];
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

/** Incidents, the open ones first, at most `limit`. */
export async function listIncidents(
  session: Session,
  openOnly: boolean,
  limit: number,
): Promise<readonly IncidentEntry[]> {
  const rows = await session.rows<IncidentRow>(
    `SELECT id, kind, subject, detail, opened_at, closed_at FROM incident WHERE closed_at IS NULL OR NOT $1
      ORDER BY closed_at IS NOT NULL, opened_at DESC LIMIT $2`,
    [openOnly, limit],
  );
  return rows.map(({ id, kind, subject, detail, opened_at, closed_at }) => ({
    id,
    kind,
    subject,
    detail: (detail ?? {}) as Incident['detail'],
    openedAt: instantOf(opened_at),
    closedAt: closed_at && instantOf(closed_at),
  }));
}
