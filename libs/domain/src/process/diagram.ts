import type { Limit, Procedure, ReviewStage, Stage } from './procedure.js';

/** The procedure as a Mermaid state diagram, printed from the data that runs it. */
export function diagram(procedure: Procedure): string {
  const lines = procedure.stages.flatMap((stage) => [
    `  state "${labelOf(stage)}" as ${nameOf(stage.id)}`,
    ...edges(stage),
  ]);
  const [first] = procedure.stages;
  return [
    'stateDiagram-v2',
    '  state "填报 draft" as draft',
    procedure.reexamines ? '  [*] --> draft: 系统开启 opened by the system' : '  [*] --> draft',
    ...(first
      ? [
          `  draft --> ${nameOf(first.id)}: 提交 submit${procedure.reexamines ? ' / 逾期未报 not reported in time' : ''}`,
        ]
      : []),
    ...lines,
    '',
  ].join('\n');
}

function labelOf(stage: Stage): string {
  return `${stage.title.zh} ${stage.title.en} · ${daysOf(stage.limit)}`;
}

function daysOf(limit: Limit | null): string {
  if (!limit) return '随轮次';
  return `${limit.amount}${limit.unit === 'working-day' ? '工作日' : '日'}`;
}

function nameOf(id: string): string {
  return id.replaceAll('-', '_');
}

type Edges = { readonly [kind in Stage['kind']]: (stage: Extract<Stage, { kind: kind }>, here: string) => string[] };

const EDGES: Edges = {
  review: (stage, here) => [
    `  ${here} --> ${nameOf(stage.next)}: ${agreementIn(stage)}`,
    ...(stage.refusalGrounds.length > 0 ? [`  ${here} --> ${refusedTo(stage)}: 不予 refuse`] : []),
    ...(stage.correction ? corrections(stage, here) : []),
  ],
  panel: ({ next }, here) => [
    `  ${here} --> ${nameOf(next)}: 合格 passed`,
    `  ${here} --> refused: 不合格 below pass mark`,
  ],
  'sign-off': ({ next, revokes, refusalGrounds }, here) => {
    if (revokes) return [`  ${here} --> [*]: 撤销 revoked`, `  ${here} --> ${nameOf(next)}: 不予撤销 not revoked`];
    const refused = refusalGrounds.length > 0 ? [`  ${here} --> refused: 不予 refuse`] : [];
    return [`  ${here} --> ${nameOf(next)}: 签发 sign`, ...refused];
  },
  gathering: ({ next }, here) => [`  ${here} --> ${nameOf(next)}: 入围 candidates frozen`],
  ranking: ({ next }, here) => [`  ${here} --> ${nameOf(next)}: 排序 ranked`],
  notice: ({ next }, here) => [
    `  ${here} --> ${nameOf(next)}: 无异议 no objection stands`,
    `  ${here} --> refused: 异议成立 upheld`,
  ],
  award: ({ renews }, here) => [`  ${here} --> [*]: ${renews ? '复核通过 renewed' : '认定 awarded'}`],
};

function edges(stage: Stage): string[] {
  const draw = EDGES[stage.kind] as (stage: Stage, here: string) => string[];
  return draw(stage, nameOf(stage.id));
}

function agreementIn({ verb, countersign, limit }: ReviewStage): string {
  const silence = limit?.onLapse === 'accepted-by-silence' ? ' / 逾期视为受理' : '';
  return `${verb === 'accept' ? '受理 accept' : '通过 pass'}${countersign ? ' + 会签 countersign' : ''}${silence}`;
}

function refusedTo({ onRefusal }: ReviewStage): string {
  return onRefusal === undefined ? 'refused' : nameOf(onRefusal);
}

/** Where silence after a return leads, depends on where a refusal does. */
function corrections({ onRefusal }: ReviewStage, here: string): string[] {
  return [
    `  ${here} --> correction: 退回补正 return`,
    `  correction --> ${here}: 补正 correct`,
    onRefusal === undefined
      ? '  correction --> lapsed: 逾期未补正 lapse'
      : `  correction --> ${nameOf(onRefusal)}: 逾期未整改 not put right in time`,
  ];
}
