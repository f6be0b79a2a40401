import type { Facts } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { DatingRow } from '../../tables/dates.js';

/** The dates that the parties of a case have been told. */
export async function datesTold(session: Session, caseId: string): Promise<NonNullable<Facts['dates']>> {
  const row = await session.first<Pick<DatingRow, 'told'>>('SELECT told FROM dating WHERE case_id = $1', [caseId]);
  return Object.entries(row?.told ?? {}).map(([id, date]) => ({ id, ...date }));
}
