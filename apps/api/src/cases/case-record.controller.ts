import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseId, DeadlineList, EventList, EventQuery, HolderList, StepList } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { deadlinesOf, holdersOf } from '@vermilion/ledger';
import { Acting } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { CaseDesk } from './case-desk.js';

/** What a case says of itself: what may be done, which dates run and why, whose time it is, what happened. */
@ApiTags('cases')
@Controller('api/v1/cases/:id')
export class CaseRecordController {
  constructor(@Inject(CaseDesk) private readonly desk: CaseDesk) {}

  @Get('steps')
  @Answers(StepList)
  steps(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.desk.steps(person, id);
  }

  @Get('deadlines')
  @Answers(DeadlineList)
  deadlines(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.desk.within(person, id, async (session) => ({ items: await deadlinesOf(session, id) }));
  }

  @Get('clock')
  @Answers(HolderList)
  clock(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.desk.within(person, id, async (session) => ({ items: await holdersOf(session, id) }));
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
