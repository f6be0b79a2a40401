import { SYSTEM } from '@vermilion/domain';
import type { Ledger } from '../ledger.js';
import type { Session } from '../session.js';
import type { Incident, IncidentBook } from './due-book.js';

/** Opens an incident; one that is open already stays as it is. */
export async function openIncident(session: Session, { kind, subject, detail }: Incident): Promise<void> {
  await session.execute(
    `INSERT INTO incident (kind, subject, detail) VALUES ($1, $2, $3) ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO NOTHING`,
    [kind, subject, JSON.stringify(detail)],
  );
}

/** Incidents of the engine's own work. */
export function incidentBook(ledger: Ledger): IncidentBook {
  return {
    open: (incident) => ledger.write(SYSTEM, (session) => openIncident(session, incident)),
    close: (kind, subject) =>
      ledger.write(SYSTEM, async (session) => {
        await session.execute(
          'UPDATE incident SET closed_at = now() WHERE kind = $1 AND subject = $2 AND closed_at IS NULL',
          [kind, subject],
        );
      }),
  };
}
