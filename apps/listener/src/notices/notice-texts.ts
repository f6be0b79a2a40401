import type { Text } from '@vermilion/domain';
import { ANSWER_TEXTS } from './texts-of-answers.js';
import { DESK_TEXTS } from './texts-of-desks.js';
import { REGISTER_TEXTS } from './texts-of-registers.js';
import { ROUND_TEXTS } from './texts-of-rounds.js';

interface Wording {
  readonly title: Text;
  readonly body: Text;
}

/**
 * The words of every notice, Chinese first. `{word}` is filled in; a part in square brackets falls away when one of its words is not
 * known any more (a limit that has ended has no date).
 */
export const NOTICE_TEXTS = {
  ...REGISTER_TEXTS,
  ...ANSWER_TEXTS,
  ...DESK_TEXTS,
  ...ROUND_TEXTS,
  'application.submitted': {
    title: { zh: '申报已提交：{caseId}', en: 'Application submitted: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已提交，正在等待受理。逾期未告知的，视为受理。',
      en: 'Your application {caseId} has been submitted and waits for acceptance. If you are not told otherwise in time, it counts as accepted.',
    },
  },
  'application.accepted': {
    title: { zh: '申报已受理：{caseId}', en: 'Application accepted: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已受理，进入审查。',
      en: 'Your application {caseId} has been accepted and is under review.',
    },
  },
  'application.accepted-by-silence': {
    title: { zh: '申报视为受理：{caseId}', en: 'Application counts as accepted: {caseId}' },
    body: {
      zh: '受理机关未在期限内告知，您的申报 {caseId} 视为已受理，进入审查。',
      en: 'The office did not answer in time, so your application {caseId} counts as accepted and is under review.',
    },
  },
  'application.returned': {
    title: { zh: '申报需要补正：{caseId}（{count} 处）', en: 'Application returned: {caseId} ({count} defects)' },
    body: {
      zh: '您的申报 {caseId} 在“{stage}”环节被退回补正，共 {count} 处，已一次性告知。[请于 {due} 前补正并重新提交，逾期未补正的，视为放弃申报。]每一处的问题和改法见申报详情。',
      en: 'Your application {caseId} was returned at “{stage}” with {count} defects, all of them listed. [Correct and resubmit it before {due}; otherwise it counts as abandoned. ]The application shows what is wrong and how to put it right.',
    },
  },
  'application.passed': {
    title: { zh: '“{stage}”已通过：{caseId}', en: 'Passed “{stage}”: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已通过“{stage}”，进入下一环节。',
      en: 'Your application {caseId} has passed “{stage}” and moves on.',
    },
  },
  'application.refused': {
    title: { zh: '申报未予通过：{caseId}', en: 'Application refused: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 在“{stage}”环节未予通过。理由：{ground}。具体意见见申报详情。',
      en: 'Your application {caseId} was refused at “{stage}”. Ground: {ground}. The application shows the opinion in full.',
    },
  },
  'application.withdrawn': {
    title: { zh: '申报已撤回：{caseId}', en: 'Application withdrawn: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已按您的要求撤回。',
      en: 'Your application {caseId} has been withdrawn as you asked.',
    },
  },
  'application.lapsed': {
    title: { zh: '申报因逾期终止：{caseId}', en: 'Application ended by lapse of time: {caseId}' },
    body: {
      zh: '{cause}，您的申报 {caseId} 已终止。',
      en: '{cause}, so your application {caseId} has ended.',
    },
  },
  'application.overdue': {
    title: { zh: '审查逾期告知：{caseId}', en: 'Review overdue: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 在“{stage}”环节已逾期（期限为 {due}），系统已启动逐级督办。您无需办理任何手续。',
      en: 'Your application {caseId} is overdue at “{stage}” (it was due by {due}). The responsible bureaus are being told; you need not do anything.',
    },
  },
  'award.issued': {
    title: { zh: '认定通过：{title}（{documentNumber}）', en: 'Title awarded: {documentNumber}' },
    body: {
      zh: '您的申报 {caseId} 已获认定。文号：{documentNumber}；证书编号：{certificateNumber}；有效期至 {validUntil}。',
      en: 'Your application {caseId} has been awarded. Document {documentNumber}, certificate {certificateNumber}, valid until {validUntil}.',
    },
  },
  'panel.begun': {
    title: { zh: '进入专家评审：{caseId}', en: 'Expert review begins: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 进入“{stage}”，评审时间不超过 {days} 个工作日[（至 {due}）]。专家评审时间不计入机关审查期限。',
      en: 'Your application {caseId} enters “{stage}”, which takes at most {days} working days[ (until {due})]. The time of the expert review does not count towards the time of the offices.',
    },
  },
  'case.arrived': {
    title: { zh: '新到办件：{caseId}（{stage}）', en: 'New case: {caseId} ({stage})' },
    body: {
      zh: '办件 {caseId} 已到“{stage}”环节，请办理。[期限：{due}。]',
      en: 'Case {caseId} has arrived at “{stage}”. [It is due by {due}.]',
    },
  },
  'case.corrected': {
    title: { zh: '企业已补正：{caseId}', en: 'Corrected by the enterprise: {caseId}' },
    body: {
      zh: '企业已补正办件 {caseId}，请继续办理“{stage}”。[期限：{due}。]',
      en: 'The enterprise has corrected case {caseId}; please go on with “{stage}”. [It is due by {due}.]',
    },
  },
  'case.withdrawn': {
    title: { zh: '企业已撤回：{caseId}', en: 'Withdrawn by the enterprise: {caseId}' },
    body: {
      zh: '企业已撤回办件 {caseId}，无需再办。',
      en: 'The enterprise has withdrawn case {caseId}; nothing more is to be done.',
    },
  },
  'case.countersign': {
    title: { zh: '待会签：{caseId}', en: 'Waiting for your countersignature: {caseId}' },
    body: {
      zh: '办件 {caseId} 的“{stage}”已由主办单位通过，请会签。[期限：{due}。]',
      en: 'The first office has passed case {caseId} at “{stage}”; please countersign. [It is due by {due}.]',
    },
  },
  'case.countersign-declined': {
    title: { zh: '会签未同意：{caseId}', en: 'Countersignature declined: {caseId}' },
    body: {
      zh: '办件 {caseId} 的会签单位未同意，请按其意见重新办理“{stage}”。[期限：{due}。]',
      en: 'The second office did not agree in case {caseId}; please deal with “{stage}” again. [It is due by {due}.]',
    },
  },
  'panel.invited': {
    title: { zh: '专家评审邀请：{caseId}', en: 'Invitation to an expert panel: {caseId}' },
    body: {
      zh: '您被抽取为办件 {caseId} 的评审专家。[请于 {due} 前答复是否参加，逾期未答复视为不参加。]与申报单位有利害关系的，须回避。',
      en: 'You have been drawn for the panel of case {caseId}. [Please answer before {due}; no answer counts as a refusal. ]Decline if you have a conflict of interest.',
    },
  },
  'panel.invitation-lapsed': {
    title: { zh: '评审邀请已失效：{caseId}', en: 'Invitation expired: {caseId}' },
    body: {
      zh: '您未在期限内答复办件 {caseId} 的评审邀请，席位将由其他专家递补。',
      en: 'You did not answer the invitation to the panel of case {caseId} in time; another expert takes the seat.',
    },
  },
  'panel.convened': {
    title: { zh: '请评分：{caseId}', en: 'Please mark: {caseId}' },
    body: {
      zh: '办件 {caseId} 的专家组已组成，请独立评分。[期限：{due}。]全部专家提交前，任何人看不到评分。',
      en: 'The panel of case {caseId} is complete; please give your marks. [They are due by {due}. ]Nobody sees any marks before all are in.',
    },
  },
  'panel.exhausted': {
    title: { zh: '专家组无法组成：{caseId}', en: 'Panel cannot be filled: {caseId}' },
    body: {
      zh: '办件 {caseId} 的候补专家已用完，“{stage}”无法继续，请决定是否重新抽取。',
      en: 'No alternate is left for the panel of case {caseId}, so “{stage}” cannot go on. Please decide on a new draw.',
    },
  },
  'panel.dissolved': {
    title: { zh: '专家组已解散：{caseId}', en: 'Panel dissolved: {caseId}' },
    body: {
      zh: '办件 {caseId} 的专家组无法组成，已经解散，将重新抽取。您的评审邀请随之失效，已提交的评分不再启封；如再次被抽中，将另行通知。',
      en: 'The panel of case {caseId} could not be filled and has been dissolved; a new one will be drawn. Your invitation has ended, and marks you gave will not be opened. You will be told if you are drawn again.',
    },
  },
  'panel.mark-voided': {
    title: { zh: '您的评分已作废：{caseId}', en: 'Your marks are void: {caseId}' },
    body: {
      zh: '主管部门已依规定将您对办件 {caseId} 的评分作废，席位由候补专家递补，您不再参加本件评审。如有异议，请与主管部门联系。',
      en: 'The office in charge has declared your marks in case {caseId} void by the rules. An alternate takes the seat, and you are no longer on this panel. Contact the office if you disagree.',
    },
  },
  'panel.closed-without': {
    title: { zh: '评审已结束：{caseId}', en: 'Review closed: {caseId}' },
    body: {
      zh: '办件 {caseId} 的评审期限已过，已按法定人数启封，您无需再评分。',
      en: 'The time for case {caseId} has passed and the quorum’s marks were opened; yours are no longer needed.',
    },
  },
  'panel.minute-awaited': {
    title: { zh: '请说明分差：{caseId}', en: 'Please record the discussion: {caseId}' },
    body: {
      zh: '办件 {caseId} 的评分已启封，最高与最低相差 {spread} 分。请组长记录讨论情况，记录后结果方可生效。[期限：{due}。]',
      en: 'The marks of case {caseId} are open and lie {spread} points apart. Please record, as the chair, what was discussed; the result counts only then. [It is due by {due}.]',
    },
  },
  'limit.reminded': {
    title: { zh: '限期提醒', en: 'Reminder of a date' },
    body: { zh: '下列办件即将到期，请尽快办理。', en: 'The following cases are due soon. Please deal with them.' },
  },
  'limit.overdue': {
    title: { zh: '办件已逾期', en: 'Cases are overdue' },
    body: {
      zh: '下列办件已超过办理期限，请立即办理。系统将按规定逐级通知牵头单位、配合单位和督查部门。',
      en: 'The following cases have passed their date. Deal with them at once; the lead bureau, the co-responsible bureaus and the supervision office will be told in turn.',
    },
  },
} as const satisfies Record<string, Wording>;

/** The kinds of notices. */
export type NoticeKind = keyof typeof NOTICE_TEXTS;
