import { Inject, Injectable } from '@nestjs/common';
import type { CalendarPublished, CalendarView, PublishCalendar } from '@vermilion/contracts';
import { checkCalendarYear, type Person } from '@vermilion/domain';
import { businessNow, calendarEditions, publishCalendarYear, recordAct, type Ledger } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { ENGINE, LEDGER } from '../parts.js';
import type { Engine } from './engine.js';

/**
 * The working-day calendar of the installation. Operations publish it: it moves the dates of every bureau's cases, so it belongs to none of
 * them; what they enter is the State Council's notice, named as the source and kept with who entered it.
 */
@Injectable()
export class CalendarDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {}

  /** The years that are published, their editions, and how many cases still wait to be looked through. */
  async read(person: Person): Promise<CalendarView> {
    const { years, editions, ...rest } = await this.ledger.read(person, calendarEditions);
    return { ...rest, years: [...years], editions: [...editions] };
  }

  /**
   * Publishes a year in one transaction and wakes the keepers, who redate the cases one by one: a cut in between costs nothing, since each
   * keeper looks for cases behind the calendar before it fires anything.
   */
  async publish(person: Person, edition: PublishCalendar): Promise<CalendarPublished> {
    const { year, days } = edition;
    const problems = checkCalendarYear(year, days);
    if (problems.length > 0) throw problem('calendar-year-invalid', { problems });
    const outcome = await this.ledger.write(person, async (session) => {
      const done = await publishCalendarYear(session, edition, person.person, await businessNow(session));
      // Thrown inside, so that nothing is kept.
      if (done.kind === 'published-already')
        throw problem('calendar-year-published', { params: { year, source: done.source } });
      if (done.kind === 'overlap') throw problem('calendar-year-invalid', { problems: done.dates.map(knownOtherwise) });
      await recordAct(session, person, 'calendar.published', { year, version: done.version });
      return done;
    });
    await this.engine.wakeKeepers();
    return { year, version: outcome.version, days: days.length, casesBehind: outcome.casesBehind };
  }
}

function knownOtherwise(date: string) {
  return { at: 'days', code: 'day-known-otherwise', params: { date } } as const;
}
