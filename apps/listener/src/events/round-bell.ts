/**
 * Signals rounds without a flood: a round has many cases, and their events come side by side. While a signal to a round is on its way, all
 * who want another one share the next. A workflow that is signalled once after an event looks at everything up to it.
 */
export class RoundBell {
  private readonly ringing = new Map<string, Promise<void>>();
  private readonly next = new Map<string, Promise<void>>();

  constructor(private readonly signal: (roundId: string) => Promise<void>) {}

  /** Resolves when a signal that was sent after this call has arrived. @throws what the signal throws. */
  ring(roundId: string): Promise<void> {
    const before = this.ringing.get(roundId);
    if (!before) return this.start(roundId);
    const shared =
      this.next.get(roundId) ??
      before
        .catch(() => undefined)
        .then(() => {
          this.next.delete(roundId);
          return this.start(roundId);
        });
    this.next.set(roundId, shared);
    return shared;
  }

  private start(roundId: string): Promise<void> {
    const ring = this.signal(roundId).finally(() => {
      if (this.ringing.get(roundId) === ring) this.ringing.delete(roundId);
    });
    this.ringing.set(roundId, ring);
    return ring;
  }
}
