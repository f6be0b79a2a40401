import type { PlaceTexts } from './texts.js';

const place = (zh: string, en: string, toDo: string, todo: string): PlaceTexts => ({
  message: { zh, en },
  remedy: { zh: toDo, en: todo },
});

/** What a return, a promise (容缺), what is supplied, or a year of the calendar can have wrong at one place. */
export const CORRECTION_PLACE_TEXTS = {
  'outside-first-return': place(
    '{target} 不在首次告知范围内，企业也未修改过',
    '{target} was not listed before, and the applicant has not changed it',
    '请删去此项；确有必要的，报请领导批准再次补正。',
    'Leave it out; if it cannot be left out, have a leader permit a further return.',
  ),
  'not-deferrable': place(
    '材料 {document} 不能容缺',
    'document {document} cannot be deferred',
    '请随申报一并提交。',
    'Attach it before you submit.',
  ),
  'promised-though-attached': place(
    '材料 {document} 已经上传，无需承诺',
    'document {document} is attached already',
    '请删去这项承诺。',
    'Leave this promise out.',
  ),
  'promised-twice': place(
    '材料 {document} 重复承诺',
    'document {document} is promised twice',
    '请只保留一项承诺。',
    'Keep one promise.',
  ),
  'promise-too-late': place(
    '承诺日期应在 {today} 至 {last} 之间',
    'the promised day must be from {today} to {last}',
    '请改为期限以内的日期。',
    'Choose a day within that time.',
  ),
  'promise-not-trusted': place(
    '有未修复的失信信息（来源：{source}[，至{until}]），不适用容缺',
    'an unrepaired credit record (source: {source}[, until {until}]) rules out any promise',
    '请先修复信用，或随申报提交全部材料。',
    'Have the record repaired, or attach every document before you submit.',
  ),
  'changed-beside': place(
    '此项与已提交的不同',
    'this differs from what was submitted',
    '请恢复为已提交的内容。',
    'Restore what was submitted.',
  ),
  'day-outside-year': place(
    '{date} 不属于 {year} 年度放假安排',
    '{date} is no day of the arrangement for {year}',
    '请删去此日，或核对年度。',
    'Remove the day, or check the year.',
  ),
  'day-twice': place('{date} 重复', '{date} stands twice', '请只保留一次。', 'Keep one of them.'),
  'make-up-on-a-weekday': place(
    '{date} 是工作日，不需要调休上班',
    '{date} is a weekday and needs no making up',
    '请核对调休日期，调休上班日应为周六或周日。',
    'Check the date: make-up days are Saturdays or Sundays.',
  ),
  'statutory-day-missing': place(
    '缺少法定节假日 {day}，不是完整年度',
    'the statutory holiday {day} is missing: this is not a whole year',
    '请按国务院办公厅通知补齐全年安排。',
    'Enter the arrangement of the whole year.',
  ),
  'day-known-otherwise': place(
    '{date} 在已公布的年度中另有安排',
    'a published year has {date} otherwise',
    '请核对；确需更正的，先更正该年度。',
    'Check it; if the other year is wrong, correct that year first.',
  ),
} satisfies { readonly [code: string]: PlaceTexts };
