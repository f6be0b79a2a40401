import { Controller, Get, Inject, Param, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { reasons, type Reason } from '@vermilion/catalogue';
import { ProcedureVersion, ProgrammeId, ProgrammeList, ProgrammeView } from '@vermilion/contracts';
import { bpmnOf, chartOf, diagram, layOut, type Procedure } from '@vermilion/domain';
import { problem } from '@vermilion/runtime';
import { Public } from '../access/caller.js';
import { AnswersFile, BPMN, fileNamed } from '../http/files.js';
import { Answers } from '../http/shapes.js';
import { PROCEDURES } from '../parts.js';
import { Procedures } from './procedures.js';

/** What the procedure's data say, in words. */
interface Words {
  readonly diagram: string;
  readonly reasons: readonly Reason[];
}

/** How many stages stand in a row of a drawing for other tools, which scroll. */
const STAGES_IN_A_ROW = 6;

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
    return inWords(procedure);
  }

  /** A version of a procedure: a case keeps its own for life. */
  @Get(':id/:version')
  @Answers(ProgrammeView)
  version(
    @Param('id', { schema: ProgrammeId }) id: string,
    @Param('version', { schema: ProcedureVersion }) version: string,
  ): Procedure & Words {
    return inWords(this.versionOf(id, version));
  }

  /** The process as BPMN 2.0 with its diagram, for other tools. */
  @Get(':id/:version/bpmn')
  @AnswersFile(BPMN)
  bpmn(
    @Param('id', { schema: ProgrammeId }) id: string,
    @Param('version', { schema: ProcedureVersion }) version: string,
  ): StreamableFile {
    const chart = chartOf(this.versionOf(id, version));
    return fileNamed(`${id}-${version}`, BPMN, Buffer.from(bpmnOf(chart, layOut(chart, STAGES_IN_A_ROW))));
  }

  private versionOf(id: string, version: string): Procedure {
    const procedure = this.procedures.find(id, Number(version));
    if (!procedure) throw problem('not-found');
    return procedure;
  }
}

function inWords(procedure: Procedure): Procedure & Words {
  return { ...procedure, diagram: diagram(procedure), reasons: reasons() };
}
