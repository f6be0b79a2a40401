import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DrawId, DrawView } from '@vermilion/contracts';
import { SYSTEM, type PanelStage } from '@vermilion/domain';
import { drawOf, procedureOf, type DrawRecord, type Ledger } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Public } from '../access/caller.js';
import { Procedures } from '../cases/procedures.js';
import { Answers } from '../http/shapes.js';
import { LEDGER, PROCEDURES } from '../parts.js';

/** The draws of panels, for anybody: everything needed to draw again by oneself, and nothing that says who was drawn. */
@Public()
@ApiTags('public')
@Controller('api/v1/draws')
export class DrawsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  @Get(':id')
  @Answers(DrawView)
  async draw(@Param('id', { schema: DrawId }) id: string): Promise<DrawView> {
    const { caseId, seq } = partsOf(id);
    const { draw, under } = await this.ledger.read(SYSTEM, async (session) => ({
      draw: await drawOf(session, caseId, seq),
      under: await procedureOf(session, caseId),
    }));
    if (!draw || !under) throw problem('not-found');
    return { id, ...viewOf(draw), strata: [...this.strataOf(under, draw)] };
  }

  private strataOf(under: { procedure: string; version: number }, { result }: DrawRecord): PanelStage['strata'] {
    const stage = this.procedures.of(under).stages.find((candidate) => candidate.id === result.stage);
    return stage?.kind === 'panel' ? stage.strata : [];
  }
}

/** A draw is named by its case and the event that records it: `2018-000001.17`. */
function partsOf(id: string): { caseId: string; seq: number } {
  const [caseId = '', seq = ''] = id.split('.');
  return { caseId, seq: Number(seq) };
}

const HOW_TO_VERIFY: DrawView['verification'] = {
  algorithm: 'docs/draw.md',
  command: 'npm run verify-draw -- <file-or-url>',
  text: {
    zh: '名单先封存并公布指纹，种子其后生成。按 docs/draw.md 的算法，用候选名单和种子重新抽取，席位、候补次序和递补应当完全一致；代号不对应任何可识别的个人。',
    en: 'The pool was frozen and fingerprinted before the seed was made. Draw again from candidates and seed by docs/draw.md: seats, alternates and replacements must be the same. Tokens name nobody.',
  },
};

function viewOf({ caseId, number, draws, dissolvedAt, frozen, drawn, pool, result, replacements }: DrawRecord) {
  return {
    caseId,
    stage: result.stage,
    number,
    draws: draws.map((seq) => `${caseId}.${seq}`),
    dissolvedAt,
    algorithm: 'drawPanel@1',
    candidates: [...pool.candidates],
    excluded: pool.excluded,
    poolHash: pool.poolHash,
    conflictHash: pool.conflictHash,
    frozenAt: frozen.at,
    frozenEvent: { seq: frozen.seq, recordedAt: frozen.recordedAt },
    seed: result.seed,
    redraws: result.redraws,
    drawnAt: drawn.at,
    drawnEvent: { seq: drawn.seq, recordedAt: drawn.recordedAt },
    seats: [...result.seats],
    alternates: [...result.alternates],
    replacements: replacements.map((replaced) => ({ ...replaced, vacant: [...replaced.vacant] })),
    verification: HOW_TO_VERIFY,
  };
}
