import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseId, DeadlineList, EventList, EventQuery, HolderList, StepList } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { Acting } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { DatesDesk } from '../record/dates-desk.js';
import { CaseDesk } from './case-desk.js';

/** What a case says of itself: what may be done, which dates run and why, whose time it is, what happened. */
@ApiTags('cases')
@Controller('api/v1/cases/:id')
export class CaseRecordController {
  constructor(
    @Inject(CaseDesk) private readonly desk: CaseDesk,
    @Inject(DatesDesk) private readonly dates: DatesDesk,
  ) {}

  @Get('steps')
  @Answers(StepList)
  steps(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.desk.steps(person, id);
  }

  @Get('deadlines')
  @Answers(DeadlineList)
  deadlines(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.dates.deadlines(person, id);
  }

  @Get('clock')
  @Answers(HolderList)
  clock(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.dates.clock(person, id);
  }

  @Get('events')
  @Answers(EventList)
  async events(
    @Acting() person: Person,
    @Param('id', { schema: CaseId }) id: string,
    @Query({ schema: EventQuery }) query: EventQuery,
  ) {
    return { items: await this.desk.events(person, id, query.after) };
  }
}
