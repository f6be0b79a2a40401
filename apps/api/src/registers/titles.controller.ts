import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { reasons } from '@vermilion/catalogue';
import {
  CertificateNumber,
  CertificateQuery,
  CertificateView,
  OpenReexamination,
  PageQuery,
  Receipt,
  RevocationPage,
} from '@vermilion/contracts';
import { SYSTEM, type Instant, type Person, type Text } from '@vermilion/domain';
import { listRevocations, titleByNumber, type Ledger, type TitleRecord } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Acting, For, Public } from '../access/caller.js';
import { Procedures } from '../cases/procedures.js';
import { receiptOf } from '../http/outcomes.js';
import { ReceivedAt } from '../http/received.js';
import { Answers, IdempotencyKey, Keyed } from '../http/shapes.js';
import { LEDGER, PROCEDURES } from '../parts.js';

/** Titles: what anybody may check of them, and their re-examination. */
@ApiTags('titles')
@Controller('api/v1')
export class TitlesController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** A certificate by its number, as of today or of a named day. */
  @Public()
  @Get('certificates/:number')
  @Answers(CertificateView)
  async certificate(
    @Param('number', { schema: CertificateNumber }) number: string,
    @Query({ schema: CertificateQuery }) { on }: { on?: string },
  ) {
    const title = await this.ledger.read(SYSTEM, (session) => titleByNumber(session, number, on));
    if (!title) throw problem('not-found');
    return this.view(title);
  }

  /** The titles that were taken away, the latest first. */
  @Public()
  @Get('revocations')
  @Answers(RevocationPage)
  async revocations(@Query({ schema: PageQuery }) query: PageQuery) {
    const { items, next } = await this.ledger.read(SYSTEM, (session) => listRevocations(session, query));
    return { items: items.map((title) => this.revocation(title)), next };
  }

  /** Examines a valid title again at once, with the ground: for the bureau in charge. */
  @Post('titles/:number/re-examinations')
  @Keyed()
  @For('officer')
  @Answers(Receipt, 201)
  async reexamine(
    @Acting() actor: Person,
    @IdempotencyKey() key: string,
    @Param('number', { schema: CertificateNumber }) certificateNumber: string,
    @Body({ schema: OpenReexamination }) { opinion }: OpenReexamination,
    @ReceivedAt() receivedAt: Instant,
  ): Promise<Receipt> {
    return receiptOf(await this.ledger.reexamine({ certificateNumber, actor, key, opinion, receivedAt }));
  }

  private revocation(title: TitleRecord) {
    const { revokedOn, ground, ...view } = this.view(title);
    if (revokedOn === null || ground === null)
      throw new Error(`the revocation of ${title.certificateNumber} has no day or no ground`);
    return { ...view, revokedOn, ground };
  }

  private view({ programme, holder, thing, awardedOn, ground, ...title }: TitleRecord) {
    return {
      ...title,
      title: this.procedures.titleOf(programme),
      holder: holder.name,
      workshopName: thing,
      validFrom: awardedOn,
      ground: ground === null ? null : wordsOf(ground),
    };
  }
}

function wordsOf(ground: string): Text {
  return reasons().find(({ id }) => id === ground)?.text ?? { zh: ground, en: ground };
}
