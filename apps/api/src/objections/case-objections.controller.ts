import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseId, ObjectionList } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { Acting } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { ObjectionDesk } from './objection-desk.js';

/** The objections to a case: dates and conclusions for all with access, the objector for the office that looks into it. */
@ApiTags('cases')
@Controller('api/v1/cases/:id/objections')
export class CaseObjectionsController {
  constructor(@Inject(ObjectionDesk) private readonly desk: ObjectionDesk) {}

  @Get()
  @Answers(ObjectionList)
  list(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.desk.ofCase(person, id);
  }
}
