import { Inject, Injectable } from '@nestjs/common';
import { dateOf, hasReached, organisationOf, SYSTEM, type Person } from '@vermilion/domain';
import {
  eventsOf,
  readClock,
  titleByNumber,
  type CaseRecord,
  type EventEntry,
  type Ledger,
  type Session,
} from '@vermilion/ledger';
import { awardLetter, certificate, codeAsSvg, districtSummary, letter, type LetterData } from '@vermilion/papers';
import { problem } from '@vermilion/runtime';
import { CaseDesk } from '../cases/case-desk.js';
import { commentsOf } from '../cases/judgement-view.js';
import { Procedures } from '../cases/procedures.js';
import { CHECK_ADDRESS, LEDGER, PROCEDURES } from '../parts.js';
import { RoundDesk } from '../rounds/round-desk.js';
import { appealOrganisation, decisionIn, decisionLetter } from './decision-letter.js';
import { awardLetterOf, districtSummaryOf } from './round-papers.js';
import { issuerOf, programmeWords } from './words.js';

/**
 * Prints official papers from what the ledger holds, each time anew and nowhere kept: the same facts give the same bytes, except that a
 * certificate and a summary carry the business day on which they are printed. Under a manual clock all are marked 样张.
 */
@Injectable()
export class PaperDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(CHECK_ADDRESS) private readonly address: string,
    @Inject(RoundDesk) private readonly rounds: RoundDesk,
    @Inject(CaseDesk) private readonly cases: CaseDesk,
  ) {}

  /** 认定文件: one of a round, from 1, for anybody. @throws Problem `not-found`, `no-such-paper` */
  async awardLetter(roundId: string, order: number): Promise<Buffer> {
    const data = await this.rounds.forAnybody(roundId, async (session, { record, cases }) => {
      const procedure = this.procedures.of(record);
      const [document, words] = [record.state.documents[order - 1], programmeWords(procedure.id)?.award];
      if (!document || !words || !procedure.round) throw problem('no-such-paper');
      const about = {
        issuer: await issuerOf(session, organisationOf(procedure.round.leader, '')),
        verifyUrl: this.publicly('notices', roundId),
      };
      const paper = { procedure, state: record.state, cases, sample: await isSample(session) };
      return awardLetterOf(paper, words, document, about);
    });
    return awardLetter(data);
  }

  /** 县区汇总表: for the district itself and for whoever sees the whole round. @throws Problem `not-found`, `no-such-paper` */
  async districtSummary(person: Person, roundId: string, district: string): Promise<Buffer> {
    const data = await this.rounds.within(person, roundId, async (session, { record, cases, sight }) => {
      if (!sight.whole && sight.district !== district) throw problem('not-found');
      const procedure = this.procedures.of(record);
      const words = programmeWords(procedure.id)?.summary;
      if (!words || !procedure.round || !hasReached(record.state, 'open')) throw problem('no-such-paper');
      const clock = await readClock(session);
      const office = await issuerOf(session, organisationOf(procedure.round.recommender, district));
      const paper = { procedure, state: record.state, cases, sample: clock.mode === 'manual' };
      return districtSummaryOf(paper, words, { district, office, on: dateOf(clock.now) });
    });
    return districtSummary(data);
  }

  /** 证书: of a title that is valid today. @throws Problem `not-found`, `certificate-not-valid`, `no-such-paper` */
  async certificate(number: string): Promise<Buffer> {
    const data = await this.ledger.read(SYSTEM, async (session) => {
      const title = await titleByNumber(session, number);
      if (!title) throw problem('not-found');
      const { programme, status, holder, thing, awardedOn, validUntil, documentNumber, on } = title;
      if (status !== 'valid' && status !== 'under-review')
        throw problem('certificate-not-valid', { params: { status } });
      const words = programmeWords(programme);
      if (!words || documentNumber === null) throw problem('no-such-paper');
      return {
        issuer: await issuerOf(session, this.awardingOffice(programme)),
        documentNumber,
        title: words.name,
        organisation: holder.name.zh,
        workshop: thing,
        certificateNumber: number,
        validFrom: awardedOn,
        validUntil,
        issuedOn: awardedOn,
        printedOn: on,
        verifyUrl: this.publicly('certificates', number),
        sample: await isSample(session),
      };
    });
    return certificate(data);
  }

  /** The code that stands on a certificate, by itself: it leads to where anybody checks this number. */
  certificateCode(number: string): string {
    return codeAsSvg(this.publicly('certificates', number));
  }

  /** The letter about the decision with which a case ended. @throws Problem `not-found`, `no-such-paper` */
  async decision(person: Person, caseId: string): Promise<Buffer> {
    return letter(await this.cases.within(person, caseId, (session, found) => this.decisionData(session, found)));
  }

  private async decisionData(session: Session, found: CaseRecord): Promise<LetterData> {
    const procedure = this.procedures.of(found);
    const decision = decisionIn(procedure, found.state, await eventsOf(session, found.id));
    if (!decision) throw problem('no-such-paper');
    const issuer = await issuerOf(session, organisationOf(decision.office, found.district));
    const appeal = appealOrganisation(procedure, found.district);
    return decisionLetter(decision, {
      procedure,
      found,
      thing: await this.thingOf(found),
      issuer,
      appealOffice: appeal === null ? issuer : await issuerOf(session, appeal),
      opinion: await this.opinionIn(session, decision.reason),
      comments: await commentsOf(session, procedure, found.id),
      calendar: await this.ledger.calendar(session),
      sample: await isSample(session),
    });
  }

  /** The workshop that applies; in a re-examination, for which the firm may have sent nothing, the one that holds the title. */
  private async thingOf({ state: { origin }, workshopName }: CaseRecord): Promise<string> {
    const title = origin === null ? null : await this.ledger.read(SYSTEM, (session) => titleByNumber(session, origin));
    return title?.thing ?? workshopName ?? '—';
  }

  private async opinionIn(session: Session, event: EventEntry | null): Promise<string | null> {
    const opinion = event && (await this.ledger.secrets.read(session, event.id))?.['opinion'];
    return typeof opinion === 'string' && opinion !== '' ? opinion : null;
  }

  /** The organ that gives the titles of a programme. @throws Problem `no-such-paper` when the book has lost it */
  private awardingOffice(programme: string): string {
    const procedure = this.procedures.newest().find(({ id }) => id === programme);
    const award = procedure?.stages.find(({ kind }) => kind === 'award');
    if (!award) throw problem('no-such-paper');
    return organisationOf(award.office, '');
  }

  /** Where anybody can check the paper. */
  private publicly(what: string, id: string): string {
    return `${this.address}/${what}/${encodeURIComponent(id)}`;
  }
}

async function isSample(session: Session): Promise<boolean> {
  return (await readClock(session)).mode === 'manual';
}
