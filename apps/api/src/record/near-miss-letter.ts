import type { NearMissView } from '@vermilion/contracts';
import type { DateText, Procedure } from '@vermilion/domain';
import type { LetterData, LetterSection } from '@vermilion/papers';
import { programmeWords, worded } from '../papers/words.js';

/** What the letter says beside the report itself. */
interface LetterFrame {
  readonly issuer: string;
  readonly applicant: string;
  readonly procedure: Procedure;
  readonly signedOn: DateText;
  readonly sample: boolean;
}

const OUTCOMES: { readonly [outcome in NonNullable<NearMissView['outcome']>]?: string } = {
  refused: '未予通过',
  'not-accepted': '不予受理',
  'not-recommended': '未获县区推荐',
  'nursery-list': '未入围，列入培育库',
};

/** The report as a letter to the applicant. */
export function letterOf(view: NearMissView, frame: LetterFrame): LetterData {
  const { issuer, applicant, procedure, signedOn, sample } = frame;
  return {
    issuer,
    number: null,
    title: '关于申报差距情况的告知书（差一点报告）',
    addressee: applicant,
    sections: [{ paragraphs: [opening(view, procedure)] }, table(view), ...changes(view, procedure)],
    remedy: remedyOf(view, procedure),
    signedOn,
    sample,
  };
}

function opening({ caseId, outcome }: NearMissView, procedure: Procedure): string {
  const title = procedure.title.zh;
  if (outcome === null) return `你单位的${title}申报草稿（${caseId}）尚有条件未满足，现将差距告知如下，供完善后提交。`;
  const ended = OUTCOMES[outcome] ?? '未予通过';
  return `你单位的${title}申报（${caseId}）${ended}。现将未满足的条件、所依据的数据和最小改进告知如下，供今后申报参考。`;
}

function table({ misses }: NearMissView): LetterSection {
  return {
    heading: '未满足的条件',
    paragraphs: [],
    table: {
      columns: [
        { title: '条件', share: 3, align: 'left' },
        { title: '依据', share: 4, align: 'left' },
        { title: '最小改进', share: 3, align: 'left' },
      ],
      rows: misses.map(({ condition, evidence, change }) => [condition.zh, evidence.zh, change.zh]),
    },
  };
}

/** What it takes to pass all gates together, in the words of the programme. */
function changes({ change }: NearMissView, { id }: Procedure): LetterSection[] {
  const words = programmeWords(id)?.improvement;
  if (!change || !words) return [];
  const parts = (['controlled', 'networked'] as const)
    .filter((kind) => change[kind] > 0)
    .map((kind) => worded(words[kind], { count: change[kind] }));
  const text = `全部指标同时达标的最小改进：${parts.join('，')}。少一台即不达标。`;
  return [{ heading: '指标的最小改进', paragraphs: [text] }];
}

/** Where the procedure knows appeals; a draft and a place in an order are nothing to appeal against by this letter. */
function remedyOf({ outcome }: NearMissView, { appeal }: Procedure): string[] {
  if (outcome === null || !appeal) return [];
  const { amount, unit } = appeal.window;
  const days = unit === 'working-day' ? '个工作日' : '日';
  return [
    `对原决定不服的，可在收到决定之日起${amount}${days}内申请复核，也可依法申请行政复议或者提起行政诉讼。本报告仅说明差距，不是新的决定。`,
  ];
}
