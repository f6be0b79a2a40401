import type { Session } from '../session.js';

/**
 * A date that has been fired is what it was under the calendar of its time. Once a later edition has been published, the events alone do not
 * give it again, so a rebuild takes it from the row. @returns puts the dates back after the rows were made anew.
 */
export async function keepFiredDates(session: Session, caseId: string): Promise<() => Promise<void>> {
  const fired = await session.rows<{ row: unknown }>(
    `SELECT to_jsonb(d) AS row FROM deadline d
      WHERE case_id = $1 AND recorded_at IS NOT NULL AND EXISTS (SELECT FROM calendar_publication)`,
    [caseId],
  );
  return async () => {
    await session.execute(
      `UPDATE deadline d SET due_at = f.due_at, provisional = f.provisional, derivation = f.derivation
         FROM jsonb_to_recordset($1) AS f(owner text, ref text, due_at timestamptz, provisional boolean, derivation jsonb)
        WHERE d.owner = f.owner AND d.ref = f.ref AND d.recorded_at IS NOT NULL`,
      [JSON.stringify(fired.map(({ row }) => row))],
    );
  };
}
