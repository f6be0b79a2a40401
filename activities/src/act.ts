import { SYSTEM, type Command } from '@vermilion/domain';
import type { Dependencies } from './dependencies.js';
import { hear, type ActReply } from './hear.js';

/** What the engine may ask of a case. */
export type SystemCommand = Extract<Command, { type: 'freeze-pool' | 'draw' | 'replace' | 'issue' }>;

/** `key` names the effect; the ledger does it once, whoever asks again. */
export interface ActRequest {
  readonly caseId: string;
  readonly command: SystemCommand;
  readonly key: string;
}

/** One ledger transaction as the actor `system`. Done once per key. @throws as `hear` does. */
export function act({ transact, incidents }: Pick<Dependencies, 'transact' | 'incidents'>) {
  return async ({ caseId, command, key }: ActRequest): Promise<ActReply> =>
    hear(incidents, { subject: key, detail: { caseId, command: command.type } }, () =>
      transact({ caseId, command, actor: SYSTEM, key, expectedSeq: null }),
    );
}
