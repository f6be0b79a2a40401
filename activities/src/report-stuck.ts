import type { ActRequest } from './act.js';
import type { Dependencies } from './dependencies.js';

/** Opens the incident of system work that was refused and is still owed, so that nothing is stuck unseen. One open incident per effect. */
export function reportStuck({ incidents }: Pick<Dependencies, 'incidents'>) {
  return async ({ caseId, command, key, reason }: ActRequest & { readonly reason: string }): Promise<void> => {
    await incidents.open({ kind: 'system-work', subject: key, detail: { caseId, command: command.type, reason } });
  };
}
