import { Controller, Get, Inject, Param, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CallList, DocumentOrder, RoundId } from '@vermilion/contracts';
import { compareInstants, SYSTEM, type Instant, type Procedure } from '@vermilion/domain';
import { businessNow, roundById, rounds, type Ledger, type RoundEntry, type Session } from '@vermilion/ledger';
import { Public } from '../access/caller.js';
import { Procedures } from '../cases/procedures.js';
import { AnswersFile, fileNamed, PDF } from '../http/files.js';
import { Answers } from '../http/shapes.js';
import { PaperDesk } from '../papers/paper-desk.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { clauseOf } from '../record/clause.js';
import { inChargeOf, publishedIn } from './published.js';

/** What was made known to everybody: the calls, and the documents in which rounds ended. */
@Public()
@ApiTags('public')
@Controller('api/v1')
export class CallsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(PaperDesk) private readonly papers: PaperDesk,
  ) {}

  @Get('calls')
  @Answers(CallList)
  async list() {
    return this.ledger.read(SYSTEM, async (session) => {
      const called = await rounds(session);
      const now = await businessNow(session);
      const items: CallList['items'] = [];
      for (const procedure of this.procedures.openToFirms())
        items.push(await programmeOf(session, procedure, called, now));
      return { items };
    });
  }

  /** The n-th document of a round with its list, once it is signed. */
  @Get('rounds/:id/documents/:n.pdf')
  @AnswersFile(PDF)
  async document(
    @Param('id', { schema: RoundId }) id: string,
    @Param('n', { schema: DocumentOrder }) n: string,
  ): Promise<StreamableFile> {
    return fileNamed(`${id}-${n}`, PDF, await this.papers.awardLetter(id, Number(n)));
  }
}

async function programmeOf(
  session: Session,
  procedure: Procedure,
  called: readonly RoundEntry[],
  now: Instant,
): Promise<CallList['items'][number]> {
  const { id, version, title } = procedure;
  const calls: CallList['items'][number]['calls'] = [];
  for (const round of called.filter((candidate) => candidate.procedure === id)) {
    const { year, opens, closes } = round.terms;
    const documents = publishedIn((await roundById(session, round.id))?.state);
    calls.push({ id: round.id, year, opens, closes, standing: standingAt(round, now), documents });
  }
  const office = await inChargeOf(session, procedure);
  return { procedure: { id, version, title }, office, basis: clauseOf(procedure), calls };
}

function standingAt({ terms: { opens, closes } }: RoundEntry, now: Instant) {
  if (compareInstants(now, opens) < 0) return 'upcoming';
  return compareInstants(now, closes) < 0 ? 'open' : 'closed';
}
