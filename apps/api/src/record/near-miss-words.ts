import { reasons } from '@vermilion/catalogue';
import type { NearMissView } from '@vermilion/contracts';
import { writtenDate, writtenMean, type DateText, type Miss, type Procedure, type Text } from '@vermilion/domain';

type Told = Omit<NearMissView['misses'][number], 'of'>;

/** One condition that was not met, in words: what was asked, by which evidence it failed, the smallest change that would do. */
export function missInWords(procedure: Procedure, miss: Miss): NearMissView['misses'][number] {
  const { of } = miss;
  return { of, ...(TELL[of] as Teller<Miss['of']>)(procedure, miss) };
}

type Teller<T extends Miss['of']> = (procedure: Procedure, miss: Extract<Miss, { of: T }>) => Told;

const TELL: { readonly [T in Miss['of']]: Teller<T> } = {
  gate: (procedure, { gate, numerator, denominator, computed, atLeast, needed, missing }) => {
    const title = gateTitle(procedure, gate);
    return {
      condition: { zh: `${title.zh}不低于${atLeast}%`, en: `${title.en} of at least ${atLeast} %` },
      evidence: {
        zh: `按设备清单计算为${numerator}/${denominator}，即${computed}%（不四舍五入）`,
        en: `${numerator} of ${denominator} by the equipment list, exactly ${computed} %`,
      },
      change: {
        zh: `在总数不变的情况下，至少达到${needed}台，还差${missing}台`,
        en: `at the same total at least ${needed}: ${missing} more`,
      },
      figures: { gate, numerator, denominator, computed, atLeast, needed, missing },
    };
  },
  declaration: (procedure, { gate, at, declared, computed }) => {
    const title = gateTitle(procedure, gate);
    return {
      condition: {
        zh: `${title.zh}的填报值与设备清单一致`,
        en: `${title.en}: declared as the equipment list gives it`,
      },
      evidence: { zh: `填报${declared}，计算为${computed}`, en: `declared ${declared}, computed ${computed}` },
      change: { zh: `改为填报${computed}，或更正设备清单`, en: `declare ${computed}, or correct the list` },
      figures: { gate, at, declared, computed },
    };
  },
  mark: (_procedure, { passMark, missing, band }) => ({
    condition: { zh: `专家评审得分不低于${passMark}分`, en: `a mark of at least ${passMark} by the panel` },
    evidence: {
      zh: `得分低于合格线${passMark}分，相差${writtenMean(missing)}分`,
      en: `the mark is ${writtenMean(missing)} points below ${passMark}`,
    },
    change: {
      zh: '请对照评分标准中扣分较多的方面改进后再次申报',
      en: 'improve what the rubric asks for and apply again',
    },
    figures: { passMark, missing, band },
  }),
  recommendation: (_procedure, { listed, cap }) => ({
    condition: {
      zh: `列入县区推荐名单（每县区至多${cap}个）`,
      en: `a place on the list of the district, ${cap} at most`,
    },
    evidence: {
      zh: `推荐截止时县区推荐了${listed}个项目，不含本项目`,
      en: `at the cut-off the district recommended ${listed}, this one not among them`,
    },
    change: {
      zh: '请在下一轮次申报，并在推荐截止前与县区工信主管部门确认推荐顺序',
      en: 'apply in the next round, and ask the district about its order before the cut-off',
    },
    figures: { listed, cap },
  }),
  place: (_procedure, { score, rank, candidates, quota, missing }) => ({
    condition: { zh: `综合排序在名额（${quota}个）以内`, en: `a place within the quota of ${quota}` },
    evidence: {
      zh: `专家评审得分${writtenMean(score)}分，在${candidates}个项目中列第${rank}位`,
      en: `a mark of ${writtenMean(score)} by the panel, place ${rank} of ${candidates}`,
    },
    change: { zh: `上升${missing}位即可入围`, en: `${missing} place(s) higher would have been within` },
    figures: { score, rank, candidates, quota, missing },
  }),
  ground: (procedure, { stage, ground, until }) => {
    const at = procedure.stages.find(({ id }) => id === stage)?.title ?? { zh: stage, en: stage };
    const text = reasons().find(({ id }) => id === ground)?.text ?? { zh: ground, en: ground };
    return {
      condition: { zh: `“${at.zh}”环节的审查要求`, en: `what “${at.en}” asks for` },
      evidence: { zh: `不予通过的理由：${text.zh}`, en: `refused because: ${text.en}` },
      change: until === null ? ONCE_OVER : afterDay(until),
      figures: { stage, ground, ...(until === null ? {} : { until }) },
    };
  },
};

const ONCE_OVER: Text = {
  zh: '消除上述情形后可再次申报；具体意见见申报详情',
  en: 'apply again once this no longer holds; the application shows the opinion in full',
};

function afterDay(until: DateText): Text {
  const day = writtenDate(until);
  return {
    zh: `该情形至${day.zh}止，此后可再次申报`,
    en: `this holds until ${day.en}; apply again after that day`,
  };
}

function gateTitle({ gates }: Procedure, id: string): Text {
  return gates.find((gate) => gate.id === id)?.title ?? { zh: id, en: id };
}
