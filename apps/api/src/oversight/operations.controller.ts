import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseId, ClockView, HistoryView, IncidentList, IncidentQuery, MoveClock } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { listIncidents, type Ledger } from '@vermilion/ledger';
import { Acting, For } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';
import { ClockDesk } from './clock-desk.js';
import { HistoryDesk } from './history-desk.js';

/** What operations see and move. No expert's identity, no score. */
@For('operations', 'auditor')
@ApiTags('operations')
@Controller('api/v1/operations')
export class OperationsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(HistoryDesk) private readonly histories: HistoryDesk,
    @Inject(ClockDesk) private readonly desk: ClockDesk,
  ) {}

  @Get('cases/:id/history')
  @Answers(HistoryView)
  history(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string) {
    return this.histories.history(person, id);
  }

  @Get('incidents')
  @Answers(IncidentList)
  async incidents(@Acting() person: Person, @Query({ schema: IncidentQuery }) query: IncidentQuery) {
    return { items: await this.ledger.read(person, (session) => listIncidents(session, query.open, query.limit)) };
  }

  @Get('clock')
  @Answers(ClockView)
  clock() {
    return this.desk.read();
  }

  @Post('clock')
  @For('operations')
  @Answers(ClockView)
  move(@Acting() person: Person, @Body({ schema: MoveClock }) body: MoveClock) {
    return this.desk.move(person, body);
  }
}
