import { basisWords } from '@vermilion/catalogue';
import {
  writtenDate,
  writtenEnd,
  writtenMoment,
  type Derivation,
  type Instant,
  type Procedure,
  type Text,
} from '@vermilion/domain';

/** What a limit measures, and how people call it. */
interface LimitName {
  readonly of: string;
  readonly title: Text;
}

/** Limits that belong to no stage, by how their id begins. */
const BY_PREFIX: readonly (readonly [prefix: RegExp, name: LimitName])[] = [
  [/^declaration#/, { of: 'declaration', title: { zh: '复评材料报送', en: 'Report of the re-examination' } }],
  [/^suspension#/, { of: 'suspension', title: { zh: '中止办理（待信用修复）', en: 'Suspension until the repair' } }],
  [/^objection-.+\/second-instance$/, { of: 'second-instance', title: { zh: '异议复核', en: 'Second instance' } }],
  [
    /^objection-.+\/appeal$/,
    { of: 'objection-appeal', title: { zh: '申请异议复核', en: 'Asking for the second instance' } },
  ],
  [/^objection-/, { of: 'objection', title: { zh: '异议核查', en: 'Looking into the objection' } }],
  [/^appeal#\d+\/window$/, { of: 'appeal-window', title: { zh: '申请复核', en: 'Time for an appeal' } }],
  [/^appeal#/, { of: 'appeal', title: { zh: '复核', en: 'Decision upon the appeal' } }],
  [/^round\/opens$/, { of: 'round', title: { zh: '申报开始', en: 'Applications open' } }],
  [/^round\/closes$/, { of: 'round', title: { zh: '申报截止', en: 'Applications close' } }],
  [/^round\/cut-off$/, { of: 'round', title: { zh: '推荐截止', en: 'Recommendations close' } }],
  [/^round\/notice$/, { of: 'round', title: { zh: '公示截止', en: 'Public notice ends' } }],
];

/** The name of a limit, from its id: limits that have passed are no longer part of the case's state. */
export function limitName(procedure: Procedure, id: string): LimitName {
  const known = BY_PREFIX.find(([prefix]) => prefix.test(id))?.[1];
  if (known) return known;
  if (id.startsWith('deferral/')) return promiseName(procedure, id.slice('deferral/'.length));
  const stage = procedure.stages.find((candidate) => candidate.id === id.split('#')[0])?.title ?? { zh: id, en: id };
  if (/\/correction-\d+$/.test(id))
    return { of: 'correction', title: { zh: `补正（${stage.zh}）`, en: `Correction (${stage.en})` } };
  const seat = /\/seat-(\d+)\.\d+$/.exec(id)?.[1];
  if (seat !== undefined)
    return {
      of: 'invitation',
      title: { zh: `专家答复邀请（席位${seat}）`, en: `Answer to the invitation (seat ${seat})` },
    };
  return { of: 'stage', title: stage };
}

function promiseName({ documents }: Procedure, id: string): LimitName {
  const title = documents.find((document) => document.id === id)?.title ?? { zh: id, en: id };
  return { of: 'deferral', title: { zh: `补齐容缺材料：${title.zh}`, en: `Promised document: ${title.en}` } };
}

/** A date as it was derived, in words: the rule, and the calculation as a sentence. */
export function dateInWords(derivation: Derivation, rung: string, dueAt: Instant): { basis: Text; words: Text } {
  const words = calculation(derivation);
  return { basis: basisWords(derivation.basis), words: rung === 'remind' ? reminder(dueAt, words) : words };
}

const UNITS: { readonly [unit in Derivation['unit']]: Text } = {
  'working-day': { zh: '个工作日', en: 'working day(s)' },
  'natural-day': { zh: '个自然日', en: 'calendar day(s)' },
};

function calculation(derivation: Derivation): Text {
  const { amount, unit, startDayCounts, days } = derivation;
  const end = writtenEnd(derivation.dueAt);
  const start = writtenDate(derivation.startedOn);
  if (days.some(({ reason }) => reason === 'fixed'))
    return { zh: `为确定的日期：${end.zh}止。`, en: `A fixed date: ${end.en}.` };
  const paused = days.filter(({ reason }) => reason === 'paused').length;
  const holidays = days.filter(({ reason }) => reason === 'holiday' || reason === 'weekend').length;
  const extended = derivation.extendedBy ?? 0;
  const parts: (Text | null)[] = [
    {
      zh: `自${start.zh}起${amount}${UNITS[unit].zh}（起始日${startDayCounts ? '计入' : '不计'}）`,
      en: `${amount} ${UNITS[unit].en} from ${start.en} (that day ${startDayCounts ? 'counts' : 'does not count'})`,
    },
    extended > 0 ? { zh: `含批准延期${extended}日`, en: `${extended} of them granted as an extension` } : null,
    holidays > 0 ? { zh: `节假日和周末${holidays}日不计`, en: `${holidays} day(s) off not counted` } : null,
    paused > 0 ? { zh: `中止期间${paused}日不计`, en: `${paused} day(s) of standstill not counted` } : null,
    { zh: `至${end.zh}止`, en: `until ${end.en}` },
    derivation.provisional
      ? {
          zh: '其中跨越尚未公布放假安排的年度，为预估',
          en: 'an estimate, since a year without published holidays is crossed',
        }
      : null,
  ];
  const said = parts.filter((part) => part !== null);
  return { zh: `${said.map(({ zh }) => zh).join('，')}。`, en: `${said.map(({ en }) => en).join('; ')}.` };
}

function reminder(dueAt: Instant, { zh, en }: Text): Text {
  const at = writtenMoment(dueAt);
  return { zh: `${at.zh}提醒。期限：${zh}`, en: `A reminder at ${at.en}. The limit: ${en}` };
}
