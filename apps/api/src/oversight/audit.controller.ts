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
import type { Ledger, Session } from '@vermilion/ledger';
import {
  anchorAt,
  listActs,
  listAnchors,
  listContactLooks,
  recordAct,
  streamNamed,
  verifyStreams,
  type Act,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Acting, For } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';

/**
 * For the audit administrator alone: the chain of the ledger, recomputed, the anchors over it, and what the administrators have done. What is asked
 * for here is written down first, and the security administrator reads it (GB/T 22239-2019 8.1.5.2: 对这些操作进行审计).
 */
@For('auditor')
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get('verify')
  @Answers(VerifyView)
  verify(@Acting() person: Person, @Query({ schema: VerifyQuery }) query: VerifyQuery) {
    return this.looked(person, 'audit.verified', query, (session) => verifyStreams(session, query));
  }

  @Get('acts')
  @Answers(ActPage)
  async acts(@Acting() person: Person, @Query({ schema: PageQuery }) query: PageQuery): Promise<ActPage> {
    const page = await this.looked(person, 'audit.acts-read', query, (session) => listActs(session, 'others', query));
    return { items: [...page.items], next: page.next };
  }

  @Get('contact-looks')
  @Answers(ContactLookPage)
  async contactLooks(
    @Acting() person: Person,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<ContactLookPage> {
    const page = await this.looked(person, 'audit.looks-read', query, (session) => listContactLooks(session, query));
    return { items: [...page.items], next: page.next };
  }

  @Get('anchors')
  @Answers(AnchorList)
  async anchors(@Acting() person: Person, @Query({ schema: AnchorsQuery }) query: AnchorsQuery) {
    const { before = null, limit } = query;
    const items = await this.looked(person, 'audit.anchors-read', query, (session) =>
      listAnchors(session, before, limit),
    );
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
    const found = await this.looked(person, 'audit.anchors-read', { n, ...query }, (session) =>
      anchorAt(session, Number(n), streamNamed(query)),
    );
    if (!found) throw problem('not-found');
    return found;
  }

  /** Nothing is shown of which it is not written down that it was asked for. */
  private async looked<T>(
    person: Person,
    act: Act,
    asked: Readonly<Record<string, string | number | undefined>>,
    read: (session: Session) => Promise<T>,
  ): Promise<T> {
    // How many at once says nothing of what was looked at.
    const about = Object.fromEntries(
      Object.entries(asked).filter(
        (one): one is [string, string | number] => one[0] !== 'limit' && one[1] !== undefined,
      ),
    );
    await this.ledger.write(person, (session) => recordAct(session, person, act, about));
    return this.ledger.read(person, read);
  }
}
