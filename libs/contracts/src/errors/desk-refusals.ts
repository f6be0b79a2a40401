import type { RefusalCode } from '@vermilion/domain';
import type { ErrorTexts } from './texts.js';

/** Refusals about the desk of an office, objections, appeals, dates and panels. */
export const DESK_REFUSAL_TEXTS: {
  readonly [
    code in Extract<
      RefusalCode,
      | 'self-review'
      | 'own-firm-listed'
      | 'person-unknown'
      | 'desk-of-another'
      | 'signers-pending'
      | 'signer-already-there'
      | 'signer-unknown'
      | 'too-late-to-take-back'
      | 'urged-already'
      | 'objection-unknown'
      | 'objection-incomplete'
      | 'objection-pending'
      | 'appeal-closed'
      | 'extension-too-long'
      | 'extension-used-up'
      | 'no-extension-asked'
      | 'dates-unchanged'
      | 'seat-unknown'
      | 'minute-not-awaited'
    >
  ]: ErrorTexts;
} = {
  'self-review': {
    status: 403,
    title: { zh: '应当回避', en: 'Own firm' },
    detail: {
      zh: '您同时属于申请企业，不能办理该企业的案件。',
      en: 'You belong to the applicant, and cannot decide on its case.',
    },
    remedy: { zh: '请转由其他人员办理。', en: 'Have a colleague decide.' },
  },
  'own-firm-listed': {
    status: 403,
    title: { zh: '应当回避', en: 'Own firm on the list' },
    detail: {
      zh: '名单涉及您所属企业申报的{cases}，您不能对该名单作出决定。',
      en: 'The list concerns {cases} of a firm to which you belong, so you cannot decide on it.',
    },
    remedy: {
      zh: '请由同岗位人员办理；没有同岗位人员的，请登记请假并指定代办人员，由其办理。',
      en: 'Have a colleague on the post decide; where there is none, note your leave and name a stand-in, who decides.',
    },
  },
  'person-unknown': {
    status: 422,
    title: { zh: '没有这名人员', en: 'No such person' },
    detail: { zh: '所选人员不在有权办理的机构岗位上。', en: 'The person does not hold the role that could do this.' },
    remedy: { zh: '请从本岗位人员中选择。', en: 'Choose one of the office.' },
  },
  'desk-of-another': {
    status: 409,
    title: { zh: '正由他人办理', en: 'On another desk' },
    detail: { zh: '案件正由另一名人员办理。', en: 'A colleague is working on the case.' },
    remedy: { zh: '请由该人员办理，或先转办。', en: 'Let the colleague decide, or have the case transferred.' },
  },
  'signers-pending': {
    status: 409,
    title: { zh: '加签意见未齐', en: 'Signers have not answered' },
    detail: { zh: '还有{pending}名加签人员没有签署意见。', en: '{pending} signers have not answered yet.' },
    remedy: { zh: '请等待意见，或减签后再办理。', en: 'Wait for them, or remove them first.' },
  },
  'signer-already-there': {
    status: 409,
    title: { zh: '已在加签名单中', en: 'Already a signer' },
    detail: { zh: '该人员已在加签名单中。', en: 'This person is a signer already.' },
    remedy: { zh: '无需重复加签。', en: 'There is no need to add the person again.' },
  },
  'signer-unknown': {
    status: 409,
    title: { zh: '不在加签名单中', en: 'Not a signer' },
    detail: { zh: '该人员不在待签名单中。', en: 'This person is not among the signers who still have to answer.' },
    remedy: { zh: '请核对加签名单。', en: 'Check the list of signers.' },
  },
  'too-late-to-take-back': {
    status: 409,
    title: { zh: '已不能拿回', en: 'Too late to take back' },
    detail: {
      zh: '下一环节已经办理，或案件不是由您送出。',
      en: 'Somebody has acted since, or it was not you who passed the case on.',
    },
    remedy: {
      zh: '如需更正，请联系下一环节退回。',
      en: 'If something must be put right, ask the next office to send it back.',
    },
  },
  'urged-already': {
    status: 409,
    title: { zh: '今天已经催办', en: 'Urged today already' },
    detail: {
      zh: '今天已经催办过一次，下次可在{next}催办。',
      en: 'The office has been urged today; the next time is {next}.',
    },
    remedy: { zh: '请明天再催办。', en: 'Urge again tomorrow.' },
  },
  'objection-unknown': {
    status: 404,
    title: { zh: '没有这项异议', en: 'No such objection' },
    detail: { zh: '没有可以这样办理的异议。', en: 'There is no objection that this could be done to.' },
    remedy: { zh: '请核对异议编号和办理进度。', en: 'Check the number of the objection and where it stands.' },
  },
  'objection-incomplete': {
    status: 422,
    title: { zh: '异议材料不全', en: 'The objection is incomplete' },
    detail: {
      zh: '异议须实名、有签字或盖章、有联系方式和事实依据，缺项列在 problems 中。',
      en: 'An objection needs a name, a signature or seal, an address and the facts; what is missing is listed in problems.',
    },
    remedy: { zh: '请补齐后重新提交，公示期内均可提交。', en: 'Complete it and send it again while the notice lasts.' },
  },
  'objection-pending': {
    status: 409,
    title: { zh: '异议尚未办结', en: 'An objection is pending' },
    detail: { zh: '该项目有异议正在核查，暂不能继续。', en: 'An objection to this entry is being looked into.' },
    remedy: { zh: '请待异议办结后再办理。', en: 'Wait for its conclusion.' },
  },
  'appeal-closed': {
    status: 409,
    title: { zh: '不能申请复核', en: 'No appeal any more' },
    detail: { zh: '复核申请期限已过，或已经申请过。', en: 'The time for an appeal is over, or one has been lodged.' },
    remedy: {
      zh: '如仍有异议，可依法申请行政复议或提起行政诉讼。',
      en: 'You may still ask for administrative reconsideration or go to court under the law.',
    },
  },
  'extension-too-long': {
    status: 422,
    title: { zh: '延期超过上限', en: 'Extension too long' },
    detail: { zh: '最多可延期{most}日。', en: 'The limit can be extended by {most} days at most.' },
    remedy: { zh: '请缩短延期天数。', en: 'Ask for fewer days.' },
  },
  'extension-used-up': {
    status: 409,
    title: { zh: '已经申请过延期', en: 'Extension used up' },
    detail: { zh: '每个期限只能申请一次延期。', en: 'A limit can be extended once.' },
    remedy: { zh: '请在现有期限内办理。', en: 'Decide within the limit as it is.' },
  },
  'no-extension-asked': {
    status: 409,
    title: { zh: '没有待批的延期', en: 'No extension asked for' },
    detail: { zh: '没有等待批准的延期申请。', en: 'No request for an extension is waiting.' },
    remedy: { zh: '无需办理。', en: 'Nothing needs to be done.' },
  },
  'dates-unchanged': {
    status: 409,
    title: { zh: '期限没有变化', en: 'Dates unchanged' },
    detail: { zh: '按现行日历计算，期限没有变化。', en: 'By the present calendar no date changes.' },
    remedy: { zh: '无需办理。', en: 'Nothing needs to be done.' },
  },
  'seat-unknown': {
    status: 409,
    title: { zh: '没有这个席位', en: 'No such seat' },
    detail: { zh: '该席位没有可作废的评分。', en: 'This seat has no marks that could be voided.' },
    remedy: { zh: '请核对席位号。', en: 'Check the number of the seat.' },
  },
  'minute-not-awaited': {
    status: 409,
    title: { zh: '无需说明分差', en: 'No minute awaited' },
    detail: { zh: '目前不需要组长说明分差。', en: 'No minute is awaited now.' },
    remedy: { zh: '无需办理。', en: 'Nothing needs to be done.' },
  },
};
