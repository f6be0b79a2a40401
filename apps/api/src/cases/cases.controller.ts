import { Body, Controller, Get, Header, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CaseCounts,
  CaseId,
  CasePage,
  CaseQuery,
  CaseView,
  ContactView,
  OpenCase,
  Receipt,
} from '@vermilion/contracts';
import type { Instant, Person } from '@vermilion/domain';
import { countCases, listCases, type Ledger } from '@vermilion/ledger';
import { Acting, For } from '../access/caller.js';
import { ReceivedAt } from '../http/received.js';
import { Answers, IdempotencyKey, Keyed } from '../http/shapes.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { CaseDesk } from './case-desk.js';
import { summaryOf } from './case-view.js';
import { ContactDesk } from './contact-desk.js';
import { CommandDesk } from './command-desk.js';
import { Procedures } from './procedures.js';

/** Cases: open one, list them, read one. */
@ApiTags('cases')
@Controller('api/v1/cases')
export class CasesController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(CaseDesk) private readonly desk: CaseDesk,
    @Inject(ContactDesk) private readonly contacts: ContactDesk,
    @Inject(CommandDesk) private readonly commands: CommandDesk,
  ) {}

  @Post()
  @Keyed()
  @For('filler', 'approver')
  @Answers(Receipt, 201)
  open(
    @Acting() person: Person,
    @IdempotencyKey() key: string,
    @Body({ schema: OpenCase }) body: OpenCase,
    @ReceivedAt() receivedAt: Instant,
  ) {
    return this.commands.open(person, key, body, receivedAt);
  }

  @Get()
  @Answers(CasePage)
  async list(@Acting() person: Person, @Query({ schema: CaseQuery }) query: CaseQuery) {
    const page = await this.ledger.read(person, (session) => listCases(session, query, query));
    return { items: page.items.map((entry) => summaryOf(this.procedures, entry)), next: page.next };
  }

  @Get('counts')
  @Answers(CaseCounts)
  counts(@Acting() person: Person, @Query({ schema: CaseQuery }) query: CaseQuery) {
    return this.ledger.read(person, (session) => countCases(session, query));
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @Answers(CaseView)
  view(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.desk.view(person, id);
  }

  @Get(':id/contact')
  @Header('cache-control', 'no-store')
  @Answers(ContactView)
  contact(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.contacts.inFull(person, id);
  }
}
