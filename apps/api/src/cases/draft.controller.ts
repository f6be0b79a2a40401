import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { CaseId, FormContent, SavedDraft } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { Acting, For } from '../access/caller.js';
import { Answers, IfMatch } from '../http/shapes.js';
import { DraftDesk } from './draft-desk.js';

/** The form while it is being written. */
@ApiTags('cases')
@Controller('api/v1/cases/:id/form')
export class DraftController {
  constructor(@Inject(DraftDesk) private readonly desk: DraftDesk) {}

  @Put()
  @For('filler', 'approver')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version of the draft on which this save is based' })
  @Answers(SavedDraft)
  save(
    @Acting() person: Person,
    @IfMatch() version: number,
    @Param('id', { schema: CaseId }) id: string,
    @Body({ schema: FormContent }) form: FormContent,
  ) {
    return this.desk.save(person, id, version, form);
  }
}
