import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SYSTEM } from '@vermilion/domain';
import {
  appendAnchors,
  connect,
  openOutbox,
  readAnchorFile,
  readSigningKeys,
  takeAnchor,
  verifyAnchors,
  type Connection,
  type SigningKeys,
  type Taken,
} from '@vermilion/ledger';
import type { TestDatabase } from './postgres.js';

/** Puts a new key for anchors into a directory. */
export async function makeSigningKey(directory: string, name: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(join(directory, `${name}.pem`), privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
}

/** What anchors a test's ledger: a key, the relay's login, a file outside, and the auditor who compares. */
export class Anchoring {
  private constructor(
    private readonly database: TestDatabase,
    readonly home: string,
    readonly relay: Connection,
    private readonly auditor: Connection,
  ) {}

  static async beside(database: TestDatabase): Promise<Anchoring> {
    const home = await mkdtemp(join(tmpdir(), 'vermilion-anchors-'));
    await makeSigningKey(home, '2018-a');
    const relay = await connect({ url: database.relay, role: 'vermilion_relay', poolSize: 2 });
    return new Anchoring(database, home, relay, await connect({ url: database.auditor, role: 'vermilion_auditor' }));
  }

  get file(): string {
    return join(this.home, 'outside', 'anchors.jsonl');
  }

  keys(): Promise<SigningKeys> {
    return readSigningKeys(this.home);
  }

  /** Publishes, to nobody, what waits in the outbox. */
  async publish(): Promise<void> {
    const outbox = await openOutbox({ url: this.database.relay });
    const rows = await outbox.unsent([0, 1, 2, 3, 4, 5, 6, 7], 10_000);
    await outbox.acknowledge(rows.map(({ id }) => id));
    await outbox.close();
  }

  async take(): Promise<Taken> {
    const keys = await this.keys();
    return this.relay.write(SYSTEM, (session) => takeAnchor(session, keys));
  }

  /** Brings the file outside up to date. */
  keepOutside(): Promise<number> {
    return this.relay.write(SYSTEM, (session) => appendAnchors(session, this.file));
  }

  /** Compares the ledger with the file outside; with its own anchors alone on demand. */
  async verify(which: { readonly alone?: boolean; readonly pinned?: readonly string[] } = {}) {
    const outside = which.alone ? null : await readAnchorFile(this.file);
    return verifyAnchors(this.auditor, { outside, pinned: new Set(which.pinned) });
  }

  /** Writes the lines of the file anew, and tells how to undo it. */
  async rewrite(change: (lines: string[]) => readonly string[]): Promise<() => Promise<void>> {
    const before = await readFile(this.file, 'utf8');
    await writeFile(
      this.file,
      change(before.trimEnd().split('\n'))
        .map((line) => `${line}\n`)
        .join(''),
    );
    return () => writeFile(this.file, before);
  }

  async stop(): Promise<void> {
    await Promise.all([this.relay.close(), this.auditor.close()]);
    await rm(this.home, { recursive: true, force: true });
  }
}
