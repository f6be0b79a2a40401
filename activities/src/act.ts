import { activityInfo, ApplicationFailure, log } from '@temporalio/activity';
import { SYSTEM, type Command, type RefusalCode } from '@vermilion/domain';
import type { Dependencies } from './dependencies.js';

/** What the engine may ask of a case. */
export type SystemCommand = Extract<Command, { type: 'freeze-pool' | 'draw' | 'replace' | 'issue' }>;

/** `key` names the effect; the ledger does it once, whoever asks again. */
export interface ActRequest {
  readonly caseId: string;
  readonly command: SystemCommand;
  readonly key: string;
}

/** A refusal is an answer: somebody else did it already, or the case has moved on, or the work cannot be done yet. */
export interface ActReply {
  readonly kind: 'done' | 'refused';
  readonly reason: string;
}

/** Refusals that only a defect of ours can cause; to repeat them would not help. */
const DEFECTS: readonly RefusalCode[] = ['unknown-command', 'not-permitted', 'seed-malformed'];
/** From this attempt on an outage is an incident as well. It is retried all the same. */
const ALARMING_ATTEMPT = 5;

/**
 * One ledger transaction as the actor `system`. Done once per key.
 * @throws ApplicationFailure, not to be retried, when the refusal shows a defect of ours; whatever the ledger throws when it is out of reach.
 */
export function act({ transact, incidents }: Pick<Dependencies, 'transact' | 'incidents'>) {
  return async ({ caseId, command, key }: ActRequest): Promise<ActReply> => {
    const order = { caseId, command, actor: SYSTEM, key, expectedSeq: null };
    const outcome = await transact(order).catch(async (outage: unknown) => {
      if (activityInfo().attempt >= ALARMING_ATTEMPT) await raise(outage);
      throw outage;
    });
    if (outcome.kind === 'accepted') {
      await incidents.close('system-work', key);
      return { kind: 'done', reason: '' };
    }
    if (outcome.kind !== 'refused') return { kind: 'refused', reason: outcome.kind };
    const { code } = outcome.refusal;
    if (DEFECTS.includes(code)) throw ApplicationFailure.nonRetryable(code, 'defect');
    return { kind: 'refused', reason: code };

    async function raise(outage: unknown): Promise<void> {
      const reason = outage instanceof Error ? outage.message : String(outage);
      const incident = { kind: 'system-work', subject: key, detail: { caseId, command: command.type, reason } };
      await incidents.open(incident).catch(() => {
        log.error('incident could not be recorded', { subject: key });
      });
    }
  };
}
