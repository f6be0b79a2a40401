import { Body, Controller, Get, Header, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CallRound,
  EventList,
  EventQuery,
  RoundBoard,
  RoundCommandBody,
  RoundId,
  RoundList,
  RoundReceipt,
  RoundSystemCommandBody,
  RoundView,
} from '@vermilion/contracts';
import type { Instant, Person } from '@vermilion/domain';
import { Acting, For } from '../access/caller.js';
import { FreshlySignedIn } from '../access/step-up.js';
import { ReceivedAt } from '../http/received.js';
import { Answers, IdempotencyKey, Keyed } from '../http/shapes.js';
import { BoardDesk } from './board-desk.js';
import { RoundCommandDesk } from './round-command-desk.js';
import { RoundDesk } from './round-desk.js';

/** Rounds: call one, see where it is, decide in it. */
@ApiTags('rounds')
@Controller('api/v1')
export class RoundsController {
  constructor(
    @Inject(RoundDesk) private readonly desk: RoundDesk,
    @Inject(RoundCommandDesk) private readonly commands: RoundCommandDesk,
    @Inject(BoardDesk) private readonly boards: BoardDesk,
  ) {}

  @Post('rounds')
  @Keyed()
  @For('officer')
  @Answers(RoundReceipt, 201)
  call(
    @Acting() person: Person,
    @IdempotencyKey() key: string,
    @Body({ schema: CallRound }) body: CallRound,
    @ReceivedAt() receivedAt: Instant,
  ) {
    return this.commands.call(person, key, body, receivedAt);
  }

  @Get('rounds')
  @Answers(RoundList)
  async list(@Acting() _person: Person) {
    return { items: await this.desk.list() };
  }

  @Get('rounds/:id')
  @Header('cache-control', 'no-store')
  @Answers(RoundView)
  view(@Acting() person: Person, @Param('id', { schema: RoundId }) id: string) {
    return this.desk.view(person, id);
  }

  /** The round at a glance: for the office that runs it, its leader, operations and audit. */
  @Get('rounds/:id/board')
  @For('officer', 'leader', 'operations', 'auditor')
  @Header('cache-control', 'no-store')
  @Answers(RoundBoard)
  board(@Acting() person: Person, @Param('id', { schema: RoundId }) id: string) {
    return this.boards.board(person, id);
  }

  @Get('rounds/:id/events')
  @Answers(EventList)
  async events(
    @Acting() person: Person,
    @Param('id', { schema: RoundId }) id: string,
    @Query({ schema: EventQuery }) query: EventQuery,
  ) {
    return { items: await this.desk.events(person, id, query.after) };
  }

  @Post('rounds/:id/commands')
  @FreshlySignedIn('issue')
  @Keyed()
  @For('reviewer', 'officer', 'leader')
  @Answers(RoundReceipt)
  give(
    @Acting() person: Person,
    @IdempotencyKey() key: string,
    @Param('id', { schema: RoundId }) id: string,
    @Body({ schema: RoundCommandBody }) body: RoundCommandBody,
    @ReceivedAt() receivedAt: Instant,
  ) {
    return this.commands.give(person, key, id, body, receivedAt);
  }

  /** The system's own work on a round, given by hand when the engine is late. */
  @Post('operations/rounds/:id/commands')
  @Keyed()
  @For('operations')
  @Answers(RoundReceipt)
  giveSystemWork(
    @Acting() person: Person,
    @IdempotencyKey() key: string,
    @Param('id', { schema: RoundId }) id: string,
    @Body({ schema: RoundSystemCommandBody }) body: RoundSystemCommandBody,
    @ReceivedAt() receivedAt: Instant,
  ) {
    return this.commands.give(person, key, id, body, receivedAt);
  }
}
