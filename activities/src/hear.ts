import { activityInfo, ApplicationFailure, log } from '@temporalio/activity';
import type { Refusal, RefusalCode } from '@vermilion/domain';
import type { Incident } from '@vermilion/ledger';
import type { Dependencies } from './dependencies.js';

/** A refusal is an answer: somebody else did it already, or things have moved on, or the work cannot be done yet. */
export interface ActReply {
  readonly kind: 'done' | 'refused';
  readonly reason: string;
}

/** What the ledger answers, as far as the engine needs it. */
type Answer =
  | { readonly kind: 'accepted' | 'conflict' | 'not-found' | 'key-reused' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Refusals that only a defect of ours can cause; to repeat them would not help. */
const DEFECTS: readonly RefusalCode[] = ['unknown-command', 'not-permitted', 'seed-malformed'];
/** From this attempt on an outage is an incident as well. It is retried all the same. */
const ALARMING_ATTEMPT = 5;

/**
 * Hears what the ledger says to one piece of system work. `stuck` is the incident that an outage becomes when it lasts; what has been done
 * closes it.
 * @throws ApplicationFailure, not to be retried, when the refusal shows a defect of ours; whatever the ledger throws when it is out of reach.
 */
export async function hear(
  incidents: Dependencies['incidents'],
  stuck: Omit<Incident, 'kind'>,
  transaction: () => Promise<Answer>,
): Promise<ActReply> {
  const answer = await transaction().catch(async (outage: unknown) => {
    if (isAlarming()) await raise(incidents, stuck, outage);
    throw outage;
  });
  if (answer.kind === 'accepted') {
    await incidents.close('system-work', stuck.subject);
    return { kind: 'done', reason: '' };
  }
  if (answer.kind !== 'refused') return { kind: 'refused', reason: answer.kind };
  const { code } = answer.refusal;
  if (DEFECTS.includes(code)) throw ApplicationFailure.nonRetryable(code, 'defect');
  return { kind: 'refused', reason: code };
}

/** Whether this attempt is one of so many that people must look. */
export function isAlarming(): boolean {
  return activityInfo().attempt >= ALARMING_ATTEMPT;
}

async function raise(
  incidents: Dependencies['incidents'],
  { subject, detail }: Omit<Incident, 'kind'>,
  outage: unknown,
): Promise<void> {
  const reason = outage instanceof Error ? outage.message : String(outage);
  await incidents.open({ kind: 'system-work', subject, detail: { ...detail, reason } }).catch(() => {
    log.error('incident could not be recorded', { subject });
  });
}
