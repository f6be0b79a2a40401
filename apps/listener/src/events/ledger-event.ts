import { CloudEvent } from '@vermilion/contracts';
import { PermanentlyBad, type IncomingMessage } from '@vermilion/messaging';

const CASE = /^application:(\d{4}-\d{6})$/;
const ROUND = /^round:([a-z0-9-]+)$/;

/** What every event of the ledger says of its place. */
interface Placed {
  readonly id: string;
  readonly stream: string;
  readonly seq: number;
  readonly stageSeq: number;
  readonly wakes: boolean;
  /** Business time. */
  readonly time: string;
}

/** An event of a case. `round`: the round to which the case belongs, or from which it has just gone. */
export type CaseEvent = Placed & { readonly of: 'case'; readonly caseId: string; readonly round: string | null };
export type RoundEvent = Placed & { readonly of: 'round'; readonly roundId: string };
/** An event of the ledger, as a consumer needs it. */
export type LedgerEvent = CaseEvent | RoundEvent;

/** Reads a message of `vermilion.cases` or `vermilion.rounds`. @throws PermanentlyBad when it is no event of a case or round. */
export function ledgerEventFrom(message: IncomingMessage): LedgerEvent {
  const parsed = CloudEvent.safeParse(jsonOf(message.value));
  if (!parsed.success)
    throw new PermanentlyBad(`not a CloudEvent of ours: ${parsed.error.issues.map(faultOf).join('; ')}`);
  const { id, subject, seq, stageseq, wakes, time, round = null } = parsed.data;
  if (message.key !== subject || id !== `${subject}/${seq}`)
    throw new PermanentlyBad('key, subject and id do not agree');
  const placed = { id, stream: subject, seq, stageSeq: stageseq, wakes, time };
  const caseId = CASE.exec(subject)?.[1];
  if (caseId) return { of: 'case', ...placed, caseId, round };
  const roundId = ROUND.exec(subject)?.[1];
  if (roundId) return { of: 'round', ...placed, roundId };
  throw new PermanentlyBad('the subject is neither a case nor a round');
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
