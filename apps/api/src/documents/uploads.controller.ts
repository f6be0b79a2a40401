import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CaseId, DocumentView, OpenUpload, PartQuery, UploadId, UploadList, UploadView } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import type { FastifyRequest } from 'fastify';
import { Acting, For } from '../access/caller.js';
import { fileIn } from '../http/file-body.js';
import { Answers } from '../http/shapes.js';
import { UploadDesk } from './upload-desk.js';

/** Documents that come in parts, so that a broken connection costs no more than what was on its way. */
@ApiTags('documents')
@Controller('api/v1')
@For('filler', 'approver')
export class UploadsController {
  constructor(@Inject(UploadDesk) private readonly desk: UploadDesk) {}

  @Post('cases/:id/uploads')
  @Answers(UploadView, 201)
  open(
    @Acting() person: Person,
    @Param('id', { schema: CaseId }) id: string,
    @Body({ schema: OpenUpload }) body: OpenUpload,
  ) {
    return this.desk.open(person, id, body);
  }

  @Get('cases/:id/uploads')
  @Answers(UploadList)
  async list(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return { items: await this.desk.list(person, id) };
  }

  /** How far it has come. */
  @Get('uploads/:id')
  @Answers(UploadView)
  one(@Acting() person: Person, @Param('id', { schema: UploadId }) id: string) {
    return this.desk.one(person, id);
  }

  /** The next bytes of the file, from `offset` on, as many as the sender likes. */
  @Patch('uploads/:id')
  @ApiConsumes('application/octet-stream')
  @ApiBody({ description: 'The bytes of the part', schema: { type: 'string', format: 'binary' } })
  @Answers(UploadView)
  receive(
    @Acting() person: Person,
    @Param('id', { schema: UploadId }) id: string,
    @Query({ schema: PartQuery }) { offset }: PartQuery,
    @Req() request: FastifyRequest,
  ) {
    return this.desk.receive(person, id, offset, fileIn(request));
  }

  /** All bytes have come: they are inspected, and become a document. May be asked again when no answer came. */
  @Post('uploads/:id/finish')
  @Answers(DocumentView, 201)
  finish(@Acting() person: Person, @Param('id', { schema: UploadId }) id: string) {
    return this.desk.finish(person, id);
  }

  @Delete('uploads/:id')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Given up; nothing of it is kept' })
  drop(@Acting() person: Person, @Param('id', { schema: UploadId }) id: string): Promise<void> {
    return this.desk.drop(person, id);
  }
}
