import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { registerLimits } from './register-column.js';

/** Why an upload is not read at all. */
export class UnreadableWorkbookError extends Error {
  constructor(
    readonly code: 'too-large' | 'too-many-rows' | 'too-many-columns' | 'unreadable',
    reason: string,
    readonly params: Readonly<Record<string, number>> = {},
  ) {
    super(reason);
    this.name = 'UnreadableWorkbookError';
  }
}

const tooLarge = (bytes: number, maxBytes: number) =>
  new UnreadableWorkbookError('too-large', `${bytes} bytes, packed or not`, { bytes, maxBytes });

const mostEntries = 1000;

/** The parts of an .xlsx, a ZIP archive: known by their declared sizes before any is inflated. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * @throws UnreadableWorkbookError `too-large` when the file, or what it says that it unpacks to, exceeds the limits;
   * `unreadable` when it is no archive, or encrypted
   */
  static async open(bytes: Uint8Array): Promise<Archive> {
    if (bytes.byteLength > registerLimits.bytes) throw tooLarge(bytes.byteLength, registerLimits.bytes);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false });
    const entries = new Map<string, Entry>();
    let inflated = 0;
    for await (const entry of zip.eachEntry()) {
      inflated += entry.uncompressedSize;
      if (inflated > registerLimits.inflatedBytes || entries.size >= mostEntries)
        throw tooLarge(inflated, registerLimits.inflatedBytes);
      if (entry.isEncrypted() || entries.has(entry.fileName))
        throw new UnreadableWorkbookError('unreadable', `encrypted or named twice: ${entry.fileName}`);
      entries.set(entry.fileName, entry);
    }
    return new Archive(zip, entries);
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** The text of a part, piece by piece; ends with an error when it inflates to more than its declared size. */
  async *text(path: string): AsyncGenerator<string> {
    const entry = this.entries.get(path);
    if (!entry) throw new UnreadableWorkbookError('unreadable', `lacks ${path}`);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const chunk of await this.zip.openReadStreamPromise(entry))
      yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  }
}
