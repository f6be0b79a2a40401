import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { CaseId, ChangesView, NearMissView } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { Acting, For } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { ChangesDesk } from './changes-desk.js';
import { NearMissDesk } from './near-miss-desk.js';

/** What a case tells those who work on it beside the facts: what a correction changed, what a refused application was short of. */
@ApiTags('cases')
@Controller('api/v1/cases/:id')
export class CaseInsightController {
  constructor(
    @Inject(ChangesDesk) private readonly comparisons: ChangesDesk,
    @Inject(NearMissDesk) private readonly reports: NearMissDesk,
  ) {}

  @Get('changes')
  @Answers(ChangesView)
  changes(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.comparisons.changes(person, id);
  }

  /** For the applicant and the offices: an expert, operations and audit have no part in what a firm could do better. */
  @Get('near-miss')
  @For('filler', 'approver', 'reviewer', 'officer', 'leader')
  @Answers(NearMissView)
  nearMiss(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.reports.view(person, id);
  }

  @Get('near-miss.pdf')
  @For('filler', 'approver', 'reviewer', 'officer', 'leader')
  @Header('cache-control', 'no-store')
  @ApiProduces('application/pdf')
  async letter(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    const bytes = await this.reports.print(person, id);
    const disposition = `inline; filename="near-miss-${id}.pdf"`;
    return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition });
  }
}
