import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FlowView, StandingView, ToldList, ToldQuery } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { Acting, For } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { WatchDesk } from './watch-desk.js';

/** What operations watch. No expert's identity, no address, no words of anybody. */
@For('operations', 'auditor')
@ApiTags('operations')
@Controller('api/v1/operations')
export class WatchController {
  constructor(@Inject(WatchDesk) private readonly desk: WatchDesk) {}

  /** Cases under way by stage and age, limits by office and stage, what is late or about to be. */
  @Get('standing')
  @Header('cache-control', 'no-store')
  @Answers(StandingView)
  standing(@Acting() person: Person) {
    return this.desk.standing(person);
  }

  /** How far outbox, consumers, workflows and mail are behind the ledger. */
  @Get('flow')
  @Header('cache-control', 'no-store')
  @Answers(FlowView)
  flow(@Acting() person: Person) {
    return this.desk.flow(person);
  }

  /** Who was told of what, and whether it has arrived. */
  @Get('deliveries')
  @Header('cache-control', 'no-store')
  @Answers(ToldList)
  told(@Acting() person: Person, @Query({ schema: ToldQuery }) query: ToldQuery) {
    return this.desk.told(person, query);
  }
}
