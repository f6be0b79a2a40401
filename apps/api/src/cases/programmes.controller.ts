import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { reasons, type Reason } from '@vermilion/catalogue';
import { ProgrammeId, ProgrammeList, ProgrammeView } from '@vermilion/contracts';
import { diagram, type Procedure } from '@vermilion/domain';
import { problem } from '@vermilion/runtime';
import { Public } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { PROCEDURES } from '../parts.js';
import { Procedures } from './procedures.js';

/** What the procedure's data say, in words. */
interface Words {
  readonly diagram: string;
  readonly reasons: readonly Reason[];
}

/** What one can apply for: open to everybody. */
@Public()
@ApiTags('programmes')
@Controller('api/v1/programmes')
export class ProgrammesController {
  constructor(@Inject(PROCEDURES) private readonly procedures: Procedures) {}

  @Get()
  @Answers(ProgrammeList)
  list() {
    return { items: this.procedures.openToFirms() };
  }

  @Get(':id')
  @Answers(ProgrammeView)
  view(@Param('id', { schema: ProgrammeId }) id: string): Procedure & Words {
    const procedure = this.procedures.newest().find((candidate) => candidate.id === id);
    if (!procedure) throw problem('not-found');
    return { ...procedure, diagram: diagram(procedure), reasons: reasons() };
  }
}
