import { hashOf, type Actor } from '@vermilion/domain';
import type { Session } from '../session.js';

/** Who gives a command, and under which key. */
export interface Keyed {
  readonly actor: Actor;
  /** Idempotency key, unique for the actor. */
  readonly key: string;
}

/** Whose key a command carries: `person:<id>@<organisation>`, `clock` or `system`. */
export function keyOwnerOf(actor: Actor): string {
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

/** Which of these commands, by their ids, were given before. */
export async function givenBefore(session: Session, requests: readonly Keyed[]): Promise<ReadonlySet<string>> {
  const known = await session.rows<{ owner: string; key: string }>(
    `SELECT c.actor AS owner, c.key FROM command c JOIN unnest($1::text[], $2::text[]) AS r(actor, key) USING (actor, key)`,
    [requests.map(({ actor }) => keyOwnerOf(actor)), requests.map(({ key }) => key)],
  );
  return new Set(known.map(({ owner, key }) => hashOf({ owner, key })));
}

/** Notes commands with their receipts. The transaction fails when one of them was given meanwhile. */
export function recordCommands(session: Session, commands: readonly Answered[], bodies: readonly object[]): void {
  session.later(
    `INSERT INTO command (actor, key, body_hash, reply)
     SELECT actor, key, body_hash, reply::json FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS r(actor, key, body_hash, reply)`,
    [
      commands.map(({ request }) => keyOwnerOf(request.actor)),
      commands.map(({ request }) => request.key),
      bodies.map(hashOf),
      commands.map(({ receipt }) => JSON.stringify(receipt)),
    ],
  );
}

interface Answered {
  readonly request: Keyed;
  readonly receipt: object;
}

/** Keeps the receipt of a command whose key was claimed, for whoever repeats it. */
export function recordReply(session: Session, { request, receipt }: Answered): void {
  session.later('UPDATE command SET reply = $3 WHERE actor = $1 AND key = $2', [
    keyOwnerOf(request.actor),
    request.key,
    JSON.stringify(receipt),
  ]);
}
