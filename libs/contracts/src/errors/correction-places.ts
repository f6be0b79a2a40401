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
    '有未修复的失信信息（来源：{source}，至{until}），不适用容缺',
    'an unrepaired credit record (source: {source}, until {until}) rules out any promise',
    '请先修复信用，或随申报提交全部材料。',
    'Have the record repaired, or attach every document before you submit.',
  ),
  'changed-beside': place(
    '此项与已提交的不同',
    'this differs from what was submitted',
    '请恢复为已提交的内容。',
    'Restore what was submitted.',
  ),
} satisfies { readonly [code: string]: PlaceTexts };
