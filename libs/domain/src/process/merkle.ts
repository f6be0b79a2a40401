import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** What stands before a leaf and before an inner node, so that neither can be given out as the other (RFC 9162, 2.1.1). */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of an entry of a Merkle tree, in lower-case hex. */
export function merkleLeaf(entry: string): string {
  return bytesToHex(sha256(concatBytes(LEAF, utf8ToBytes(entry))));
}

function nodeOver(left: string, right: string): string {
  return bytesToHex(sha256(concatBytes(NODE, hexToBytes(left), hexToBytes(right))));
}

/** The next level up: pairs are joined; who has nobody at the right goes up alone. */
function levelAbove(level: readonly string[]): string[] {
  const above: string[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left = '', right] = level.slice(at, at + 2);
    above.push(right === undefined ? left : nodeOver(left, right));
  }
  return above;
}

/** The root over the hashes of leaves, in their order (RFC 9162, 2.1.1); of no leaf, the hash of nothing. */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves;
  while (level.length > 1) level = levelAbove(level);
  return level[0] ?? bytesToHex(sha256(new Uint8Array()));
}

/** The hashes beside the way from a leaf to the root, from below (RFC 9162, 2.1.3.1). */
export function inclusionPath(leaves: readonly string[], index: number): readonly string[] {
  const path: string[] = [];
  let level = leaves;
  for (let at = index; level.length > 1; at >>= 1) {
    const beside = level[at ^ 1];
    if (beside !== undefined) path.push(beside);
    level = levelAbove(level);
  }
  return path;
}

/**
 * The root to which a leaf leads by its path (RFC 9162, 2.1.3.2): to be compared with the one that was signed.
 * @returns null when the path does not belong to a leaf in this place of a tree of this size.
 */
export function rootByPath(
  leaf: string,
  place: { readonly index: number; readonly size: number },
  path: readonly string[],
): string | null {
  if (place.index < 0 || place.index >= place.size) return null;
  let root = leaf;
  let at = place.index;
  let last = place.size - 1;
  for (const beside of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = nodeOver(beside, root);
      for (; at % 2 === 0 && at > 0; at >>= 1) last >>= 1;
    } else root = nodeOver(root, beside);
    at >>= 1;
    last >>= 1;
  }
  return last === 0 ? root : null;
}
