import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { VerifyQuery, VerifyView } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import type { Ledger } from '@vermilion/ledger';
import { verifyStreams } from '@vermilion/ledger';
import { Acting, For } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';

/** The chain of the ledger, recomputed. */
@For('auditor', 'operations')
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get('verify')
  @Answers(VerifyView)
  verify(@Acting() person: Person, @Query({ schema: VerifyQuery }) query: VerifyQuery) {
    return this.ledger.read(person, (session) => verifyStreams(session, query));
  }
}
