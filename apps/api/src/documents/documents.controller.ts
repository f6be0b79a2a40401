import { Controller, Get, Inject, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CaseId, DocumentId, DocumentView, UploadQuery } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Acting, For } from '../access/caller.js';
import { fileIn } from '../http/file-body.js';
import { Answers } from '../http/shapes.js';
import { DocumentDesk } from './document-desk.js';

/** Documents of applications: uploaded as they are, one request each. */
@ApiTags('documents')
@Controller('api/v1')
export class DocumentsController {
  constructor(@Inject(DocumentDesk) private readonly desk: DocumentDesk) {}

  @Post('cases/:id/documents')
  @For('filler', 'approver')
  @ApiConsumes('application/pdf', 'image/jpeg', 'image/png')
  @ApiBody({ description: 'The bytes of the file', schema: { type: 'string', format: 'binary' } })
  @Answers(DocumentView, 201)
  attach(
    @Acting() person: Person,
    @Param('id', { schema: CaseId }) id: string,
    @Query({ schema: UploadQuery }) query: UploadQuery,
    @Req() request: FastifyRequest,
  ) {
    return this.desk.attach(person, id, query, mediaOf(request), fileIn(request));
  }

  @Get('documents/:id')
  @ApiProduces('application/octet-stream')
  async fetch(
    @Acting() person: Person,
    @Param('id', { schema: DocumentId }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { document, content } = await this.desk.fetch(person, id);
    void reply.headers({
      'content-security-policy': `sandbox; default-src 'none'`,
      'cache-control': 'private, no-store',
    });
    const disposition = `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(document.name)}`;
    return new StreamableFile(content, { type: document.media, length: document.bytes, disposition });
  }
}

function mediaOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
