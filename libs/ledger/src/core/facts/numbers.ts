import type { AwardStage, Facts } from '@vermilion/domain';
import type { Session } from '../../session.js';

/**
 * The next number of a series. The series stays locked until this transaction ends, and a transaction that fails gives its number back:
 * there is no gap.
 */
export async function nextNumber(session: Session, series: string): Promise<number> {
  const row = await session.first<{ value: string }>(
    `INSERT INTO counter (name, value) VALUES ($1, 1)
     ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value`,
    [series],
  );
  return Number(row?.value);
}

/** Document and certificate number of an award; always in this order, so that two awards never wait for each other. */
export async function awardNumbers(
  session: Session,
  stage: AwardStage,
  year: string,
): Promise<NonNullable<Facts['numbers']>> {
  const document = await nextNumber(session, documentSeries(stage, year));
  const certificate = await nextNumber(session, certificateSeries(stage, year));
  return { document, certificate };
}

/** The number of a certificate alone: the document was numbered with its list, and 0 stands for it here. */
export async function certificateOf(
  session: Session,
  stage: AwardStage,
  year: string,
): Promise<NonNullable<Facts['numbers']>> {
  return { document: 0, certificate: await nextNumber(session, certificateSeries(stage, year)) };
}

/** The number of a document alone: a title that is renewed keeps its certificate, and 0 stands for it here. */
export async function documentOf(
  session: Session,
  stage: AwardStage,
  year: string,
): Promise<NonNullable<Facts['numbers']>> {
  return { document: await nextNumber(session, documentSeries(stage, year)), certificate: 0 };
}

/** The series of the documents of a year, for single cases and for lists. */
export function documentSeries({ documentPrefix }: AwardStage, year: string): string {
  return `document:${documentPrefix}:${year}`;
}

function certificateSeries({ certificatePrefix }: AwardStage, year: string): string {
  return `certificate:${certificatePrefix}:${year}`;
}
