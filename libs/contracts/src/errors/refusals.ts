import type { RefusalCode } from '@vermilion/domain';
import { DESK_REFUSAL_TEXTS } from './desk-refusals.js';
import { ROUND_REFUSAL_TEXTS } from './round-refusals.js';
import type { ErrorTexts } from './texts.js';

/** What `decide` refuses with: status, texts and the way out, Chinese first. `{name}` is filled from the refusal's parameters. */
export const REFUSAL_TEXTS: { readonly [code in RefusalCode]: ErrorTexts } = {
  'not-found': {
    status: 404,
    title: { zh: '未找到', en: 'Not found' },
    detail: {
      zh: '没有这一事项，或者不属于您当前的机构。',
      en: 'There is no such thing, or it is not of your organisation.',
    },
    remedy: {
      zh: '请核对编号，或切换到有权查看的机构身份。',
      en: 'Check the number, or act for the organisation that may see it.',
    },
  },
  'not-permitted': {
    status: 403,
    title: { zh: '无权办理', en: 'Not permitted' },
    detail: {
      zh: '您当前的机构或岗位不能办理这一步。',
      en: 'This step is not for the organisation or role you act in.',
    },
    remedy: {
      zh: '请由有权的岗位办理，或切换机构身份后再试。',
      en: 'Have it done by the role in charge, or act for another of your organisations.',
    },
  },
  'not-now': {
    status: 409,
    title: { zh: '当前环节不能办理', en: 'Not at this stage' },
    detail: { zh: '案件目前的状态不允许这一操作。', en: 'The case is in a state that does not allow this step.' },
    remedy: {
      zh: '请刷新案件，按“可办理事项”中的步骤继续。',
      en: 'Reload the case and take one of the steps it offers.',
    },
  },
  'case-closed': {
    status: 409,
    title: { zh: '案件已办结', en: 'Case closed' },
    detail: { zh: '案件已经办结，不能再办理。', en: 'The case is closed; nothing can be decided on it any more.' },
    remedy: { zh: '如需继续，请重新申报。', en: 'Open a new application if you want to go on.' },
  },
  'unknown-command': {
    status: 400,
    title: { zh: '未知的操作', en: 'Unknown command' },
    detail: { zh: '本流程没有这一操作。', en: 'This procedure knows no such command.' },
    remedy: { zh: '请只使用案件“可办理事项”列出的步骤。', en: 'Use only the steps which the case offers.' },
  },
  'form-invalid': {
    status: 422,
    title: { zh: '申报表填写有误', en: 'Form has faults' },
    detail: {
      zh: '申报表有需要改正的内容，逐项列在 problems 中。',
      en: 'The form has faults; each is listed in problems with its place.',
    },
    remedy: {
      zh: '请逐项改正后重新提交，已填内容都已保存。',
      en: 'Correct each of them and submit again; nothing that you filled in is lost.',
    },
  },
  'documents-invalid': {
    status: 422,
    title: { zh: '申报材料不齐或不符', en: 'Documents missing or unfit' },
    detail: {
      zh: '申报材料有缺漏或不符合要求，逐项列在 problems 中。',
      en: 'Documents are missing or unfit; each is listed in problems.',
    },
    remedy: { zh: '请补传所列材料后重新提交。', en: 'Upload the documents listed and submit again.' },
  },
  'gate-not-met': {
    status: 422,
    title: { zh: '未达到申报条件', en: 'Condition not met' },
    detail: {
      zh: '按所填设备清单计算，有指标未达到申报门槛；比较时使用未经四舍五入的数值。',
      en: 'An indicator computed from the equipment list is below its threshold; the unrounded value is compared.',
    },
    remedy: {
      zh: '请核对设备清单；确未达到的，待达到条件后再申报。',
      en: 'Check the equipment list; if the figure is right, apply once the condition is met.',
    },
  },
  'draft-changed': {
    status: 409,
    title: { zh: '草稿已被修改', en: 'Draft has changed' },
    detail: { zh: '提交的草稿版本不是最新保存的版本。', en: 'The draft version submitted is not the one saved last.' },
    remedy: { zh: '请重新打开草稿，核对后再提交。', en: 'Open the draft again, check it, and submit that version.' },
  },
  'correction-used-up': {
    status: 409,
    title: { zh: '补正次数已用完', en: 'No correction left' },
    detail: {
      zh: '本环节只能一次性告知补正，次数已经用完。',
      en: 'All faults must be told at once; the rounds of correction are used up.',
    },
    remedy: { zh: '请依据现有材料作出决定。', en: 'Decide on the material that is there.' },
  },
  'defects-missing': {
    status: 422,
    title: { zh: '未列明补正内容', en: 'No fault stated' },
    detail: {
      zh: '退回补正必须一次性列明全部需要补正的内容，每一项写明问题和改正办法。',
      en: 'A return must state all faults at once, each with what is wrong and how to put it right.',
    },
    remedy: {
      zh: '请至少填写一项补正内容，写明问题和办法。',
      en: 'State at least one fault with what is wrong and how to put it right.',
    },
  },
  'defect-unknown-target': {
    status: 422,
    title: { zh: '补正内容指向不明', en: 'Fault points nowhere' },
    detail: {
      zh: '所列补正内容指向了表中没有的字段或没有的材料。',
      en: 'A fault points to a field or document that does not exist.',
    },
    remedy: { zh: '请从申报表的字段或材料中选择。', en: 'Choose a field of the form or one of its documents.' },
  },
  'defects-left-open': {
    status: 422,
    title: { zh: '补正内容尚未全部改正', en: 'Faults left open' },
    detail: {
      zh: '有告知的补正内容还没有改动，逐项列在 problems 中。',
      en: 'Some of the faults told to you have not been changed; each is listed in problems.',
    },
    remedy: { zh: '请逐项改正后再提交补正。', en: 'Change each of them, then submit the correction.' },
  },
  'ground-unknown': {
    status: 422,
    title: { zh: '理由不在法定范围', en: 'Ground not foreseen' },
    detail: { zh: '所选理由不在本环节规定的理由之内。', en: 'The ground is not among those of this stage.' },
    remedy: { zh: '请从规定的理由中选择。', en: 'Choose one of the grounds that the procedure lists.' },
  },
  'opinion-missing': {
    status: 422,
    title: { zh: '未填写意见', en: 'No opinion given' },
    detail: { zh: '这一步必须填写意见。', en: 'This step needs a written opinion.' },
    remedy: { zh: '请填写意见后再办理。', en: 'Write the opinion and try again.' },
  },
  'pool-too-small': {
    status: 409,
    title: { zh: '可用专家不足', en: 'Too few experts' },
    detail: {
      zh: '回避之后，专家库中的可用专家不足以组成评审组。',
      en: 'After recusals the pool has too few experts for the panel.',
    },
    remedy: { zh: '请补充专家库后再抽取。', en: 'Add experts to the pool, then draw again.' },
  },
  'pool-not-frozen': {
    status: 409,
    title: { zh: '专家名单尚未封存', en: 'Pool not frozen' },
    detail: { zh: '抽取之前必须先封存候选专家名单。', en: 'The candidates must be frozen before the draw.' },
    remedy: { zh: '请先封存候选名单。', en: 'Freeze the pool first.' },
  },
  'seed-malformed': {
    status: 422,
    title: { zh: '随机种子格式不符', en: 'Seed malformed' },
    detail: { zh: '抽取使用的随机种子必须是 64 位十六进制数。', en: 'The seed of a draw is 64 hexadecimal digits.' },
    remedy: { zh: '请提供 32 字节随机数的十六进制文本。', en: 'Give 32 random bytes as hexadecimal text.' },
  },
  'already-drawn': {
    status: 409,
    title: { zh: '评审组已经抽取', en: 'Already drawn' },
    detail: { zh: '本次评审的专家组已经抽取。', en: 'The panel of this review has been drawn.' },
    remedy: { zh: '无需再次抽取，请刷新案件。', en: 'Nothing to do; reload the case.' },
  },
  'not-on-panel': {
    status: 403,
    title: { zh: '不在本次评审组', en: 'Not on this panel' },
    detail: {
      zh: '您不在本案的评审组中，或者席位已经更换。',
      en: 'You hold no seat on the panel of this case, or it has been replaced.',
    },
    remedy: { zh: '如有疑问，请联系组织评审的部门。', en: 'If in doubt ask the bureau that organises the review.' },
  },
  'already-answered': {
    status: 409,
    title: { zh: '邀请已答复', en: 'Already answered' },
    detail: {
      zh: '这份邀请已经答复过，或者已经逾期视为谢绝。',
      en: 'This invitation has been answered, or counts as declined by silence.',
    },
    remedy: { zh: '请刷新案件查看当前状态。', en: 'Reload the case to see how it stands.' },
  },
  'declaration-missing': {
    status: 422,
    title: { zh: '承诺尚未签署', en: 'Declaration not signed' },
    detail: {
      zh: '接受邀请须承诺与申报单位无利害关系，并承诺对评审内容保密；签署之后才能查阅申报材料。',
      en: 'Whoever accepts signs that there is no conflict of interest and that the file stays confidential; only then it opens.',
    },
    remedy: {
      zh: '请勾选两项承诺后再接受；存在应当回避的情形的，请谢绝邀请。',
      en: 'Sign both and accept again; whoever has a conflict of interest declines the invitation.',
    },
  },
  'panel-incomplete': {
    status: 409,
    title: { zh: '评审组尚未到齐', en: 'Panel incomplete' },
    detail: {
      zh: '评审组席位尚未全部接受邀请，还不能评分。',
      en: 'Not all seats have accepted yet; marking has not begun.',
    },
    remedy: { zh: '请待评审组到齐后再评分。', en: 'Wait until the panel is complete.' },
  },
  'already-marked': {
    status: 409,
    title: { zh: '评分已提交', en: 'Marks already submitted' },
    detail: { zh: '您已提交评分，提交后不得修改。', en: 'Your marks are in; they cannot be changed.' },
    remedy: { zh: '无需再次提交。', en: 'Nothing to do.' },
  },
  'marks-invalid': {
    status: 422,
    title: { zh: '评分不符合要求', en: 'Marks have faults' },
    detail: {
      zh: '评分有不符合评分表的内容，逐项列在 problems 中。',
      en: 'The marks do not fit the rubric; each fault is listed in problems.',
    },
    remedy: {
      zh: '请按评分表的分值、步长和评语要求改正。',
      en: 'Follow the weights, the step and the comments which the rubric asks for.',
    },
  },
  'nothing-to-replace': {
    status: 409,
    title: { zh: '没有需要更换的席位', en: 'Nothing to replace' },
    detail: { zh: '该席位目前不空缺。', en: 'That seat is not vacant.' },
    remedy: { zh: '无需处理，请刷新案件。', en: 'Nothing to do; reload the case.' },
  },
  'nothing-due': {
    status: 409,
    title: { zh: '没有到期事项', en: 'Nothing due' },
    detail: { zh: '该期限已经处理或不再存在。', en: 'That limit has been dealt with or no longer runs.' },
    remedy: { zh: '无需处理。', en: 'Nothing to do.' },
  },
  'not-yet-due': {
    status: 409,
    title: { zh: '期限未到', en: 'Not yet due' },
    detail: { zh: '该期限尚未届满。', en: 'That limit has not run out yet.' },
    remedy: { zh: '请待期限届满。', en: 'Wait until it has.' },
  },
  'not-overdue': {
    status: 409,
    title: { zh: '未逾期', en: 'Not overdue' },
    detail: { zh: '该环节没有逾期，或逾期已经解决。', en: 'That stage is not overdue, or no longer.' },
    remedy: { zh: '无需上报。', en: 'Nothing to escalate.' },
  },
  ...ROUND_REFUSAL_TEXTS,
  ...DESK_REFUSAL_TEXTS,
};
