import { createReadStream } from 'node:fs';
import { open, truncate, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { exists } from '../home/secrets.js';

/** A mail as it was caught. */
export interface CaughtMail {
  readonly id: string;
  /** When it was caught: machine time, ISO 8601. */
  readonly receivedAt: string;
  readonly messageId: string | undefined;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Waiting {
  readonly mail: CaughtMail;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Where a mail stands in the file, and by what it is found. */
interface Kept {
  readonly id: string;
  /** Addresses in small letters, as one text: there are many mails and few of these. */
  readonly to: string;
  readonly at: number;
  readonly bytes: number;
}

/**
 * Caught mails in one file, a line of JSON each, synced before the sender is told that its mail was accepted. In memory is only where each stands: there
 * may be a hundred thousand of them.
 */
export class MailStore {
  private waiting: Waiting[] = [];
  private writing = false;
  private readonly addresses = new Map<string, string>();

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private kept: Kept[] = [],
    private bytes = 0,
  ) {}

  /** Opens the store; a last line that a kill has cut off belongs to a mail that was never acknowledged and is dropped. */
  static async open(path: string): Promise<MailStore> {
    const there = await exists(path);
    const store = new MailStore(path, await open(path, 'a+', 0o600));
    if (there) await store.takeUp();
    return store;
  }

  /** Keeps a mail; it is on disk when this resolves. Mails that come while others are written share the next writing. */
  add(mail: CaughtMail): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ mail, resolve, reject });
      if (!this.writing) void this.writeAll();
    });
  }

  /** The mails in order of arrival, of one recipient if given (compared without case). */
  async *list(to?: string): AsyncGenerator<CaughtMail> {
    const wanted = to?.toLowerCase();
    for (const kept of [...this.kept])
      if (wanted === undefined || kept.to.split(' ').includes(wanted)) yield await this.read(kept);
  }

  /** One mail; null when there is none of that id. */
  async find(id: string): Promise<CaughtMail | null> {
    const kept = this.kept.find((one) => one.id === id);
    return kept ? this.read(kept) : null;
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await this.file.close();
  }

  /** Forgets all mails and tells how many there were. */
  async clear(): Promise<number> {
    const count = this.kept.length;
    await truncate(this.path, 0);
    [this.kept, this.bytes] = [[], 0];
    return count;
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      try {
        const lines = group.map(({ mail }) => `${JSON.stringify(mail)}\n`);
        await this.file.appendFile(lines.join(''));
        await this.file.datasync();
        group.forEach(({ mail }, index) => this.note(mail, Buffer.byteLength(lines[index] ?? '')));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.writing = false;
  }

  private note({ id, to }: CaughtMail, bytes: number): void {
    const all = to.join(' ').toLowerCase();
    const known = this.addresses.get(all) ?? all;
    this.addresses.set(known, known);
    this.kept.push({ id, to: known, at: this.bytes, bytes });
    this.bytes += bytes;
  }

  private async read({ at, bytes }: Kept): Promise<CaughtMail> {
    const { buffer } = await this.file.read(Buffer.alloc(bytes), 0, bytes, at);
    return JSON.parse(buffer.toString()) as CaughtMail;
  }

  private async takeUp(): Promise<void> {
    for await (const line of createInterface({ input: createReadStream(this.path) })) {
      try {
        this.note(JSON.parse(line) as CaughtMail, Buffer.byteLength(line) + 1);
      } catch {
        break;
      }
    }
    await truncate(this.path, this.bytes);
  }
}
