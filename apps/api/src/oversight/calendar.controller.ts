import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CalendarPublished, CalendarView, PublishCalendar } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { Acting, For } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { CalendarDesk } from './calendar-desk.js';

/** The working-day calendar: everybody may read by what dates are reckoned, operations publish a year. */
@ApiTags('operations')
@Controller('api/v1/operations/calendar')
export class CalendarController {
  constructor(@Inject(CalendarDesk) private readonly desk: CalendarDesk) {}

  @Get()
  @For('operations', 'auditor')
  @Answers(CalendarView)
  read(@Acting() person: Person) {
    return this.desk.read(person);
  }

  @Post()
  @For('operations')
  @Answers(CalendarPublished, 201)
  publish(@Acting() person: Person, @Body({ schema: PublishCalendar }) body: PublishCalendar) {
    return this.desk.publish(person, body);
  }
}
