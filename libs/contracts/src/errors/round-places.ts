import type { PlaceTexts } from './texts.js';

const place = (zh: string, en: string, toDo: string, todo: string): PlaceTexts => ({
  message: { zh, en },
  remedy: { zh: toDo, en: todo },
});

/** What an entry of a list, or a term of a round, can have wrong. */
export const ROUND_PLACE_TEXTS = {
  'above-cap': place(
    '推荐数超过上限（{given} 个，其中此前已上报、未退回且不在名单上的 {used} 个；最多 {cap} 个）',
    'too many entries ({given}, of which {used} were forwarded before, not sent back and are not on the list; at most {cap})',
    '请按排序留取上限以内的项目；已上报的项目办结后仍占名额。',
    'Keep the best within the cap; a forwarded case uses its place even after its end.',
  ),
  twice: place('项目 {case} 重复', 'case {case} stands twice', '请只保留一次。', 'Keep one of them.'),
  'unknown-case': place(
    '没有项目 {case}，或不属于本县区',
    'there is no case {case}, or it is not of the district',
    '请从本县区项目中选择。',
    'Choose among the cases of the district.',
  ),
  'not-ready': place(
    '项目 {case} 不在推荐环节',
    'case {case} is not ready to be recommended',
    '请先办结初审。',
    'Finish its review first.',
  ),
  'already-forwarded': place(
    '项目 {case} 已上报，不能去掉',
    'case {case} has gone on and must stay on the list',
    '请保留此项目。',
    'Keep it on the list.',
  ),
  'documents-outstanding': place(
    '项目 {case} 的容缺材料未补齐',
    'promised documents of case {case} are missing',
    '请督促企业补齐。',
    'Have the firm supply them.',
  ),
  'credit-veto': place(
    '严重失信（来源：{source}），一票否决',
    'severe credit record (source: {source})',
    '请从名单中去掉。',
    'Take it off the list.',
  ),
  'credit-blocked': place(
    '一般失信尚在公示期（来源：{source}[，至{until}]）',
    'general credit record (source: {source}[, until {until}])',
    '请先修复信用，或报请领导豁免。',
    'Have it repaired or waived first.',
  ),
  'title-already-held': place(
    '同一车间已有有效称号（{title}）',
    'the same workshop holds a title already ({title})',
    '请从名单中去掉。',
    'Take it off the list.',
  ),
  barred: place(
    '企业在禁止申报期内（至{barredUntil}）',
    'the firm is barred until {barredUntil}',
    '请从名单中去掉。',
    'Take it off the list.',
  ),
  'not-a-phone': place(
    '不是可以联系的电话',
    'not a telephone number that could be called',
    '请填写可以联系的电话号码。',
    'Give a number at which you can be reached.',
  ),
  'not-signed': place(
    '没有本人签字；匿名异议不予受理',
    'not signed by hand; anonymous objections are not taken',
    '请本人签署真实姓名后提交。',
    'Sign it with your real name.',
  ),
  'not-sealed': place(
    '没有加盖单位公章',
    'without the seal of the organisation',
    '请加盖公章后提交。',
    'Put the seal on it.',
  ),
  'not-after': place(
    '应晚于前一时间',
    'must be after the time before it',
    '请改为更晚的时间。',
    'Choose a later time.',
  ),
};
