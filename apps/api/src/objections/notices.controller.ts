import { Body, Controller, Get, Inject, Ip, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { districts } from '@vermilion/catalogue';
import {
  AppealObjection,
  LodgeObjection,
  NoticeId,
  NoticeList,
  NoticeView,
  ObjectionAnswer,
  ObjectionReceipt,
  ObjectionReceiptCode,
} from '@vermilion/contracts';
import { compareInstants, deriveDue, SYSTEM, type Calendar, type Instant, type Procedure } from '@vermilion/domain';
import {
  businessNow,
  entriesOf,
  publicNotice,
  publicNotices,
  roundById,
  type Ledger,
  type NoticeEntry,
  type PublicEntry,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Public } from '../access/caller.js';
import { RateLimit } from '../access/rate-limit.js';
import { Procedures } from '../cases/procedures.js';
import { ReceivedAt } from '../http/received.js';
import { Answers, IdempotencyKey, Keyed } from '../http/shapes.js';
import { LEDGER, OBJECTION_RATE, PROCEDURES } from '../parts.js';
import { clauseOf } from '../record/clause.js';
import { dateInWords } from '../record/limit-words.js';
import { inChargeOf, publishedIn } from '../rounds/published.js';
import { ObjectionDesk } from './objection-desk.js';

/** Public notices, and objections to them: nobody signs in, so nobody may write often. */
@Public()
@ApiTags('public')
@Controller('api/v1')
export class NoticesController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(ObjectionDesk) private readonly desk: ObjectionDesk,
    @Inject(OBJECTION_RATE) private readonly rate: RateLimit,
  ) {}

  @Get('notices')
  @Answers(NoticeList)
  async list() {
    return this.ledger.read(SYSTEM, async (session) => {
      const now = await businessNow(session);
      const notices = await publicNotices(session);
      return { items: notices.map((notice) => ({ ...this.viewOf(notice, now), entries: notice.entries })) };
    });
  }

  @Get('notices/:id')
  @Answers(NoticeView)
  async view(@Param('id', { schema: NoticeId }) id: string) {
    return this.ledger.read(SYSTEM, async (session) => {
      const notice = await publicNotice(session, id);
      if (!notice) throw problem('not-found');
      const procedure = this.procedures.of(notice);
      const entries = await entriesOf(session, notice.number);
      return {
        ...this.viewOf(notice, await businessNow(session)),
        entries: entries.map(entryShown),
        office: await inChargeOf(session, procedure),
        basis: clauseOf(procedure),
        period: periodOf(notice, procedure, await this.ledger.calendar(session)),
        documents: publishedIn((await roundById(session, notice.round))?.state),
        howToObject: HOW_TO_OBJECT,
      };
    });
  }

  /** Objects to one entry. Only this entry waits; the others go on. */
  @Post('notices/:id/objections')
  @Keyed()
  @Answers(ObjectionReceipt, 201)
  lodge(
    @Ip() address: string,
    @IdempotencyKey() key: string,
    @Param('id', { schema: NoticeId }) id: string,
    @Body({ schema: LodgeObjection }) body: LodgeObjection,
    @ReceivedAt() receivedAt: Instant,
  ) {
    this.rate.take(`address:${address}`);
    return this.desk.lodge(id, key, body, receivedAt);
  }

  @Get('objections/:receipt')
  @Answers(ObjectionAnswer)
  answer(@Param('receipt', { schema: ObjectionReceiptCode }) receipt: string) {
    return this.desk.byReceipt(receipt);
  }

  /** The objector asks for the second instance. */
  @Post('objections/:receipt/appeals')
  @Keyed()
  @Answers(ObjectionAnswer)
  appeal(
    @Ip() address: string,
    @IdempotencyKey() key: string,
    @Param('receipt', { schema: ObjectionReceiptCode }) receipt: string,
    @Body({ schema: AppealObjection }) { opinion }: AppealObjection,
    @ReceivedAt() receivedAt: Instant,
  ) {
    this.rate.take(`address:${address}`);
    return this.desk.appeal(receipt, key, opinion, receivedAt);
  }

  private viewOf({ number, round, procedure, version, from, until, closesAt }: NoticeEntry, now: Instant) {
    const { id, title } = this.procedures.of({ procedure, version });
    const open = compareInstants(now, closesAt) < 0;
    return { id: round, number, procedure: { id, version, title }, from, until, closesAt, open };
  }
}

function entryShown({ applicant, drawnAs, ...entry }: PublicEntry) {
  const districtName = districts().find(({ internalCode }) => internalCode === entry.district)?.name;
  return {
    ...entry,
    applicant: applicant.name,
    districtName: districtName ?? { zh: entry.district, en: entry.district },
    draw: drawnAs === null ? null : `${entry.caseId}.${drawnAs}`,
  };
}

/** How the days of a notice were counted. Null when today's calendar would count them otherwise: what was published stands. */
function periodOf({ from, closesAt }: NoticeEntry, { round }: Procedure, calendar: Calendar): NoticeView['period'] {
  const derived = round ? deriveDue(calendar, round.notice, from, []) : null;
  if (!derived || compareInstants(derived.dueAt, closesAt) !== 0) return null;
  const days = derived.days.map(({ date, counted, reason }) => ({ date, counted, reason }));
  return { words: dateInWords(derived, 'lapse', derived.dueAt).words, days };
}

const HOW_TO_OBJECT = {
  zh: '对公示项目有异议的，请在公示期内以书面形式实名提出，写明联系地址、电话和事实依据：个人须本人签字，单位须加盖公章。匿名或超过期限的异议不影响公示结果。异议人身份仅向核查机关提供。',
  en: 'Objections are made in writing and by name within the period, with address, telephone and the facts; signed by hand, or sealed by an organisation. Anonymous or late ones hold nothing up. Only the verifying office learns who objects.',
};
