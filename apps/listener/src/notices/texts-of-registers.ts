/** Words about registers, recommendation, suspension, ranking and titles. */
export const REGISTER_TEXTS = {
  'registers.obstacle': {
    title: { zh: '登记核查提示：{caseId}', en: 'Registers: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 提交时，登记簿核查发现：{reason}。[来源：{source}。][截止日期：{end}。][现有证书编号：{title}。]是否受理由受理机关决定；登记有误或已修复的，请向登记机关申请更正或修复后再申报。',
      en: 'When your application {caseId} was submitted, the registers showed: {reason}. [Source: {source}. ][Until: {end}. ][Certificate held: {title}. ]The office decides whether to accept it. If the entry is wrong or has been repaired, have the register corrected and apply again.',
    },
  },
  'application.suspended': {
    title: { zh: '申报中止办理，请修复信用：{caseId}', en: 'Suspended until the credit record is repaired: {caseId}' },
    body: {
      zh: '因存在未修复的一般失信信息（来源：{source}），您的申报 {caseId} 中止办理。[{left}][请于 {due} 前完成信用修复，逾期终止。]修复后由您或系统申请恢复。',
      en: 'Your application {caseId} is suspended because of a credit record that is not repaired (source: {source}). [{left} ][Have it repaired before {due}; otherwise the application ends. ]It is resumed once the register shows the repair.',
    },
  },
  'case.suspended': {
    title: { zh: '办件中止：{caseId}', en: 'Case suspended: {caseId}' },
    body: {
      zh: '办件 {caseId}（“{stage}”）因信用信息中止办理，期限停止计算，暂不需办理。',
      en: 'Case {caseId} at “{stage}” is suspended for a credit record. Its time stands still, and nothing is to be done for now.',
    },
  },
  'application.resumed': {
    title: { zh: '申报恢复办理：{caseId}', en: 'Resumed: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已恢复办理。',
      en: 'Your application {caseId} has been resumed.',
    },
  },
  'case.resumed': {
    title: { zh: '办件恢复：{caseId}', en: 'Case resumed: {caseId}' },
    body: {
      zh: '办件 {caseId} 已恢复，请继续办理“{stage}”。[期限：{due}。]',
      en: 'Case {caseId} has been resumed; please go on with “{stage}”. [It is due by {due}.]',
    },
  },
  'application.left-round': {
    title: { zh: '已转出本轮次：{caseId}', en: 'No longer in this round: {caseId}' },
    body: {
      zh: '本轮次候选名单已冻结，您的申报 {caseId} 未能及时进入，已转出本轮次；审查继续进行，通过后可由县区推荐至下一轮次。',
      en: 'The candidates of this round are frozen, and your application {caseId} was not ready in time. Its review goes on, and the district may recommend it for the next round.',
    },
  },
  'application.recommended': {
    title: { zh: '县区已推荐：{caseId}', en: 'Recommended by the district: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已由县区推荐至市级。',
      en: 'The district has recommended your application {caseId} to the city.',
    },
  },
  'application.sent-back': {
    title: { zh: '市级退回县区：{caseId}', en: 'Sent back to the district: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 在“{stage}”环节被退回县区，由县区处理后重新推荐。意见见申报详情。',
      en: 'Your application {caseId} was sent back from “{stage}” to the district, which may recommend it again. The application shows the opinion.',
    },
  },
  'case.sent-back': {
    title: { zh: '市级退回：{caseId}', en: 'Sent back by the city: {caseId}' },
    body: {
      zh: '办件 {caseId} 在“{from}”环节被退回，请处理“{stage}”后重新推荐。',
      en: 'Case {caseId} was sent back from “{from}”. Please deal with “{stage}” and recommend it again.',
    },
  },
  'application.not-recommended': {
    title: { zh: '未获推荐：{caseId}', en: 'Not recommended: {caseId}' },
    body: {
      zh: '本轮次推荐已截止，您的申报 {caseId} 未列入县区推荐名单。',
      en: 'The time for recommendations has passed, and your application {caseId} is not on the list of the district.',
    },
  },
  'application.nursery-list': {
    title: { zh: '列入培育库：{caseId}', en: 'Reserve list: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已通过评审[，专家评审得分 {score} 分][，综合排序第 {rank} 位（共 {of} 位）]，本轮次名额以外，列入培育库。差距说明见申报详情。',
      en: 'Your application {caseId} has passed the review[ with a mark of {score}][ and ranks {rank} of {of}], but lies below the quota of this round and goes to the reserve list. The application shows what was missing.',
    },
  },
  'application.found': {
    title: { zh: '复核认定情形：{caseId}', en: 'Finding of the re-examination: {caseId}' },
    body: {
      zh: '{caseId} 在“{stage}”环节认定存在下列情形：{ground}。处理决定由下一环节作出。',
      en: 'At “{stage}” of {caseId} the following was found: {ground}. The next office decides what follows.',
    },
  },
  'reexamination.opened': {
    title: { zh: '称号到期复核：{certificateNumber}', en: 'Re-examination of a title: {certificateNumber}' },
    body: {
      zh: '证书 {certificateNumber} 即将到期，已开启复核 {caseId}。[请于 {due} 前填报并提交，逾期未提交的，转入核查。]',
      en: 'Certificate {certificateNumber} ends soon; re-examination {caseId} has been opened. [Please submit it before {due}; otherwise the district looks into it without you.]',
    },
  },
  'credit.waived': {
    title: { zh: '信用信息已豁免：{caseId}', en: 'Credit record waived: {caseId}' },
    body: {
      zh: '主管部门已对 {caseId} 的失信记录 {record} 准予豁免，仅适用于该条记录。',
      en: 'The leader has waived credit record {record} for {caseId}, and this record alone.',
    },
  },
  'return.permitted': {
    title: { zh: '准予再次退回补正：{caseId}', en: 'Further return permitted: {caseId}' },
    body: {
      zh: '主管领导已批准办件 {caseId} 在“{stage}”环节就新的问题再次退回补正一次。[期限：{due}。]',
      en: 'The leader permits one more return of case {caseId} at “{stage}”, about anything. [It is due by {due}.]',
    },
  },
  'document.deferred': {
    title: { zh: '容缺承诺已登记：{caseId}', en: 'Promise of a document recorded: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 容缺受理“{document}”。[请于 {due} 前补齐，逾期视为放弃申报。]',
      en: 'Your application {caseId} goes on without “{document}” for now. [Supply it before {due}; otherwise the application counts as abandoned.]',
    },
  },
  'document.supplied': {
    title: { zh: '容缺材料已补齐：{caseId}', en: 'Promised document supplied: {caseId}' },
    body: {
      zh: '办件 {caseId} 的“{document}”已补齐，可继续办理“{stage}”。[期限：{due}。]',
      en: '“{document}” of case {caseId} has been supplied; please go on with “{stage}”. [It is due by {due}.]',
    },
  },
  'title.renewed': {
    title: { zh: '复核合格，称号延续：{certificateNumber}', en: 'Title goes on: {certificateNumber}' },
    body: {
      zh: '证书 {certificateNumber} 复核合格（文号 {documentNumber}），有效期延至 {validUntil}。',
      en: 'Certificate {certificateNumber} has passed the re-examination (document {documentNumber}) and is valid until {validUntil}.',
    },
  },
  'title.revoked': {
    title: { zh: '称号已撤销：{certificateNumber}', en: 'Title revoked: {certificateNumber}' },
    body: {
      zh: '证书 {certificateNumber} 的称号已撤销。理由：{ground}。[{barredUntil} 以前不得再次申报。]',
      en: 'The title of certificate {certificateNumber} has been revoked. Ground: {ground}. [You may not apply again until {barredUntil} has passed.]',
    },
  },
} as const;
