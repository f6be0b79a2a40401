import { accessOf, opensFile } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Move } from '../move.js';
import type { Experts } from './project-panel.js';

/** Makes the list of who may see each case equal to what the rules say, with the experts on its present seats: until they accept, as invited. */
export function projectAccess(session: Session, moves: readonly Move[], experts: Experts): void {
  session.later(
    `WITH owed AS (SELECT * FROM json_to_recordset($2) AS t(case_id text, organisation text, role text)),
          gone AS (DELETE FROM case_access a WHERE a.case_id = ANY($1) AND NOT EXISTS (
                     SELECT FROM owed o WHERE (o.case_id, o.organisation, o.role) = (a.case_id, a.organisation, a.role)))
     INSERT INTO case_access (case_id, organisation, role) SELECT case_id, organisation, role FROM owed ON CONFLICT DO NOTHING`,
    [moves.map(({ caseId }) => caseId), JSON.stringify(moves.flatMap((move) => accessAfter(move, experts)))],
  );
}

function accessAfter({ caseId, procedure, after }: Move, experts: Experts) {
  const seated = (after.panel?.seats ?? []).filter(({ status }) => status !== 'declined' && status !== 'vacant');
  return [
    ...accessOf(procedure, after).map(({ organisation, role }) => ({ case_id: caseId, organisation, role })),
    ...seated.map((seat) => ({
      case_id: caseId,
      organisation: experts.organisationOf(caseId, seat.token),
      role: opensFile(seat) ? 'expert' : 'invited',
    })),
  ];
}
