import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningSystem } from '@vermilion/local';
import { twinOf } from './twin.js';
import type { Victim } from './victims.js';

export type Tell = (line: string) => void;

const AGAIN_MS = 500;
/** Offset from the port base of the probes of a second process. */
const TWIN = 13;
/** So long there are two of them. */
const TOGETHER_MS = 4_000;
const UP_WITHIN_MS = 180_000;

/** A running system whose parts are hit, and come back by themselves. */
export class Arena {
  /** SIGKILLs so far. */
  kills = 0;
  private readonly struck = new Map<Victim, number>();
  private readonly coming = new Map<Victim, Promise<void>>();

  constructor(
    readonly system: RunningSystem,
    private readonly tell: Tell,
  ) {}

  /** Kills a part (SIGKILL), which begins to come back after so many ms. Whether it was up, or only on its way, does not matter. */
  async strike(victim: Victim, downMs: number): Promise<void> {
    const mine = (this.struck.get(victim) ?? 0) + 1;
    this.struck.set(victim, mine);
    await this.system.kill(victim);
    this.kills += 1;
    this.tell(`${victim} killed`);
    const back = this.comeBack(victim, mine, downMs);
    back.catch(() => undefined);
    this.coming.set(victim, back);
  }

  /** Resolves when all that was struck is up again. @throws when something does not come back. */
  async allUp(): Promise<void> {
    await Promise.all(this.coming.values());
  }

  /**
   * Stops a process for a while without ending it (SIGSTOP): to the others it looks dead, and another one takes its place. Then it goes on, and
   * for a moment there are two.
   */
  async freeze(victim: Victim, ms: number): Promise<void> {
    const pid = this.system.pids()[victim];
    if (pid === undefined) return;
    signal(pid, 'SIGSTOP');
    this.tell(`${victim} frozen for ${Math.round(ms / 1000)} s, another one takes over`);
    const twin = await twinOf(pid, this.system.ports.api + TWIN);
    await sleep(ms);
    signal(pid, 'SIGCONT');
    this.tell(`${victim} goes on`);
    await sleep(TOGETHER_MS);
    twin.end();
  }

  private async comeBack(victim: Victim, mine: number, downMs: number): Promise<void> {
    await sleep(downMs);
    const deadline = Date.now() + UP_WITHIN_MS;
    while (this.struck.get(victim) === mine) {
      try {
        await this.system.restart(victim);
        return this.tell(`${victim} is back`);
      } catch (error) {
        // Struck again while it started, or what it needs is away: both pass.
        if (Date.now() > deadline) throw error;
        await sleep(AGAIN_MS);
      }
    }
    // Somebody struck it again: that strike brings it back.
    await this.coming.get(victim);
  }
}

/** The process may have ended meanwhile. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    return;
  }
}
