import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CertificateNumber, CertificateView, DrawId, DrawView } from '@vermilion/contracts';
import { SYSTEM, dateOf } from '@vermilion/domain';
import { awardByCertificate, businessNow, drawOf, procedureOf, type DrawRecord, type Ledger } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Public } from '../access/caller.js';
import { Procedures } from '../cases/procedures.js';
import { Answers } from '../http/shapes.js';
import { LEDGER, PROCEDURES } from '../parts.js';

/** What anybody may check without signing in: a draw by drawing again, a certificate by its number. */
@Public()
@ApiTags('public')
@Controller('api/v1')
export class PublicController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  @Get('draws/:id')
  @Answers(DrawView)
  async draw(@Param('id', { schema: DrawId }) id: string) {
    const { caseId, seq } = partsOf(id);
    const draw = await this.ledger.read(SYSTEM, (session) => drawOf(session, caseId, seq));
    const under = await this.ledger.read(SYSTEM, (session) => procedureOf(session, caseId));
    if (!draw || !under) throw problem('not-found');
    return { id, ...viewOf(draw), strata: this.strataOf(under, draw) };
  }

  @Get('certificates/:number')
  @Answers(CertificateView)
  async certificate(@Param('number', { schema: CertificateNumber }) number: string) {
    return this.ledger.read(SYSTEM, async (session) => {
      const award = await awardByCertificate(session, number);
      if (!award) throw problem('not-found');
      const today = dateOf(await businessNow(session));
      return { ...award, holder: award.holder.name, status: award.validUntil < today ? 'expired' : 'valid' };
    });
  }

  private strataOf(under: { procedure: string; version: number }, draw: DrawRecord) {
    const stage = this.procedures.of(under).stages.find((candidate) => candidate.id === draw.result.stage);
    return stage?.kind === 'panel' ? stage.strata : [];
  }
}

/** A draw is named by its case and the event that records it: `2018-000001.17`. */
function partsOf(id: string): { caseId: string; seq: number } {
  const [caseId = '', seq = ''] = id.split('.');
  return { caseId, seq: Number(seq) };
}

function viewOf({ caseId, frozenAt, drawnAt, pool, result }: DrawRecord) {
  const { candidates, excluded, poolHash } = pool;
  const { seed, redraws, seats, alternates } = result;
  return {
    caseId,
    algorithm: 'drawPanel@1',
    candidates,
    excluded,
    poolHash,
    frozenAt,
    seed,
    redraws,
    drawnAt,
    seats,
    alternates,
  };
}
