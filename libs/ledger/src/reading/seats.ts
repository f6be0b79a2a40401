import type { Session } from '../session.js';

/** A seat of the panel of one case. */
export interface SeatOfCase {
  readonly caseId: string;
  readonly seat: number;
}

/**
 * The seats of these cases, together by the expert who sits on them, the groups by the first seat of each: neither who it is nor an order
 * that would tell leaves the ledger. Needs the rights of the engine.
 */
export async function seatsByExpert(
  session: Session,
  caseIds: readonly string[],
): Promise<readonly (readonly SeatOfCase[])[]> {
  const rows = await session.rows<SeatOfCase & { expert_id: string }>(
    'SELECT case_id AS "caseId", seat, expert_id FROM seat WHERE case_id = ANY($1::text[]) ORDER BY case_id, seat',
    [caseIds],
  );
  const groups = new Map<string, SeatOfCase[]>();
  for (const { expert_id: expert, ...seat } of rows) groups.set(expert, [...(groups.get(expert) ?? []), seat]);
  return [...groups.values()];
}
