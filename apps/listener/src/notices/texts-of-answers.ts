/** Words about public notice, objections and appeals. Nobody who objects is named. */
export const ANSWER_TEXTS = {
  'notice.published': {
    title: { zh: '列入公示：{caseId}', en: 'On public notice: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已列入拟认定名单公示（{number}），公示至 {until}。',
      en: 'Your application {caseId} is on public notice ({number}) until {until}.',
    },
  },
  'notice.ended': {
    title: { zh: '公示期满：{caseId}', en: 'Notice ended: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 公示期满，进入认定环节。',
      en: 'The public notice of your application {caseId} has ended; the award comes next.',
    },
  },
  'objection.to-verify': {
    title: { zh: '收到异议，请核查：{caseId}', en: 'Please look into an objection: {caseId}' },
    body: {
      zh: '公示期间收到对办件 {caseId} 的异议，请核查并答复。[期限：{due}。]异议人信息依法保密。',
      en: 'There is an objection to case {caseId}. Please look into it and answer. [It is due by {due}. ]Who objects is confidential.',
    },
  },
  'objection.received': {
    title: { zh: '收到对您申报的异议：{caseId}', en: 'Objection to your application: {caseId}' },
    body: {
      zh: '收到对您申报 {caseId} 的异议，正在核查。[{heldUp}]核查结论将告知您。',
      en: 'There is an objection to your application {caseId}, which is being looked into. [{heldUp}]You will be told what is found.',
    },
  },
  'objection.verified': {
    title: { zh: '异议核查结论：{caseId}', en: 'Objection looked into: {caseId}' },
    body: {
      zh: '对您申报 {caseId} 的异议核查结论：{finding}。[不服的，可于 {due} 前申请复核，逾期即为最终结论。]',
      en: 'The objection to your application {caseId} was looked into: {finding}. [Either side may ask for a second instance before {due}; otherwise this is final.]',
    },
  },
  'objection.to-decide': {
    title: { zh: '异议复核：{caseId}', en: 'Second instance of an objection: {caseId}' },
    body: {
      zh: '对办件 {caseId} 异议核查结论的复核申请已收到，请作出决定。[期限：{due}。]',
      en: 'The finding about an objection to case {caseId} is contested; please decide. [It is due by {due}.]',
    },
  },
  'objection.appealed': {
    title: { zh: '异议进入复核：{caseId}', en: 'Objection at second instance: {caseId}' },
    body: {
      zh: '对您申报 {caseId} 的异议核查结论已有一方申请复核，由市级部门决定。',
      en: 'The finding about the objection to your application {caseId} is contested and goes to the second instance.',
    },
  },
  'objection.concluded': {
    title: { zh: '异议办结：{caseId}', en: 'Objection concluded: {caseId}' },
    body: {
      zh: '对您申报 {caseId} 的异议已办结，最终结论：{finding}。',
      en: 'The objection to your application {caseId} is concluded: {finding}.',
    },
  },
  'objection.concluded-office': {
    title: { zh: '异议办结：{caseId}', en: 'Objection concluded: {caseId}' },
    body: {
      zh: '办件 {caseId}（“{stage}”）的异议已办结，最终结论：{finding}。',
      en: 'The objection to case {caseId} at “{stage}” is concluded: {finding}.',
    },
  },
  'appeal.opened': {
    title: { zh: '可申请复核：{caseId}', en: 'You may appeal: {caseId}' },
    body: {
      zh: '对申报 {caseId} 的决定不服的，可[于 {due} 前]申请复核一次，并说明理由。',
      en: 'If you disagree with the decision about {caseId}, you may appeal once[ before {due}], with reasons.',
    },
  },
  'appeal.to-decide': {
    title: { zh: '复核申请：{caseId}', en: 'Appeal: {caseId}' },
    body: {
      zh: '申报单位对 {caseId} 在“{stage}”环节的决定申请复核，请作出复核决定。[期限：{due}。]',
      en: 'The applicant appeals against the decision about {caseId} at “{stage}”. Please decide. [It is due by {due}.]',
    },
  },
  'appeal.lodged': {
    title: { zh: '复核申请已收到：{caseId}', en: 'Appeal received: {caseId}' },
    body: {
      zh: '您对 {caseId} 的复核申请已收到[，将于 {due} 前作出决定]。',
      en: 'Your appeal in {caseId} has been received[ and will be decided before {due}].',
    },
  },
  'appeal.upheld': {
    title: { zh: '复核决定：撤销原决定（{caseId}）', en: 'Appeal upheld: {caseId}' },
    body: {
      zh: '您对 {caseId} 的复核申请成立，“{stage}”环节的原决定撤销，重新办理。',
      en: 'Your appeal in {caseId} is upheld: the decision at “{stage}” is set aside and taken anew.',
    },
  },
  'appeal.dismissed': {
    title: { zh: '复核决定：维持原决定（{caseId}）', en: 'Appeal dismissed: {caseId}' },
    body: {
      zh: '您对 {caseId} 的复核申请不成立，维持“{stage}”环节的原决定。意见见申报详情；不服的，可依法申请行政复议或提起行政诉讼。',
      en: 'Your appeal in {caseId} is dismissed, and the decision at “{stage}” stands. The application shows the opinion; administrative reconsideration and the courts remain open to you.',
    },
  },
} as const;
