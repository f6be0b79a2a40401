/** After so many failures without one success between them, the server is taken to be in trouble, whatever it says. */
const MANY = 16;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Whether mails may go to the server. It closes when the server is away or takes nothing, for twice as long each time; then a single mail tries
 * it, and only its success opens it again.
 */
export class MailDoor {
  private failures = 0;
  private closings = 0;
  private closedUntil = 0;

  /** @param now the machine's time in ms */
  constructor(private readonly now: () => number = Date.now) {}

  /** How many mails may go, of so many for which there is room. */
  admits(room: number): number {
    if (this.isClosed) return 0;
    return this.isTrying ? Math.min(room, 1) : room;
  }

  get isClosed(): boolean {
    return this.now() < this.closedUntil;
  }

  /** It has been closed, and nothing has gone through since. */
  get isTrying(): boolean {
    return this.closings > 0;
  }

  passed(): void {
    this.failures = 0;
    this.closings = 0;
  }

  /** @returns for how many ms it has been closed by this; null when it stays as it was. */
  failed(away: boolean): number | null {
    this.failures += 1;
    if (this.isClosed || !(away || this.isTrying || this.failures >= MANY)) return null;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** this.closings, LONGEST_PAUSE_MS);
    this.closings += 1;
    this.closedUntil = this.now() + pauseMs;
    return pauseMs;
  }
}
