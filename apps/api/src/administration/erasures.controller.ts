import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AskForErasure, ErasureId, ErasurePage, ErasureView, PageQuery } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import {
  askForErasure,
  confirmErasure,
  listErasures,
  type Erasure,
  type ErasureRefusal,
  type Ledger,
  type Session,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Acting, For } from '../access/caller.js';
import { FreshlySignedIn } from '../access/step-up.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';

/** Erasing what is held of somebody: one security administrator asks, another confirms. Source: 个人信息保护法 第四十七条. */
@ApiTags('security')
@Controller('api/v1/security/erasures')
export class ErasuresController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get()
  @For('security', 'auditor')
  @Answers(ErasurePage)
  async list(@Acting() person: Person, @Query({ schema: PageQuery }) query: PageQuery): Promise<ErasurePage> {
    const { items, next } = await this.ledger.read(person, (session) => listErasures(session, query));
    return { items: [...items], next };
  }

  /** Who asks again gets what was asked for, or was done. */
  @Post()
  @For('security')
  @FreshlySignedIn()
  @Answers(ErasureView)
  ask(@Acting() by: Person, @Body({ schema: AskForErasure }) asked: AskForErasure) {
    return this.done(by, (session) => askForErasure(session, by, asked));
  }

  /** By another than who has asked. There is no way back. */
  @Post(':id/confirmation')
  @For('security')
  @FreshlySignedIn()
  @Answers(ErasureView)
  confirm(@Acting() by: Person, @Param('id', { schema: ErasureId }) id: string) {
    return this.done(by, (session) => confirmErasure(session, this.ledger.secrets, by, id));
  }

  private done(by: Person, work: (session: Session) => Promise<Erasure | ErasureRefusal>): Promise<Erasure> {
    return this.ledger.write(by, async (session) => {
      const outcome = await work(session);
      // Thrown inside, so that nothing is kept.
      if (!('code' in outcome)) return outcome;
      const { code, ...params } = outcome;
      throw problem(code, { params });
    });
  }
}
