/** Words about what happens on the desk of an office, and about moved dates. No colleague is named. */
export const DESK_TEXTS = {
  'desk.changed': {
    title: { zh: '{what}：{caseId}', en: '{what}: {caseId}' },
    body: {
      zh: '办件 {caseId}（“{stage}”）：{what}。由谁办理见办件详情。[期限：{due}。]',
      en: 'Case {caseId} at “{stage}”: {what}. The case shows whose turn it is. [It is due by {due}.]',
    },
  },
  'desk.raised': {
    title: { zh: '提级办理：{caseId}', en: 'Raised to you: {caseId}' },
    body: {
      zh: '办件 {caseId} 的“{stage}”经办单位无人可办，现由贵单位代为办理；有人到岗后可交回。[期限：{due}。]',
      en: 'Nobody of the office can deal with case {caseId} at “{stage}”, so it is yours until somebody there can. [It is due by {due}.]',
    },
  },
  'desk.urged': {
    title: { zh: '企业催办：{caseId}', en: 'The applicant urges: {caseId}' },
    body: {
      zh: '申报单位催办 {caseId}，请尽快办理“{stage}”。[期限：{due}。]',
      en: 'The applicant asks you to go on with “{stage}” of case {caseId}. [It is due by {due}.]',
    },
  },
  'desk.taken-back': {
    title: { zh: '已拿回：{caseId}', en: 'Taken back: {caseId}' },
    body: {
      zh: '办件 {caseId} 已拿回“{stage}”继续办理。[期限：{due}。]',
      en: 'Case {caseId} has been taken back to “{stage}”. [It is due by {due}.]',
    },
  },
  'desk.taken-from': {
    title: { zh: '办件被拿回：{caseId}', en: 'Taken back from you: {caseId}' },
    body: {
      zh: '办件 {caseId} 已由上一环节拿回，“{stage}”暂不需办理。',
      en: 'Case {caseId} has been taken back by the office before you; nothing is to be done at “{stage}” for now.',
    },
  },
  'application.taken-back': {
    title: { zh: '退回上一环节办理：{caseId}', en: 'Back at the office before: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 已由经办单位拿回“{stage}”重新办理，您无需办理任何手续。',
      en: 'The office has taken your application {caseId} back to “{stage}”; you need not do anything.',
    },
  },
  'extension.asked': {
    title: { zh: '延期申请：{caseId}（{days} 日）', en: 'Extension asked for: {caseId} ({days} days)' },
    body: {
      zh: '经办单位申请将 {caseId} 的“{stage}”期限延长 {days} 日，请审批。[现期限：{due}。]',
      en: 'The office asks for {days} more days for “{stage}” of case {caseId}. Please decide. [It is due by {due} now.]',
    },
  },
  'extension.granted': {
    title: { zh: '延期已批准：{caseId}', en: 'Extension granted: {caseId}' },
    body: {
      zh: '办件 {caseId} 的“{stage}”期限已批准延长 {days} 日。[新期限：{due}。]',
      en: '{days} more days were granted for “{stage}” of case {caseId}. [It is due by {due} now.]',
    },
  },
  'extension.denied': {
    title: { zh: '延期未批准：{caseId}', en: 'Extension denied: {caseId}' },
    body: {
      zh: '办件 {caseId} 的“{stage}”期限未予延长，请按原期限办理。[期限：{due}。]',
      en: 'No more days were granted for “{stage}” of case {caseId}. [It is due by {due}.]',
    },
  },
  'application.extended': {
    title: { zh: '审查期限延长告知：{caseId}', en: 'More time for the review: {caseId}' },
    body: {
      zh: '您的申报 {caseId} 的“{stage}”审查期限经批准延长 {days} 日[，至 {due}]。理由见申报详情。',
      en: 'The time for “{stage}” of your application {caseId} has been extended by {days} days[, until {due}]. The application shows why.',
    },
  },
  'dates.changed': {
    title: { zh: '期限重新计算', en: 'Dates recalculated' },
    body: {
      zh: '节假日安排已公布或更正，下列办件的期限已重新计算，以新的日期为准。',
      en: 'The calendar was published or corrected; the dates of the following cases have been calculated anew, and the new dates count.',
    },
  },
} as const;
