import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
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

/** Where a mail stands in the file, and by what it is found. */
interface Kept {
  readonly id: string;
  /** Addresses in small letters, as one text: there are many mails and few of these. */
  readonly to: string;
  readonly at: number;
  readonly bytes: number;
}

interface Waiting {
  readonly mail: CaughtMail;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const NEW_LINE = 0x0a;

/**
 * Caught mails in one file, a line of JSON each, synced before the sender is told that its mail was accepted. In memory is only where each stands: there
 * may be a hundred thousand of them.
 */
export class MailStore {
  private waiting: Waiting[] = [];
  /** Whatever changes the file, one after another. */
  private turn: Promise<void> = Promise.resolve();
  private readonly addresses = new Map<string, string>();
  private kept: Kept[] = [];
  private bytes = 0;

  private constructor(private readonly file: FileHandle) {}

  /** Opens the store; a last line that a kill has cut off belongs to a mail that was never acknowledged and is dropped. */
  static async open(path: string): Promise<MailStore> {
    const there = await exists(path);
    const store = new MailStore(await open(path, 'a+', 0o600));
    if (there) await store.takeUp(path);
    return store;
  }

  /** Keeps a mail; it is on disk when this resolves. Mails that come while others are written share the next writing. */
  add(mail: CaughtMail): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ mail, resolve, reject });
      if (this.waiting.length === 1) void this.inTurn(() => this.writeWaiting());
    });
  }

  /** The mails in order of arrival, of one recipient if given (compared without case). */
  async *list(to?: string): AsyncGenerator<CaughtMail> {
    const wanted = to?.toLowerCase();
    const all = this.kept;
    for (const kept of [...all]) {
      if (wanted !== undefined && !kept.to.split(' ').includes(wanted)) continue;
      const mail = await this.read(kept, all);
      if (mail) yield mail;
    }
  }

  /** One mail; null when there is none of that id. */
  async find(id: string): Promise<CaughtMail | null> {
    const kept = this.kept.find((one) => one.id === id);
    return kept ? this.read(kept, this.kept) : null;
  }

  /** Closes the file, when what is being written is written. */
  async close(): Promise<void> {
    await this.inTurn(() => this.file.close());
  }

  /** Forgets all mails and tells how many there were. */
  async clear(): Promise<number> {
    let count = 0;
    await this.inTurn(async () => {
      // Forgotten first: whoever is reading must not take for a mail what is in its place afterwards.
      count = this.kept.length;
      [this.kept, this.bytes] = [[], 0];
      await this.file.truncate(0);
    });
    return count;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async writeWaiting(): Promise<void> {
    const group = this.waiting;
    this.waiting = [];
    const lines = group.map(({ mail }) => Buffer.from(`${JSON.stringify(mail)}\n`));
    try {
      await this.file.appendFile(Buffer.concat(lines));
      await this.file.datasync();
    } catch (error) {
      // Nobody was told that these were accepted; what has come of them into the file must not stand between the mails before and after.
      await this.file.truncate(this.bytes).catch(() => undefined);
      for (const { reject } of group) reject(error);
      return;
    }
    group.forEach(({ mail }, index) => this.note(mail, lines[index]?.length ?? 0));
    for (const { resolve } of group) resolve();
  }

  private note({ id, to }: CaughtMail, bytes: number): void {
    const all = to.join(' ').toLowerCase();
    const known = this.addresses.get(all) ?? all;
    this.addresses.set(known, known);
    this.kept.push({ id, to: known, at: this.bytes, bytes });
    this.bytes += bytes;
  }

  /** Null when it, with all of its time, was forgotten meanwhile: another mail may stand there now. */
  private async read({ at, bytes }: Kept, among: readonly Kept[]): Promise<CaughtMail | null> {
    const { buffer } = await this.file.read(Buffer.alloc(bytes), 0, bytes, at);
    return among === this.kept ? (JSON.parse(buffer.toString()) as CaughtMail) : null;
  }

  private async takeUp(path: string): Promise<void> {
    for await (const line of linesOf(path)) this.note(JSON.parse(line.toString()) as CaughtMail, line.length);
    await this.file.truncate(this.bytes);
  }
}

/** The lines that came to their end, each with it. Only this one byte ends a line: a text may hold what else is taken for an end. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    for (let end = rest.indexOf(NEW_LINE); end >= 0; end = rest.indexOf(NEW_LINE, from)) {
      yield rest.subarray(from, end + 1);
      from = end + 1;
    }
    rest = rest.subarray(from);
  }
}
