import type { Outcome } from '../process/outcome.js';
import type { Limit, ReviewStage, Stage } from '../process/procedure.js';
import type { Text } from '../process/text.js';

/** Where a stage can lead: to another, to an end of the case, or back to the applicant. */
export type Branch =
  | { readonly kind: 'stage'; readonly to: string; readonly title: Text }
  | { readonly kind: 'end'; readonly outcome: Outcome; readonly title: Text }
  | {
      readonly kind: 'correction';
      readonly title: Text;
      readonly sent: Text;
      readonly limit: Limit;
      /** The stage that follows when nobody answers; null: the case ends. */
      readonly unanswered: string | null;
    };

const REFUSED: Branch = { kind: 'end', outcome: 'refused', title: { zh: '不予认定', en: 'Refused' } };
const BELOW_THE_CUT: Branch = { kind: 'end', outcome: 'nursery-list', title: { zh: '培育库', en: 'Nursery list' } };
const AT_THE_DOOR = {
  accept: { kind: 'end', outcome: 'not-accepted', title: { zh: '不予受理', en: 'Not accepted' } },
  recommend: { kind: 'end', outcome: 'not-recommended', title: { zh: '未推荐', en: 'Not recommended' } },
  pass: REFUSED,
} as const satisfies { readonly [verb in ReviewStage['verb']]: Branch };
const AGREED = {
  accept: { zh: '受理', en: 'Accepted' },
  recommend: { zh: '推荐', en: 'Recommended' },
  pass: { zh: '通过', en: 'Passed' },
} as const satisfies { readonly [verb in ReviewStage['verb']]: Text };

type Kinds = { readonly [kind in Stage['kind']]: (stage: Extract<Stage, { kind: kind }>) => readonly Branch[] };

const BRANCHES: Kinds = {
  review: (stage) => [
    on(stage.next, countersigned(stage)),
    ...refusalsOf(stage),
    ...correctionsOf(stage),
    ...(stage.sendsBackTo === undefined ? [] : [on(stage.sendsBackTo, { zh: '退回', en: 'Sent back' })]),
  ],
  panel: ({ next }) => [
    on(next, { zh: '合格', en: 'Pass mark' }),
    { kind: 'end', outcome: 'refused', title: { zh: '未达合格线', en: 'Below the pass mark' } },
  ],
  'sign-off': ({ next, revokes, refusalGrounds, decidedBy }) => {
    if (decidedBy === 'round') return [on(next, { zh: '名额内', en: 'In quota' }), BELOW_THE_CUT];
    if (!revokes) return [on(next, { zh: '签发', en: 'Signed' }), ...(refusalGrounds.length > 0 ? [REFUSED] : [])];
    return [
      on(next, { zh: '不予撤销', en: 'Kept' }),
      { kind: 'end', outcome: 'revoked', title: { zh: '撤销称号', en: 'Revoked' } },
    ];
  },
  gathering: ({ next }) => [on(next, { zh: '入围', en: 'Candidate' })],
  ranking: ({ next }) => [on(next, { zh: '排序', en: 'Ranked' })],
  notice: ({ next }) => [
    on(next, { zh: '无异议', en: 'Cleared' }),
    { kind: 'end', outcome: 'refused', title: { zh: '异议成立', en: 'Objection upheld' } },
  ],
  award: ({ renews }) => [
    renews
      ? { kind: 'end', outcome: 'renewed', title: { zh: '复核通过', en: 'Renewed' } }
      : { kind: 'end', outcome: 'awarded', title: { zh: '认定', en: 'Awarded' } },
  ],
};

/** Where the stage can lead, the ordinary way first. */
export function branchesOf(stage: Stage): readonly Branch[] {
  return (BRANCHES[stage.kind] as (stage: Stage) => readonly Branch[])(stage);
}

function on(to: string, title: Text): Branch {
  return { kind: 'stage', to, title };
}

function countersigned({ verb, countersign }: ReviewStage): Text {
  const agreed = AGREED[verb];
  return countersign ? { zh: `${agreed.zh}会签`, en: 'Both agree' } : agreed;
}

function refusalsOf({ verb, refusalGrounds, onRefusal }: ReviewStage): readonly Branch[] {
  if (refusalGrounds.length === 0) return [];
  return [onRefusal === undefined ? AT_THE_DOOR[verb] : on(onRefusal, { zh: '不通过', en: 'Not passed' })];
}

function correctionsOf({ correction, onRefusal }: ReviewStage): readonly Branch[] {
  if (!correction) return [];
  return [
    {
      kind: 'correction',
      title: { zh: '企业补正', en: 'Correction' },
      sent: { zh: '退回补正', en: 'Returned' },
      limit: correction.limit,
      unanswered: onRefusal ?? null,
    },
  ];
}
