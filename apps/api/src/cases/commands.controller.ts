import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseCommand, CaseId, Receipt, SystemCommand } from '@vermilion/contracts';
import type { Instant, Person } from '@vermilion/domain';
import { Acting, For } from '../access/caller.js';
import { FreshlySignedIn } from '../access/step-up.js';
import { ReceivedAt } from '../http/received.js';
import { Answers, IdempotencyKey, Keyed } from '../http/shapes.js';
import { CommandDesk } from './command-desk.js';

/** Decisions: one command, one transaction, one receipt. */
@ApiTags('commands')
@Controller('api/v1')
export class CommandsController {
  constructor(@Inject(CommandDesk) private readonly desk: CommandDesk) {}

  @Post('cases/:id/commands')
  @FreshlySignedIn('sign')
  @Keyed()
  @Answers(Receipt)
  give(
    @Acting() person: Person,
    @IdempotencyKey() key: string,
    @Param('id', { schema: CaseId }) id: string,
    @Body({ schema: CaseCommand }) body: CaseCommand,
    @ReceivedAt() receivedAt: Instant,
  ) {
    return this.desk.give(person, key, id, body, receivedAt);
  }

  /** The system's own work, given by hand when the engine is late. */
  @Post('operations/cases/:id/commands')
  @Keyed()
  @For('operations')
  @Answers(Receipt)
  giveSystemWork(
    @Acting() person: Person,
    @IdempotencyKey() key: string,
    @Param('id', { schema: CaseId }) id: string,
    @Body({ schema: SystemCommand }) body: SystemCommand,
    @ReceivedAt() receivedAt: Instant,
  ) {
    return this.desk.give(person, key, id, body, receivedAt);
  }
}
