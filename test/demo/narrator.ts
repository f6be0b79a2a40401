import type { Text } from '@vermilion/domain';

/** Tells the story on the terminal while it happens: business time, Chinese, English, seconds since the start. */
export class Narrator {
  private readonly started = Date.now();
  private readonly chapters = new Map<string, number>();
  private chapter: { readonly name: string; readonly since: number } | null = null;

  constructor(private readonly write: (line: string) => void) {}

  /** Begins a chapter; the one before ends. */
  begin(name: string, title: Text): void {
    this.end();
    this.chapter = { name, since: Date.now() };
    this.write(`\n━━ ${title.zh} · ${title.en}`);
  }

  /** Ends the running chapter. */
  end(): void {
    if (!this.chapter) return;
    this.chapters.set(this.chapter.name, Date.now() - this.chapter.since);
    this.chapter = null;
  }

  /** Something that happened now, at a business instant. */
  tell(at: string | null, { zh, en }: Text): void {
    this.line(at, '●', `${zh} · ${en}`);
  }

  /** Something that the ledger knows; whether it happened in this run or in an earlier one, its machine time says. */
  report({ at, recordedAt }: { readonly at: string; readonly recordedAt: string }, { zh, en }: Text): void {
    const before = Date.parse(recordedAt) < this.started;
    this.line(at, before ? '○' : '●', `${zh} · ${en}${before ? '（此前已完成 done before）' : ''}`);
  }

  /** A remark without a time of its own. */
  remark({ zh, en }: Text): void {
    this.line(null, ' ', `${zh} · ${en}`);
  }

  /** Seconds by chapter and in all, to the tenth. */
  durations(): Record<string, number> {
    this.end();
    const tenths = (ms: number): number => Math.round(ms / 100) / 10;
    const chapters = [...this.chapters].map(([name, ms]) => [name, tenths(ms)] as const);
    return { ...Object.fromEntries(chapters), total: tenths(Date.now() - this.started) };
  }

  private line(at: string | null, sign: string, text: string): void {
    const instant = at ? `${at.slice(0, 10)} ${at.slice(11, 16)}` : ' '.repeat(16);
    const seconds = ((Date.now() - this.started) / 1000).toFixed(1).padStart(6);
    this.write(`${seconds}s  ${instant}  ${sign} ${text}`);
  }
}
