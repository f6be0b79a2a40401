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

/** Caught mails in one file, a line of JSON each, synced before the sender is told that its mail was accepted. */
export class MailStore {
  private waiting: Waiting[] = [];
  private writing = false;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private mails: CaughtMail[],
  ) {}

  /** Opens the store; a last line that a kill has cut off belongs to a mail that was never acknowledged and is dropped. */
  static async open(path: string): Promise<MailStore> {
    const { mails, complete } = await readMails(path);
    if (await exists(path)) await truncate(path, complete);
    return new MailStore(path, await open(path, 'a', 0o600), mails);
  }

  /** Keeps a mail; it is on disk when this resolves. Mails that come while others are written share the next writing. */
  add(mail: CaughtMail): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ mail, resolve, reject });
      if (!this.writing) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      try {
        await this.file.appendFile(group.map(({ mail }) => `${JSON.stringify(mail)}\n`).join(''));
        await this.file.datasync();
        this.mails.push(...group.map(({ mail }) => mail));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.writing = false;
  }

  /** The mails in order of arrival, of one recipient if given (compared without case). */
  list(to?: string): readonly CaughtMail[] {
    if (to === undefined) return this.mails;
    const wanted = to.toLowerCase();
    return this.mails.filter((mail) => mail.to.some((address) => address.toLowerCase() === wanted));
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await this.file.close();
  }

  /** Forgets all mails and tells how many there were. */
  async clear(): Promise<number> {
    const count = this.mails.length;
    await truncate(this.path, 0);
    this.mails = [];
    return count;
  }
}

async function readMails(path: string): Promise<{ mails: CaughtMail[]; complete: number }> {
  const mails: CaughtMail[] = [];
  let complete = 0;
  if (!(await exists(path))) return { mails, complete };
  for await (const line of createInterface({ input: createReadStream(path) })) {
    try {
      mails.push(JSON.parse(line) as CaughtMail);
    } catch {
      break;
    }
    complete += Buffer.byteLength(line) + 1;
  }
  return { mails, complete };
}
