import type { Anchor } from './statement.js';
import { anchorHash, endorsedText, isSigned, keyIdOf, NO_ANCHOR, signedText, statementOf } from './statement.js';

/**
 * What is wrong with an anchor. `unreadable`: no anchor at all. `signature`: not signed by its key. `key`: a key that neither the one before nor the
 * verifier vouches for. `order`: it does not follow the one before. `root`: the heads that are kept with it do not lead to its root. `head`: the ledger
 * no longer has an event that it anchors. `differs`: the ledger has another one in its place. `cut`: the ledger has none in its place.
 */
export interface AnchorFault {
  readonly n: number;
  readonly fault: 'unreadable' | 'signature' | 'key' | 'order' | 'root' | 'head' | 'differs' | 'cut';
  readonly stream?: string;
  readonly seq?: number;
}

/** Walks along the anchors of one place, the ledger or a file, and says what is wrong with them by themselves. */
export class AnchorChain {
  private readonly keys = new Map<string, string>();
  private previous = NO_ANCHOR;
  private key: string | null = null;
  private n = 0;

  /** @param pinned keys that whoever verifies has learnt on another way; none: the first key is believed, and the others need its word */
  constructor(private readonly pinned: ReadonlySet<string>) {}

  /** The faults of the next anchor. */
  next(anchor: Anchor | null): readonly AnchorFault[] {
    this.n += 1;
    if (anchor === null) return [{ n: this.n, fault: 'unreadable' }];
    const statement = statementOf(anchor);
    const faults: AnchorFault['fault'][] = [];
    if (anchor.n !== this.n || anchor.previous !== this.previous) faults.push('order');
    if (!this.isTrusted(anchor)) faults.push('key');
    else if (!isSigned(signedText(statement), anchor.signature, this.keys.get(anchor.key) ?? ''))
      faults.push('signature');
    this.previous = anchorHash(statement);
    this.n = anchor.n;
    return faults.map((fault) => ({ n: anchor.n, fault }));
  }

  /** The keys that have signed, by their order. */
  signers(): readonly string[] {
    return [...this.keys.keys()];
  }

  private isTrusted({ key, newKey }: Anchor): boolean {
    const former = this.key;
    if (newKey && keyIdOf(newKey.publicKey) === key && this.mayFollow(former, newKey)) {
      this.keys.set(key, newKey.publicKey);
      this.key = key;
    }
    return this.key === key;
  }

  private mayFollow(former: string | null, { publicKey, endorsement }: NonNullable<Anchor['newKey']>): boolean {
    if (this.pinned.has(keyIdOf(publicKey))) return true;
    if (former === null) return this.pinned.size === 0;
    return endorsement !== null && isSigned(endorsedText(publicKey), endorsement, this.keys.get(former) ?? '');
  }
}
