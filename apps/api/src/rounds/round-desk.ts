import { Inject, Injectable } from '@nestjs/common';
import type { EventView, RoundSummary, RoundView } from '@vermilion/contracts';
import { roundSight, roundStepsOpenTo, SYSTEM, type Person, type RoundRules, type RoundSight } from '@vermilion/domain';
import {
  businessNow,
  casesOfRound,
  eventsOfRound,
  roundById,
  rounds,
  roundStepOffice,
  seatsByExpert,
  type CaseRecord,
  type Ledger,
  type RoundRecord,
  type Session,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Procedures } from '../cases/procedures.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { eventsShown, factsOf, roundView, summaryOfRound } from './round-view.js';

/** A round with its cases, whoever reads. */
interface RoundOpened {
  readonly record: RoundRecord;
  readonly rules: RoundRules;
  /** Every case of the round and of its lists, by number. */
  readonly cases: readonly CaseRecord[];
}

/** A round as its reader finds it: `sight` says how much of it may be shown. */
export interface RoundFound extends RoundOpened {
  readonly sight: RoundSight;
}

/**
 * Puts together what a reader may see of a round. Its public part is for everybody who is signed in, also where the floor of the database lets
 * only offices read: so the system reads, and `roundSight` decides.
 */
@Injectable()
export class RoundDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  async list(): Promise<RoundSummary[]> {
    const found = await this.ledger.read(SYSTEM, rounds);
    return found.map((entry) => summaryOfRound(this.procedures.of(entry), entry));
  }

  /** @throws Problem `not-found` */
  async view(person: Person, id: string): Promise<RoundView> {
    return this.within(person, id, async (session, { record, sight, cases }) => {
      const procedure = this.procedures.of(record);
      const now = await businessNow(session);
      const office = await roundStepOffice(session, person, now);
      const facts = { ...factsOf(record, cases, this.procedures, await this.ledger.calendar(session)), office };
      const steps = roundStepsOpenTo(procedure, record.state, facts, person, now);
      const experts = sight.stability ? await seatsByExpert(session, record.state.candidates) : [];
      return roundView({ procedure, record, sight, cases, experts, steps });
    });
  }

  /** The facts of a round after one of them. Who does not see the whole round gets those that were made known. @throws Problem `not-found` */
  async events(person: Person, id: string, after: number): Promise<EventView[]> {
    const { events, sight } = await this.within(person, id, async (session, found) => ({
      events: eventsShown(await eventsOfRound(session, id, after), found.sight),
      sight: found.sight,
    }));
    if (!sight.whole) return events.map((event) => ({ ...event, texts: null }));
    return this.ledger.read(person, async (session) => {
      const views: EventView[] = [];
      for (const event of events) views.push({ ...event, texts: await this.opinionIn(session, event.id) });
      return views;
    });
  }

  /** Does something with a round. @throws Problem `not-found` */
  within<T>(person: Person, id: string, work: (session: Session, found: RoundFound) => Promise<T>): Promise<T> {
    return this.forAnybody(id, (session, found) => work(session, { ...found, sight: roundSight(found.rules, person) }));
  }

  /** The same for what was made known to all: the work itself must take nothing else. @throws Problem `not-found` */
  forAnybody<T>(id: string, work: (session: Session, found: RoundOpened) => Promise<T>): Promise<T> {
    return this.ledger.read(SYSTEM, async (session) => {
      const record = await roundById(session, id);
      const rules = record && this.procedures.of(record).round;
      if (!record || !rules) throw problem('not-found');
      const listed = Object.values(record.state.recommendations).flat();
      return work(session, { record, rules, cases: await casesOfRound(session, id, listed) });
    });
  }

  /** The words of a leader, where the reader's own rights reach them. */
  private async opinionIn(session: Session, eventId: string): Promise<EventView['texts']> {
    const opinion = (await this.ledger.secrets.read(session, eventId))?.['opinion'];
    return opinion === undefined ? null : { opinion };
  }
}
