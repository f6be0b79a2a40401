import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonicalText } from '@vermilion/domain';
import type { Session } from '../session.js';
import { anchorHash, NO_ANCHOR, statementOf, type Anchor } from './statement.js';
import { anchorsAfter, openAnchorIn } from './stored.js';

/** So many anchors are read and written in one go. */
const AT_ONCE = 1_000;
const LINE_END = 0x0a;

/** The file has something else than the ledger: one of them was changed. Nothing is written any more until somebody has looked. */
export class AnchorsDiffer extends Error {}

/** The end of a file of anchors: what the next line must follow. */
interface Tail {
  readonly n: number;
  readonly hash: string;
  /** Bytes of whole lines; what stands behind them was being written when the machine died. */
  readonly bytes: number;
}

/**
 * Writes the anchors which the file lacks behind those that it has, each on a line of its own, and has them on the disk before it returns. May be called
 * again after any death. @returns how many were written. @throws AnchorsDiffer when the ledger does not go on where the file ends.
 */
export async function appendAnchors(session: Session, path: string): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+', 0o644);
  try {
    let tail = await tailOf(path);
    await file.truncate(tail.bytes);
    let written = 0;
    for (;;) {
      // The last one that the file has, too: to see that it is still the same.
      const rows = await anchorsAfter(session, Math.max(0, tail.n - 1), AT_ONCE);
      const known = tail.n === 0 ? [] : rows.splice(0, 1);
      if (tail.n > 0 && known[0]?.hash !== tail.hash) throw differing(path, tail.n);
      const anchors = rows.map(openAnchorIn);
      if (anchors.length === 0) break;
      tail = await writeLines(file, anchors, tail, path);
      written += anchors.length;
    }
    if (written > 0) await syncDirectory(dirname(path));
    return written;
  } finally {
    await file.close();
  }
}

async function writeLines(file: FileHandle, anchors: readonly Anchor[], tail: Tail, path: string): Promise<Tail> {
  let { n, hash } = tail;
  for (const anchor of anchors) {
    if (anchor.n !== n + 1 || anchor.previous !== hash) throw differing(path, anchor.n);
    ({ n } = anchor);
    hash = anchorHash(statementOf(anchor));
  }
  const text = Buffer.from(anchors.map(lineOf).join(''));
  await file.appendFile(text);
  await file.sync();
  return { n, hash, bytes: tail.bytes + text.length };
}

function differing(path: string, n: number): AnchorsDiffer {
  return new AnchorsDiffer(`anchor ${n} of the ledger is not what ${path} goes on with`);
}

function lineOf(anchor: Anchor): string {
  return `${canonicalText(anchor)}\n`;
}

/** A new name is on the disk only when its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}

async function tailOf(path: string): Promise<Tail> {
  const content = await readFile(path);
  const bytes = content.lastIndexOf(LINE_END) + 1;
  if (bytes === 0) return { n: 0, hash: NO_ANCHOR, bytes };
  const begin = content.lastIndexOf(LINE_END, bytes - 2) + 1;
  const last = readLine(content.subarray(begin, bytes - 1).toString('utf8'));
  if (last === null) throw new AnchorsDiffer(`the last line of ${path} is no anchor`);
  return { n: last.n, hash: anchorHash(statementOf(last)), bytes };
}

/** The anchor on a line; null when it is none. */
function readLine(line: string): Anchor | null {
  try {
    const anchor = JSON.parse(line) as Partial<Anchor> | null;
    const { n, root, previous, signature } = anchor ?? {};
    const whole = Number.isInteger(n) && [root, previous, signature].every((part) => typeof part === 'string');
    // A line says an anchor in one way only.
    return whole && canonicalText(anchor) === line ? (anchor as Anchor) : null;
  } catch {
    return null;
  }
}

/** The anchors in a file that was kept outside, line by line; null for a line that is none. */
export async function readAnchorFile(path: string): Promise<readonly (Anchor | null)[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map(readLine);
}
