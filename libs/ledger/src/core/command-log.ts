import { hashOf, type Actor } from '@vermilion/domain';
import type { Session } from '../session.js';

/** Who gives a command, and under which key. */
export interface Keyed {
  readonly actor: Actor;
  /** Idempotency key, unique for the actor. */
  readonly key: string;
}

/** Whose key a command carries: `person:<id>@<organisation>`, `clock` or `system`. */
function keyOwnerOf(actor: Actor): string {
  return actor.kind === 'person' ? `person:${actor.person}@${actor.organisation}` : actor.kind;
}

/** The command as its events name it: by a hash, since events name nobody who gives commands as an expert. */
export function commandIdOf({ actor, key }: Keyed): string {
  return hashOf({ owner: keyOwnerOf(actor), key });
}

/** What stands in the log under a key: nothing yet, the receipt of the same command, or another command. */
export type Claim<Receipt> =
  | { readonly kind: 'ours' }
  | { readonly kind: 'recorded'; readonly receipt: Receipt }
  | { readonly kind: 'key-reused' };

/**
 * Takes the key for this transaction. Somebody who holds it at this moment is waited for: if that transaction commits, its receipt is
 * found; if not, the key is ours. For clock and system the key alone decides. `body` is everything that makes the command what it is.
 */
export async function claimKey<Receipt extends { readonly replayed: boolean }>(
  session: Session,
  request: Keyed,
  body: object,
): Promise<Claim<Receipt>> {
  const owner = keyOwnerOf(request.actor);
  const bodyHash = hashOf(body);
  const claimed = await session.execute(
    'INSERT INTO command (actor, key, body_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [owner, request.key, bodyHash],
  );
  if (claimed === 1) return { kind: 'ours' };
  const recorded = await session.first<{ body_hash: string; reply: Receipt | null }>(
    'SELECT body_hash, reply FROM command WHERE actor = $1 AND key = $2',
    [owner, request.key],
  );
  if (!recorded?.reply) throw new Error(`the command ${owner} ${request.key} was recorded without its reply`);
  if (request.actor.kind === 'person' && recorded.body_hash !== bodyHash) return { kind: 'key-reused' };
  return { kind: 'recorded', receipt: { ...recorded.reply, replayed: true } };
}

/** Keeps the receipt for whoever repeats the command. */
export async function recordReply(session: Session, request: Keyed, receipt: object): Promise<void> {
  await session.execute('UPDATE command SET reply = $3 WHERE actor = $1 AND key = $2', [
    keyOwnerOf(request.actor),
    request.key,
    JSON.stringify(receipt),
  ]);
}
