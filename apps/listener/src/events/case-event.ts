import { CloudEvent } from '@vermilion/contracts';
import { PermanentlyBad, type IncomingMessage } from '@vermilion/messaging';

const STREAM = /^application:(\d{4}-\d{6})$/;

/** An event of a case, as a consumer needs it. */
export interface CaseEvent {
  readonly id: string;
  readonly caseId: string;
  readonly stream: string;
  readonly seq: number;
  readonly stageSeq: number;
  readonly wakes: boolean;
  /** Business time. */
  readonly time: string;
}

/** Reads a message of `vermilion.cases`. @throws PermanentlyBad when it is no event of a case. */
export function caseEventFrom(message: IncomingMessage): CaseEvent {
  const parsed = CloudEvent.safeParse(jsonOf(message.value));
  if (!parsed.success)
    throw new PermanentlyBad(`not a CloudEvent of ours: ${parsed.error.issues.map(faultOf).join('; ')}`);
  const { id, subject, seq, stageseq, wakes, time } = parsed.data;
  const caseId = STREAM.exec(subject)?.[1];
  if (!caseId) throw new PermanentlyBad('the subject is not a case');
  if (message.key !== subject || id !== `${subject}/${seq}`)
    throw new PermanentlyBad('key, subject and id do not agree');
  return { id, caseId, stream: subject, seq, stageSeq: stageseq, wakes, time };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultOf(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return `${issue.path.map(String).join('.') || 'value'} ${issue.message}`;
}
