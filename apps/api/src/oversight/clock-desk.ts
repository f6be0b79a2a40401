import { Inject, Injectable } from '@nestjs/common';
import type { ClockView, MoveClock } from '@vermilion/contracts';
import { SYSTEM, compareInstants, type Person } from '@vermilion/domain';
import {
  clockWaitsFor,
  instantOf,
  readClock,
  recordAct,
  setTarget,
  type ClockReading,
  type Ledger,
  type Session,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { ENGINE, LEDGER } from '../parts.js';
import { targetOf } from './clock-target.js';
import type { Engine } from './engine.js';

/** The business clock, for operations: where it stands, what it waits for, how far it shall go. */
@Injectable()
export class ClockDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {}

  async read(): Promise<ClockView> {
    return this.ledger.read(SYSTEM, async (session) => this.viewOf(session, await readClock(session)));
  }

  /** Sets the target of a manual clock and wakes the keepers, who move it there. */
  async move(person: Person, move: MoveClock): Promise<ClockView> {
    const reading = await this.ledger.write(person, async (session) => {
      const from = await readClock(session);
      if (from.mode !== 'manual') throw problem('clock-not-manual');
      const target = targetOf(move, from, await this.ledger.calendar(session), instantOf);
      if (compareInstants(target, from.now) < 0) throw problem('clock-backwards', { params: { now: from.now } });
      await recordAct(session, person, 'clock.moved', { to: target });
      return setTarget(session, target);
    });
    await this.engine.wakeKeepers();
    return this.ledger.read(SYSTEM, (session) => this.viewOf(session, reading));
  }

  private async viewOf(session: Session, reading: ClockReading): Promise<ClockView> {
    const rounds = await this.ledger.roundWork(session);
    return { ...reading, waitingFor: [...(await clockWaitsFor(session, reading.now, rounds))] };
  }
}
