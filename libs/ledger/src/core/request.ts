import type { Actor, Command, EventType, Instant, Refusal, RoundCommand, RoundEventType } from '@vermilion/domain';

/** Who asks, and what of the stream was seen. */
interface Asked {
  readonly actor: Actor;
  /** Idempotency key, unique for the actor. */
  readonly key: string;
  /** The version that a person has seen; null for what does not exist yet, and for the engine. */
  readonly expectedSeq: number | null;
  /** When the API received the command; a person's limit is judged by it. */
  readonly receivedAt?: Instant;
}

/** A command to a case. */
export interface TransactRequest extends Asked {
  /** Null for `open`: the ledger names the case. */
  readonly caseId: string | null;
  readonly command: Command;
}

/** Everything that makes the command what it is: who repeats its key with another body is refused. */
export function bodyOf({ caseId, command, expectedSeq }: TransactRequest): object {
  return { caseId, command, expectedSeq };
}

/** A command to a round. */
export interface RoundRequest extends Asked {
  readonly roundId: string;
  readonly command: RoundCommand;
}

interface StreamReceipt<Type> {
  readonly seq: number;
  readonly stageSeq: number;
  readonly events: readonly { readonly id: string; readonly type: Type }[];
  readonly at: Instant;
  /** The command had been accepted before; this is its first receipt. */
  readonly replayed: boolean;
}

export interface Receipt extends StreamReceipt<EventType> {
  readonly caseId: string;
}

export interface RoundReceipt extends StreamReceipt<RoundEventType> {
  readonly roundId: string;
}

/** Who was faster: the last event of the stream. `by` is an organisation, `clock` or `system`. */
export interface Latest<Type = EventType> {
  readonly seq: number;
  readonly by: string;
  readonly at: Instant;
  readonly type: Type;
}

type Outcome<Given, Type> =
  | { readonly kind: 'accepted'; readonly receipt: Given }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'conflict'; readonly current: Latest<Type> }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'key-reused' };

export type TransactOutcome = Outcome<Receipt, EventType>;
export type RoundOutcome = Outcome<RoundReceipt, RoundEventType>;

/** The engine asks the rules alone; a person decides upon what the person has seen. @returns the version at which the command is heard. */
export function seqExpected({ actor, expectedSeq }: Asked, present: number): number {
  if (expectedSeq !== null) return expectedSeq;
  if (actor.kind === 'person') throw new TypeError('a person must say which version was seen');
  return present;
}
