import type { Actor, Command, EventType, Instant, Refusal } from '@vermilion/domain';

/** A command to a case. */
export interface TransactRequest {
  /** Null for `open`: the ledger names the case. */
  readonly caseId: string | null;
  readonly command: Command;
  readonly actor: Actor;
  /** Idempotency key, unique for the actor. */
  readonly key: string;
  /** The version that a person has seen; null for `open` and for the engine. */
  readonly expectedSeq: number | null;
  /** When the API received the command; a person's limit is judged by it. */
  readonly receivedAt?: Instant;
}

export interface Receipt {
  readonly caseId: string;
  readonly seq: number;
  readonly stageSeq: number;
  readonly events: readonly { readonly id: string; readonly type: EventType }[];
  readonly at: Instant;
  /** The command had been accepted before; this is its first receipt. */
  readonly replayed: boolean;
}

/** Who was faster: the last event of the case. `by` is an organisation, `clock` or `system`. */
export interface Latest {
  readonly seq: number;
  readonly by: string;
  readonly at: Instant;
  readonly type: EventType;
}

export type TransactOutcome =
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'conflict'; readonly current: Latest }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'key-reused' };
