import { dateOf, titleStatusOn, type Instant, type TitleDays, type TitleFact } from '@vermilion/domain';
import type { Session } from '../../session.js';

/** A title as the register has it, locked: nobody opens a second re-examination of it meanwhile. Null when there is none. */
export async function lockTitle(session: Session, certificateNumber: string, now: Instant): Promise<TitleFact | null> {
  const row = await session.first<TitleDays & Omit<TitleFact, 'status' | 'district'> & { district: string | null }>(
    `SELECT t.certificate_number AS "certificateNumber", t.organisation AS holder, p.district, t.programme AS of,
            t.valid_until AS "validUntil", t.revoked_on AS "revokedOn", t.reviewed_from AS "reviewedFrom",
            t.reviewed_until AS "reviewedUntil"
       FROM title t JOIN party p ON p.organisation = t.organisation WHERE t.certificate_number = $1 FOR UPDATE OF t`,
    [certificateNumber],
  );
  if (!row?.district) return null;
  const { holder, district, of, validUntil } = row;
  return { certificateNumber, holder, district, of, validUntil, status: titleStatusOn(row, dateOf(now)) };
}
