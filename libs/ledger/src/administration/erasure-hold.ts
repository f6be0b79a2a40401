import { dateOf, titleStatusOn, type DateText, type Instant, type TitleDays } from '@vermilion/domain';
import type { Session } from '../session.js';

/** Why the words of a subject must still be kept. */
export type Hold =
  | { readonly code: 'erasure-case-open'; readonly caseId: string }
  | { readonly code: 'erasure-title-in-force'; readonly certificateNumber: string }
  | { readonly code: 'erasure-period'; readonly until: DateText; readonly reason: string };

interface CaseOfSubject {
  readonly id: string;
  readonly phase: string;
  readonly closed_on: DateText | null;
}

/** Cases in which the subject takes part: those of the firm, and those where words lie under its keys. */
const CASES = `SELECT c.id, c.phase, (c.closed_at AT TIME ZONE 'Asia/Shanghai')::date::text AS closed_on FROM "case" c
  WHERE c.applicant = $1 OR EXISTS (SELECT FROM private_payload p WHERE p.case_id = c.id AND p.subject = ANY($2::text[]))
  ORDER BY c.id`;

/** The first ground on which the words under these keys must be kept; null when there is none. Needs the rights of the engine. */
export async function holdOn(
  session: Session,
  subject: string,
  keys: readonly string[],
  now: Instant,
): Promise<Hold | null> {
  const cases = await session.rows<CaseOfSubject>(CASES, [subject, keys]);
  const open = cases.find(({ phase }) => phase !== 'closed');
  if (open) return { code: 'erasure-case-open', caseId: open.id };
  const today = dateOf(now);
  const certificateNumber = await titleInForce(session, subject, cases, today);
  if (certificateNumber !== null) return { code: 'erasure-title-in-force', certificateNumber };
  const ended = cases
    .map(({ closed_on }) => closed_on ?? '')
    .sort()
    .at(-1);
  return ended === undefined || ended === '' ? null : periodAfter(session, subject, ended, today);
}

async function titleInForce(
  session: Session,
  subject: string,
  cases: readonly CaseOfSubject[],
  today: DateText,
): Promise<string | null> {
  const titles = await session.rows<TitleDays & { readonly number: string }>(
    `SELECT certificate_number AS number, valid_until AS "validUntil", revoked_on AS "revokedOn",
            reviewed_from AS "reviewedFrom", reviewed_until AS "reviewedUntil"
       FROM title WHERE organisation = $1 OR case_id = ANY($2::text[]) ORDER BY certificate_number`,
    [subject, cases.map(({ id }) => id)],
  );
  const standing = titles.find((title) => ['valid', 'under-review'].includes(titleStatusOn(title, today)));
  return standing?.number ?? null;
}

async function periodAfter(session: Session, subject: string, ended: DateText, today: DateText): Promise<Hold | null> {
  const row = await session.first<{ until: DateText; reason: string }>(
    'SELECT ($2::date + days)::text AS until, reason FROM erasure_rule WHERE kind = $1',
    [subject.split(':')[0], ended],
  );
  return row && today < row.until ? { code: 'erasure-period', ...row } : null;
}
