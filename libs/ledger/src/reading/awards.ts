import type { DateText } from '@vermilion/domain';
import type { Session } from '../session.js';
import type { AwardRow } from '../tables/cases.js';
import { shown, type NamedOrganisation } from './organisations.js';

/** A title that was awarded, with what the public may know. */
export interface AwardEntry {
  readonly documentNumber: string;
  readonly certificateNumber: string;
  readonly title: string;
  readonly holder: NamedOrganisation;
  readonly workshopName: string | null;
  readonly validFrom: DateText;
  readonly validUntil: DateText;
}

type AwardLine = AwardRow & { name_zh: string | null; name_en: string | null; workshop_name: string | null };

/** The award with this certificate number, or null. */
export async function awardByCertificate(session: Session, certificateNumber: string): Promise<AwardEntry | null> {
  const row = await session.first<AwardLine>(
    `SELECT w.document_number, w.certificate_number, w.title, w.valid_from, w.valid_until, w.organisation, p.name_zh, p.name_en, c.workshop_name
       FROM award w JOIN "case" c ON c.id = w.case_id LEFT JOIN party p ON p.organisation = w.organisation
      WHERE w.certificate_number = $1`,
    [certificateNumber],
  );
  if (!row) return null;
  return {
    documentNumber: row.document_number,
    certificateNumber: row.certificate_number,
    title: row.title,
    holder: shown(row.organisation, row.name_zh === null ? null : { zh: row.name_zh, en: row.name_en ?? row.name_zh }),
    workshopName: row.workshop_name,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  };
}
