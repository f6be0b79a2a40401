import type { RefusalCode } from '@vermilion/domain';
import type { ErrorTexts } from './texts.js';

/** Refusals about rounds, registers, corrections and promised documents. */
export const ROUND_REFUSAL_TEXTS: {
  readonly [
    code in Extract<
      RefusalCode,
      | 'round-missing'
      | 'round-not-open'
      | 'round-over'
      | 'candidates-frozen'
      | 'round-faulty'
      | 'candidates-pending'
      | 'notice-end-unknown'
      | 'recommendation-faulty'
      | 'credit-veto'
      | 'title-already-held'
      | 'barred'
      | 'not-suspended'
      | 'credit-not-repaired'
      | 'nothing-to-waive'
      | 'deferral-not-allowed'
      | 'supply-too-wide'
      | 'documents-outstanding'
      | 'return-too-wide'
      | 'already-permitted'
    >
  ]: ErrorTexts;
} = {
  'round-missing': {
    status: 409,
    title: { zh: '没有可申报的轮次', en: 'No round to apply in' },
    detail: {
      zh: '本项目按轮次申报，目前没有您可以参加的轮次。',
      en: 'This procedure runs in rounds, and there is none that you can take part in.',
    },
    remedy: {
      zh: '请留意申报通知，轮次发布后再提交；已填内容都已保存。',
      en: 'Wait for the call of a round and submit then; nothing that you filled in is lost.',
    },
  },
  'round-not-open': {
    status: 409,
    title: { zh: '申报尚未开始', en: 'The round is not open yet' },
    detail: {
      zh: '本轮次尚未开始[，自{opens}起接受办理]。',
      en: 'This round has not begun[; it begins at {opens}].',
    },
    remedy: { zh: '请在开始时间之后再办理。', en: 'Come back after the beginning.' },
  },
  'round-over': {
    status: 409,
    title: { zh: '申报已截止', en: 'Applications are closed' },
    detail: {
      zh: '本轮次申报已于{closes:end}截止，以平台收到的时间为准。',
      en: 'Applications for this round closed at {closes:end}; the time of receipt counts.',
    },
    remedy: {
      zh: '请参加下一轮次；已填内容都已保存。',
      en: 'Take part in the next round; nothing that you filled in is lost.',
    },
  },
  'candidates-frozen': {
    status: 409,
    title: { zh: '推荐已截止，候选名单已冻结', en: 'The candidates are frozen' },
    detail: {
      zh: '本轮次推荐已于{cutOff:end}截止，候选名单已经冻结，不能再增减。',
      en: 'Recommendations for this round closed at {cutOff:end}. Its candidates are frozen; none is added or taken out.',
    },
    remedy: {
      zh: '请按现有名单继续办理；未列入的项目可参加下一轮次。',
      en: 'Go on with the list as it stands; what is not on it may take part in the next round.',
    },
  },
  'round-faulty': {
    status: 422,
    title: { zh: '轮次设置有误', en: 'The terms of the round have faults' },
    detail: {
      zh: '轮次的时间或名额有误，逐项列在 problems 中。',
      en: 'Dates or numbers of the round are wrong; each is listed in problems.',
    },
    remedy: { zh: '请逐项改正后重新发布。', en: 'Correct each of them and call the round again.' },
  },
  'candidates-pending': {
    status: 409,
    title: { zh: '仍有候选项目未办结', en: 'Some candidates are still on their way' },
    detail: { zh: '还有{pending}个项目没有到达这一步。', en: '{pending} cases have not come to this step yet.' },
    remedy: { zh: '请等待这些项目办到这一步，或先处理它们。', en: 'Wait until they have, or deal with them first.' },
  },
  'notice-end-unknown': {
    status: 409,
    title: { zh: '公示截止日尚不能确定', en: 'The last day of the notice is not certain' },
    detail: {
      zh: '公示期将跨入{year}年，该年度放假安排尚未录入，截止日只能预估；公示的截止日一经印出不再变动。',
      en: 'The notice would run into {year}, whose holidays are not published here yet; a last day, once printed, must hold.',
    },
    remedy: {
      zh: '请运维人员先发布该年度工作日历；之后平台会自动发布公示，也可由运维人员立即发布。',
      en: 'Have operations publish the calendar of that year first. The platform then publishes the notice by itself; operations may do so at once.',
    },
  },
  'recommendation-faulty': {
    status: 422,
    title: { zh: '推荐名单有误', en: 'The list has faults' },
    detail: {
      zh: '推荐名单不能采用，逐项原因列在 problems 中。',
      en: 'The list cannot be taken; the reasons are listed in problems.',
    },
    remedy: {
      zh: '请逐项调整后重新推荐，其余项目不受影响。',
      en: 'Correct each entry and recommend again; nothing else is affected.',
    },
  },
  'credit-veto': {
    status: 409,
    title: { zh: '严重失信，一票否决', en: 'Severe credit record' },
    detail: {
      zh: '信用核查发现严重失信信息（来源：{source}[，公示至{until}]）。',
      en: 'The credit register shows a severe record (source: {source}[, shown until {until}]).',
    },
    remedy: {
      zh: '请不予受理并告知依据；企业可向认定失信的部门申请修复或提出异议。',
      en: 'Refuse and name the ground; the firm may ask the authority behind the record for its repair or contest it.',
    },
  },
  'title-already-held': {
    status: 409,
    title: { zh: '已获同一称号', en: 'Title already held' },
    detail: {
      zh: '同一车间已持有有效称号（{title}），不能重复申报。',
      en: 'The same workshop holds a valid title already ({title}).',
    },
    remedy: {
      zh: '请不予受理；称号到期前请参加复核。',
      en: 'Refuse; before the title ends, take part in its re-examination.',
    },
  },
  barred: {
    status: 409,
    title: { zh: '尚在禁止申报期内', en: 'Barred from applying' },
    detail: {
      zh: '该企业被撤销称号，禁止申报期至{barredUntil}。',
      en: 'The firm has lost a title and is barred until {barredUntil}.',
    },
    remedy: { zh: '请在期满后再申报。', en: 'Apply after that day.' },
  },
  'not-suspended': {
    status: 409,
    title: { zh: '案件没有中止', en: 'Not suspended' },
    detail: {
      zh: '案件正在正常办理，没有需要恢复的事项。',
      en: 'The case is not suspended; there is nothing to resume.',
    },
    remedy: { zh: '请按案件当前步骤办理。', en: 'Take one of the steps that the case offers.' },
  },
  'credit-not-repaired': {
    status: 409,
    title: { zh: '信用尚未修复', en: 'Record still published' },
    detail: {
      zh: '信用信息仍在公示（来源：{source}[，至{until}]）。',
      en: 'The record is still published (source: {source}[, until {until}]).',
    },
    remedy: { zh: '请完成信用修复后再申请恢复办理。', en: 'Complete the repair, then ask again.' },
  },
  'nothing-to-waive': {
    status: 409,
    title: { zh: '没有可豁免的信息', en: 'Nothing to waive' },
    detail: { zh: '该企业没有可以豁免的一般失信信息。', en: 'The firm has no general record that could be waived.' },
    remedy: { zh: '无需办理。', en: 'Nothing needs to be done.' },
  },
  'deferral-not-allowed': {
    status: 422,
    title: { zh: '不能容缺', en: 'Deferral not allowed' },
    detail: {
      zh: '所列材料不能容缺，或承诺日期不合要求，逐项列在 problems 中。',
      en: 'These documents cannot be deferred, or the promised dates do not fit; see problems.',
    },
    remedy: { zh: '请现在上传材料，或改正承诺日期。', en: 'Attach the documents now, or correct the promised dates.' },
  },
  'supply-too-wide': {
    status: 422,
    title: { zh: '补齐材料时改动了其他内容', en: 'More was changed than was promised' },
    detail: {
      zh: '补齐容缺材料时只能提交承诺的材料，其他改动列在 problems 中。',
      en: 'Only the promised documents can be supplied; what else was changed is listed in problems.',
    },
    remedy: {
      zh: '请恢复其他内容；确需更正的，联系受理窗口退回补正。',
      en: 'Undo the other changes; if something else must be put right, ask the office to return the case.',
    },
  },
  'documents-outstanding': {
    status: 409,
    title: { zh: '容缺材料尚未补齐', en: 'Promised documents missing' },
    detail: { zh: '仍有承诺补交的材料没有提交。', en: 'Documents that were promised have not been supplied yet.' },
    remedy: { zh: '请先补齐承诺的材料。', en: 'Supply the promised documents first.' },
  },
  'return-too-wide': {
    status: 422,
    title: { zh: '补正范围超出首次告知', en: 'Return goes beyond the first one' },
    detail: {
      zh: '再次补正只能涉及首次告知或企业已修改的内容。',
      en: 'A further return may concern only what was listed or has been changed.',
    },
    remedy: {
      zh: '请删去超出范围的事项，或说明理由报请领导批准。',
      en: 'Drop what goes beyond, or ask a leader to permit it, with the reason.',
    },
  },
  'already-permitted': {
    status: 409,
    title: { zh: '已经批准', en: 'Permitted already' },
    detail: { zh: '再次补正已经获得批准。', en: 'A further return has been permitted already.' },
    remedy: { zh: '请直接退回补正。', en: 'Return the case now.' },
  },
};
