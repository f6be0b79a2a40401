import type { Limit, Procedure, Stage } from './procedure.js';

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
    '  [*] --> draft',
    ...(first ? [`  draft --> ${nameOf(first.id)}: 提交 submit`] : []),
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

function edges(stage: Stage): string[] {
  const here = nameOf(stage.id);
  const silence = stage.limit?.onLapse === 'accepted-by-silence' ? ' / 逾期视为受理' : '';
  switch (stage.kind) {
    case 'review':
      return [
        `  ${here} --> ${nameOf(stage.next)}: ${stage.verb === 'accept' ? '受理 accept' : '通过 pass'}${stage.countersign ? ' + 会签 countersign' : ''}${silence}`,
        ...(stage.refusalGrounds.length > 0 ? [`  ${here} --> refused: 不予 refuse`] : []),
        ...(stage.correction
          ? [
              `  ${here} --> correction: 退回补正 return`,
              `  correction --> ${here}: 补正 correct`,
              `  correction --> lapsed: 逾期未补正 lapse`,
            ]
          : []),
      ];
    case 'panel':
      return [`  ${here} --> ${nameOf(stage.next)}: 合格 passed`, `  ${here} --> refused: 不合格 below pass mark`];
    case 'sign-off':
      return [`  ${here} --> ${nameOf(stage.next)}: 签发 sign`, `  ${here} --> refused: 不予 refuse`];
    case 'gathering':
      return [`  ${here} --> ${nameOf(stage.next)}: 入围 candidates frozen`];
    case 'ranking':
      return [`  ${here} --> ${nameOf(stage.next)}: 排序 ranked`];
    case 'notice':
      return [
        `  ${here} --> ${nameOf(stage.next)}: 无异议 no objection stands`,
        `  ${here} --> refused: 异议成立 upheld`,
      ];
    case 'award':
      return [`  ${here} --> [*]: 认定 awarded`];
  }
}
