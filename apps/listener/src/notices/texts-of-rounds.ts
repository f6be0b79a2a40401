/** Words about the rounds themselves. */
export const ROUND_TEXTS = {
  'round.called': {
    title: { zh: '申报通知：{round}', en: 'Call: {round}' },
    body: {
      zh: '{round} 已发布。申报自 {opens} 起，{closes} 截止；县区推荐 {cutOff} 截止，每县区至多推荐 {cap} 件。',
      en: '{round} has been called. Applications are received from {opens} until {closes}; districts recommend until {cutOff}, at most {cap} each.',
    },
  },
  'round.opened': {
    title: { zh: '申报开始：{round}', en: 'Open: {round}' },
    body: {
      zh: '{round} 申报开始，{closes} 截止。',
      en: '{round} is open for applications until {closes}.',
    },
  },
  'round.closed': {
    title: { zh: '申报截止：{round}', en: 'Closed: {round}' },
    body: {
      zh: '{round} 申报已截止。请于 {cutOff} 前完成审核并排序推荐，至多 {cap} 件。',
      en: 'Applications for {round} are closed. Please review them and recommend, in order, before {cutOff}; at most {cap}.',
    },
  },
  'round.reminded': {
    title: { zh: '推荐期限提醒：{round}', en: 'Reminder of the cut-off: {round}' },
    body: {
      zh: '{round} 县区推荐 {cutOff} 截止，贵县区待推荐 {waiting} 件、尚在审核 {reviewing} 件。逾期未推荐的，不进入本轮次。',
      en: 'Recommendations for {round} end {cutOff}. In your district {waiting} cases wait for recommendation and {reviewing} are still under review; what is not recommended in time is not part of the round.',
    },
  },
  'round.recommended': {
    title: { zh: '收到县区推荐：{district}', en: 'Recommended by {district}' },
    body: {
      zh: '{district}已提交 {round} 的排序推荐名单，共 {count} 件。',
      en: '{district} has given its ranked list for {round}: {count} cases.',
    },
  },
  'round.frozen': {
    title: { zh: '候选名单冻结：{round}', en: 'Candidates frozen: {round}' },
    body: {
      zh: '{round} 推荐已截止，候选 {count} 件，进入专家评审。',
      en: 'Recommendations for {round} have ended; {count} candidates go to their panels.',
    },
  },
  'round.ranked': {
    title: { zh: '请拟认定：{round}', en: 'Please propose: {round}' },
    body: {
      zh: '{round} 综合排序完成，共 {count} 件，名额 {quota} 个。[名额线两侧相差 {gap} 分。]请审定拟认定名单。',
      en: '{round} is ranked: {count} cases for {quota} places. [{gap} points lie between both sides of the cut. ]Please propose the list.',
    },
  },
  'round.published': {
    title: { zh: '拟认定名单公示：{number}', en: 'Public notice: {number}' },
    body: {
      zh: '{round} 拟认定名单已公示（{number}），共 {count} 件，公示至 {until}。',
      en: 'The list of {round} is on public notice ({number}): {count} entries, until {until}.',
    },
  },
  'round.cleared': {
    title: { zh: '公示期满，请签发：{round}', en: 'Notice ended, please sign: {round}' },
    body: {
      zh: '{round} 公示期满。无异议及异议不成立的，请签发认定文件；尚在核查的，办结后另行签发。',
      en: 'The notice of {round} has ended. Please sign the document for the entries that are clear; those under objection follow later.',
    },
  },
  'round.issued': {
    title: { zh: '认定文件已签发：{number}', en: 'Document signed: {number}' },
    body: {
      zh: '{round} 认定文件（{number}）已签发，共 {count} 件。',
      en: 'The document {number} of {round} has been signed, for {count} entries.',
    },
  },
  'round.completed': {
    title: { zh: '轮次办结：{round}', en: 'Round completed: {round}' },
    body: {
      zh: '{round} 全部办结：认定 {awarded} 件。',
      en: '{round} is completed with {awarded} awards.',
    },
  },
  'cases.arrived': {
    title: { zh: '新到一批办件', en: 'New cases' },
    body: {
      zh: '下列办件已由县区推荐，到达“{stage}”环节，请办理。',
      en: 'The districts have recommended the following cases, which have arrived at “{stage}”.',
    },
  },
} as const;
