import type { RoundCommandType, RoundEventType, Text } from '@vermilion/domain';

/** What the facts of a round are called. */
export const ROUND_EVENT_TITLES: { readonly [type in RoundEventType]: Text } = {
  'round.called': { zh: '发布申报通知', en: 'Round called' },
  'round.opened': { zh: '申报开始', en: 'Window opened' },
  'round.closed': { zh: '申报截止', en: 'Window closed' },
  'round.reminded': { zh: '推荐期限提醒', en: 'Reminder of the cut-off' },
  'round.recommended': { zh: '县区推荐', en: 'Recommended by the district' },
  'round.frozen': { zh: '候选名单冻结', en: 'Candidates frozen' },
  'round.ranked': { zh: '综合排序', en: 'Ranked' },
  'round.proposed': { zh: '拟认定', en: 'Proposed' },
  'round.published': { zh: '公示', en: 'Published' },
  'round.cleared': { zh: '公示期满', en: 'Notice ended' },
  'round.issued': { zh: '签发认定文件', en: 'Document issued' },
  'round.withheld': { zh: '信用核查未通过，暂不发文', en: 'Held back by the registers' },
  'round.completed': { zh: '轮次办结', en: 'Round completed' },
};

/** What its steps are called on a button. */
export const ROUND_STEP_TITLES: { readonly [type in RoundCommandType]: Text } = {
  call: { zh: '发布申报通知', en: 'Call a round' },
  fire: { zh: '期限处理', en: 'Fire a limit' },
  recommend: { zh: '排序推荐', en: 'Recommend' },
  rank: { zh: '综合排序', en: 'Rank' },
  propose: { zh: '拟认定', en: 'Propose' },
  publish: { zh: '公示', en: 'Publish' },
  issue: { zh: '签发', en: 'Issue' },
  complete: { zh: '轮次办结', en: 'Complete' },
};
