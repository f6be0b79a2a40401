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

/** Frozen pools and the draws from them, for anybody: all that is needed to draw again by oneself, and nothing that says who was drawn. */
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

  private strataOf(under: { procedure: string; version: number }, { pool }: DrawRecord): PanelStage['strata'] {
    const stage = this.procedures.of(under).stages.find((candidate) => candidate.id === pool.stage);
    return stage?.kind === 'panel' ? stage.strata : [];
  }
}

/** A freeze and a draw are named by their case and the event that records them: `2018-000001.17`. */
function partsOf(id: string): { caseId: string; seq: number } {
  const [caseId = '', seq = ''] = id.split('.');
  return { caseId, seq: Number(seq) };
}

const HOW_TO_VERIFY: DrawView['verification'] = {
  algorithm: 'docs/draw.md',
  command: 'npm run verify-draw -- <file-or-url>',
  text: {
    zh: '候选名单先封存，封存页即可查阅，种子其后生成。记下封存页的哈希，便可核对抽取接在其后。按 docs/draw.md 的算法，用候选名单和种子重新抽取，席位、候补次序和递补应当完全一致；代号不对应任何可识别的个人。',
    en: 'The pool was frozen, and its page could be read, before the seed was made: note the hash of the freeze, and check that the draw stands behind it. Draw again from candidates and seed by docs/draw.md: seats, alternates and replacements must be the same. Tokens name nobody.',
  },
};

function viewOf(record: DrawRecord) {
  const { caseId, number, freezes, draws, drawnAs, frozen, pool } = record;
  const named = (seq: number) => `${caseId}.${seq}`;
  return {
    caseId,
    stage: pool.stage,
    number,
    freezes: freezes.map(named),
    draws: draws.map(named),
    draw: drawnAs === null ? null : named(drawnAs),
    algorithm: 'drawPanel@1',
    candidates: [...pool.candidates],
    excluded: pool.excluded,
    poolHash: pool.poolHash,
    conflictHash: pool.conflictHash,
    frozenAt: frozen.at,
    frozenEvent: placeOf(frozen),
    ...outcomeOf(record),
    verification: HOW_TO_VERIFY,
  };
}

/** The page of the freeze: no seed, and nothing that comes of one. */
const NOT_DRAWN = {
  dissolvedAt: null,
  between: [],
  seed: null,
  redraws: null,
  drawnAt: null,
  drawnEvent: null,
  seats: [],
  alternates: [],
  replacements: [],
};

function outcomeOf({ outcome }: DrawRecord) {
  if (!outcome) return NOT_DRAWN;
  const { drawn, between, result, replacements, dissolvedAt } = outcome;
  return {
    dissolvedAt,
    between: [...between],
    seed: result.seed,
    redraws: result.redraws,
    drawnAt: drawn.at,
    drawnEvent: placeOf(drawn),
    seats: [...result.seats],
    alternates: [...result.alternates],
    replacements: replacements.map((replaced) => ({ ...replaced, vacant: [...replaced.vacant] })),
  };
}

/** Where and when something was recorded; its business instant stands beside. */
function placeOf({ at: _at, ...place }: DrawRecord['frozen']) {
  return place;
}
