import type { Role } from './actor.js';
import { organisationOf, roleOf } from './offices.js';
import type { Procedure } from './procedure.js';
import type { CaseState } from './state.js';

interface SideTask {
  readonly id: string;
  readonly stage: string;
  readonly kind: 'supply' | 'extension';
  readonly organisation: string;
  readonly token: null;
  readonly person: null;
  readonly role: Role;
}

/**
 * What somebody must do beside the office that has the case: the firm supplies what it has promised, and who grants extensions answers a
 * request for one. The case waits for neither.
 */
export function sideTasks({ stages }: Procedure, state: CaseState): SideTask[] {
  const stage = stages.find(({ id }) => id === state.stage);
  if (!stage) return [];
  const visit = `${stage.id}#${state.visit}`;
  const common = { stage: stage.id, token: null, person: null };
  const tasks: SideTask[] = [];
  if (state.deferred.length > 0)
    tasks.push({ id: `${visit}:supply`, kind: 'supply', organisation: state.applicant, role: 'approver', ...common });
  const asked = state.limits.find(({ id, lapsed, extension }) => id === visit && !lapsed && extension?.asked);
  if (asked && stage.extension && !state.correction && !state.suspension) {
    const { approver } = stage.extension;
    const organisation = organisationOf(approver, state.district);
    tasks.push({ id: `${visit}:extension`, kind: 'extension', organisation, role: roleOf(approver), ...common });
  }
  return tasks;
}
