import { accessOf, opensFile } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Move } from '../move.js';
import type { Experts } from './project-panel.js';

/** Makes the list of who may see the case equal to what the rules say, with the experts on its present seats: until they accept, as invited. */
export async function projectAccess(
  session: Session,
  { caseId, procedure, after }: Move,
  experts: Experts,
): Promise<void> {
  const seated = (after.panel?.seats ?? []).filter(({ status }) => status !== 'declined' && status !== 'vacant');
  const access = [
    ...accessOf(procedure, after),
    ...seated.map((seat) => ({
      organisation: experts.organisationOf(seat.token),
      role: opensFile(seat) ? 'expert' : 'invited',
    })),
  ];
  const columns = [access.map(({ organisation }) => organisation), access.map(({ role }) => role)];
  await session.execute(
    `WITH owed AS (SELECT organisation, role FROM unnest($2::text[], $3::text[]) AS t(organisation, role)),
          gone AS (DELETE FROM case_access WHERE case_id = $1 AND (organisation, role) NOT IN (SELECT organisation, role FROM owed))
     INSERT INTO case_access (case_id, organisation, role) SELECT $1, organisation, role FROM owed ON CONFLICT DO NOTHING`,
    [caseId, ...columns],
  );
}
