import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ActPage,
  AnchorId,
  AnchorList,
  AnchorQuery,
  AnchorsQuery,
  AnchorView,
  ContactLookPage,
  PageQuery,
  VerifyQuery,
  VerifyView,
} from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import type { Ledger } from '@vermilion/ledger';
import { anchorAt, listActs, listAnchors, listContactLooks, streamNamed, verifyStreams } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Acting, For } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';

/** For the audit administrator alone: the chain of the ledger, recomputed, the anchors over it, and what the administrators have done. */
@For('auditor')
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get('verify')
  @Answers(VerifyView)
  verify(@Acting() person: Person, @Query({ schema: VerifyQuery }) query: VerifyQuery) {
    return this.ledger.read(person, (session) => verifyStreams(session, query));
  }

  @Get('acts')
  @Answers(ActPage)
  async acts(@Acting() person: Person, @Query({ schema: PageQuery }) query: PageQuery): Promise<ActPage> {
    const { items, next } = await this.ledger.read(person, (session) => listActs(session, query));
    return { items: [...items], next };
  }

  @Get('contact-looks')
  @Answers(ContactLookPage)
  async contactLooks(
    @Acting() person: Person,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<ContactLookPage> {
    const { items, next } = await this.ledger.read(person, (session) => listContactLooks(session, query));
    return { items: [...items], next };
  }

  @Get('anchors')
  @Answers(AnchorList)
  async anchors(@Acting() person: Person, @Query({ schema: AnchorsQuery }) { before, limit }: AnchorsQuery) {
    const items = await this.ledger.read(person, (session) => listAnchors(session, before ?? null, limit));
    const last = items.at(-1)?.n ?? 1;
    return { items, next: last > 1 ? last : null };
  }

  @Get('anchors/:n')
  @Answers(AnchorView)
  async anchor(
    @Acting() person: Person,
    @Param('n', { schema: AnchorId }) n: string,
    @Query({ schema: AnchorQuery }) query: AnchorQuery,
  ) {
    const found = await this.ledger.read(person, (session) => anchorAt(session, Number(n), streamNamed(query)));
    if (!found) throw problem('not-found');
    return found;
  }
}
