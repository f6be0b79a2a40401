import { Controller, Get, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { RegisterId, RegisterImportList, RegisterImportView, RegisterPage, RegisterQuery } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { importsOf, listRegister, type Ledger, type RegisterName } from '@vermilion/ledger';
import type { FastifyRequest } from 'fastify';
import { Acting, For } from '../access/caller.js';
import { fileIn } from '../http/file-body.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';
import { RegisterDesk } from './register-desk.js';

/** A spreadsheet of ECMA-376. */
export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The registers of credit, titles and bar periods: offices read them, the officers of the bureau in charge keep them. */
@ApiTags('registers')
@For('reviewer', 'officer', 'leader', 'operations', 'auditor')
@Controller('api/v1/registers/:register')
export class RegistersController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(RegisterDesk) private readonly desk: RegisterDesk,
  ) {}

  @Get()
  @Answers(RegisterPage)
  list(
    @Acting() person: Person,
    @Param('register', { schema: RegisterId }) register: RegisterName,
    @Query({ schema: RegisterQuery }) query: RegisterQuery,
  ) {
    return this.ledger.read(person, (session) => listRegister(session, register, query));
  }

  @Get('imports')
  @Answers(RegisterImportList)
  async imports(@Acting() person: Person, @Param('register', { schema: RegisterId }) register: RegisterName) {
    return { items: await this.ledger.read(person, (session) => importsOf(session, register)) };
  }

  @Get('template.xlsx')
  @ApiProduces(WORKBOOK)
  async template(@Param('register', { schema: RegisterId }) register: RegisterName) {
    const disposition = `attachment; filename="${register}-template.xlsx"`;
    return new StreamableFile(await this.desk.template(register), { type: WORKBOOK, disposition });
  }

  @Post('imports')
  @For('officer')
  @ApiConsumes(WORKBOOK)
  @ApiBody({ description: 'The bytes of the workbook', schema: { type: 'string', format: 'binary' } })
  @Answers(RegisterImportView, 201)
  take(
    @Acting() person: Person,
    @Param('register', { schema: RegisterId }) register: RegisterName,
    @Req() request: FastifyRequest,
  ) {
    return this.desk.take(person, register, fileIn(request));
  }
}
