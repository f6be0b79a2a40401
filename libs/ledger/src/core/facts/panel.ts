import { recusalOf, type CaseState, type ExpertFact, type Facts, type Marks, type Person } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { LockedCase } from '../lock-case.js';
import type { ExpertRow } from '../../tables/register.js';

/** The whole pool of experts, as the freeze needs to know them; with the reason, where one has left this case for good. */
export async function expertPool(
  session: Session,
  { caseId, state }: Pick<LockedCase, 'caseId' | 'state'>,
): Promise<readonly ExpertFact[]> {
  const rows = await session.rows<ExpertRow & { recused_as: string | null }>(
    `SELECT e.*, (SELECT c.token FROM candidate c
                   WHERE c.case_id = $1 AND c.expert_id = e.id AND c.token = ANY($2::text[]) LIMIT 1) AS recused_as
       FROM expert e ORDER BY e.id`,
    [caseId, state.recused],
  );
  return rows.map((row) => ({
    id: row.id,
    category: row.category,
    employerGroup: row.employer_group,
    employerCreditCode: row.employer_credit_code,
    available: row.available,
    recused: row.recused_as === null ? null : recusalOf(state, row.recused_as),
    conflicts: row.conflicts,
  }));
}

/** The token that stands for the acting expert in the present pool of the case; null for everybody else. */
export async function tokenOf(
  session: Session,
  caseId: string,
  state: CaseState,
  person: Person,
): Promise<string | null> {
  if (!state.panel || !person.organisation.startsWith('expert:')) return null;
  // An earlier pool of the same case knew the expert by another token.
  const present = state.panel.candidates.map(({ token }) => token);
  const row = await session.first<{ token: string }>(
    'SELECT token FROM candidate WHERE case_id = $1 AND expert_id = $2 AND token = ANY($3)',
    [caseId, person.organisation.slice('expert:'.length), present],
  );
  return row?.token ?? null;
}

/** The sealed marks of the present seats, for the one who opens them by putting in the last. */
export async function sealedMarks(session: Session, caseId: string, state: CaseState): Promise<Facts['marks']> {
  const rows = await session.rows<{
    seat: number;
    salt: string;
    marks: Marks['items'];
    comments: Marks['comments'] | null;
  }>('SELECT seat, salt, marks, comments FROM score WHERE case_id = $1 AND token = ANY($2) ORDER BY seat', [
    caseId,
    (state.panel?.seats ?? []).map(({ token }) => token),
  ]);
  return rows.map(({ seat, salt, marks, comments }) => ({
    seat,
    salt,
    marks: { items: marks, comments: comments ?? {} },
  }));
}
