import { Controller, Get, Inject, Param, Post, Req, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { CaseId, TableId, TableReading } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import type { FastifyRequest } from 'fastify';
import { Acting, For } from '../access/caller.js';
import { fileIn } from '../http/file-body.js';
import { AnswersFile, fileNamed, WORKBOOK } from '../http/files.js';
import { Answers } from '../http/shapes.js';
import { TableDesk } from './table-desk.js';

/** The tables of a form as workbooks, while the form is being written. */
@ApiTags('cases')
@For('filler', 'approver')
@Controller('api/v1/cases/:id/form/tables/:table')
export class TableController {
  constructor(@Inject(TableDesk) private readonly desk: TableDesk) {}

  @Get('template.xlsx')
  @AnswersFile(WORKBOOK)
  async template(
    @Acting() person: Person,
    @Param('id', { schema: CaseId }) id: string,
    @Param('table', { schema: TableId }) table: string,
  ): Promise<StreamableFile> {
    return fileNamed(`${table}-template`, WORKBOOK, await this.desk.template(person, id, table));
  }

  @Get('rows.xlsx')
  @AnswersFile(WORKBOOK)
  async rows(
    @Acting() person: Person,
    @Param('id', { schema: CaseId }) id: string,
    @Param('table', { schema: TableId }) table: string,
  ): Promise<StreamableFile> {
    return fileNamed(`${id}-${table}`, WORKBOOK, await this.desk.rows(person, id, table));
  }

  /** What is in a workbook, row by row, with everything that is wrong; nothing is saved. */
  @Post('reading')
  @ApiConsumes(WORKBOOK.media)
  @ApiBody({ description: 'The bytes of the workbook', schema: { type: 'string', format: 'binary' } })
  @Answers(TableReading)
  read(
    @Acting() person: Person,
    @Param('id', { schema: CaseId }) id: string,
    @Param('table', { schema: TableId }) table: string,
    @Req() request: FastifyRequest,
  ): Promise<TableReading> {
    return this.desk.read(person, id, table, fileIn(request));
  }
}
