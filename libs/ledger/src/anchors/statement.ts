import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalText, hashText, merkleLeaf, type Instant } from '@vermilion/domain';

/** A key that signs for the first time, with the word of the one before it. */
interface NewKey {
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly publicKey: string;
  /** Signature of the key before over the new one; null for the first key of all, or when that key was lost. */
  readonly endorsement: string | null;
}

/** What an anchor says. Everything in it is signed. */
export interface AnchorStatement {
  /** Which anchor, from 1 without a gap. */
  readonly n: number;
  /** Machine time. */
  readonly at: Instant;
  /** How many streams have moved since the anchor before. */
  readonly leaves: number;
  /** Merkle root over their heads, by stream in the order of its letters (RFC 9162). */
  readonly root: string;
  /** Hash of the anchor before; zeros for the first. */
  readonly previous: string;
  /** Which key signs. */
  readonly key: string;
  readonly newKey: NewKey | null;
}

/** An anchor as it is stored, published and kept outside: statement and signature. */
export interface Anchor extends AnchorStatement {
  /** Ed25519, base64. */
  readonly signature: string;
}

/** Head of a stream. */
export interface Head {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
}

/** What the first anchor follows. */
export const NO_ANCHOR = '0'.repeat(64);

/** What is signed: nothing that the same key might sign elsewhere looks like it. */
export function signedText(statement: AnchorStatement): string {
  return `vermilion anchor 1\n${canonicalText(statement)}`;
}

/** With what one key vouches for the next. */
export function endorsedText(publicKey: string): string {
  return `vermilion anchor key 1\n${publicKey}`;
}

/** By this the next anchor names this one. */
export function anchorHash(statement: AnchorStatement): string {
  return hashText(signedText(statement));
}

/** A head's place in the tree. */
export function leafOf({ stream, seq, hash }: Head): string {
  return merkleLeaf(canonicalText({ hash, seq, stream }));
}

/** Leaves stand in the order of their streams' letters. */
export function inOrder<T extends Pick<Head, 'stream'>>(heads: readonly T[]): readonly T[] {
  return [...heads].sort((a, b) => (a.stream < b.stream ? -1 : 1));
}

/** The name of a key: the beginning of its hash, short enough to be read out over a telephone. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32);
}

/** Whether this key has signed this text. */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** The statement without its signature. */
export function statementOf({ signature: _signature, ...statement }: Anchor): AnchorStatement {
  return statement;
}
