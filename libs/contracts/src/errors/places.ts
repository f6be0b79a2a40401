import type { FormProblemCode } from '@vermilion/domain';
import { CORRECTION_PLACE_TEXTS } from './correction-places.js';
import { REGISTER_PLACE_TEXTS } from './register-places.js';
import { ROUND_PLACE_TEXTS } from './round-places.js';
import type { PlaceTexts } from './texts.js';

/** Texts for the codes of one group of checks. */
const place = (zh: string, en: string, toDo: string, todo: string): PlaceTexts => ({
  message: { zh, en },
  remedy: { zh: toDo, en: todo },
});

/** What a single place of an input can have wrong: form fields, table rows, documents, gates, marks, defects, and the shape of a request. Each: what is wrong, and how to put it right. */
export const PLACE_TEXTS = {
  missing: place('必填，尚未填写', 'required, but empty', '请填写或上传此项。', 'Fill it in, or upload it.'),
  'unknown-section': place(
    '申报表没有这一部分',
    'the form has no such section',
    '请删除此部分。',
    'Remove the section.',
  ),
  'unknown-field': place('没有这个字段', 'no such field', '请删除此项。', 'Remove it.'),
  'not-fields': place(
    '应为一组字段',
    'must be a set of fields',
    '请按字段填写。',
    'Fill in the fields of the section.',
  ),
  'not-a-table': place('应为表格', 'must be a table', '请按行填写。', 'Fill in rows.'),
  'not-a-row': place('应为表格中的一行', 'must be a row of the table', '请按行填写。', 'Fill in a row.'),
  'too-few-rows': place(
    '行数不足（{rows} 行，至少 {minRows} 行）',
    'too few rows ({rows}, at least {minRows})',
    '请补充表格内容。',
    'Add rows.',
  ),
  'too-many-rows': place(
    '行数过多（{rows} 行，至多 {maxRows} 行）',
    'too many rows ({rows}, at most {maxRows})',
    '请合并或删减。',
    'Merge or remove rows.',
  ),
  'not-a-text': place('应为文字', 'must be text', '请填写文字。', 'Write text.'),
  'bad-characters': place(
    '含有不可显示的字符',
    'has unprintable characters',
    '请删除不可见字符后重新填写。',
    'Remove the invisible characters.',
  ),
  'too-long': place(
    '文字过长（{length} 字，至多 {maxLength} 字）',
    'too long ({length} characters, at most {maxLength})',
    '请精简文字。',
    'Shorten it.',
  ),
  'not-a-number': place('应为数值', 'must be a number', '请填写数字。', 'Write a number.'),
  'not-an-integer': place('应为整数', 'must be a whole number', '请填写整数。', 'Write a whole number.'),
  'out-of-range': place(
    '超出范围[，不得小于 {min}][，不得大于 {max}]',
    'out of range[, at least {min}][, at most {max}]',
    '请填写范围之内的数值。',
    'Give a value within the range.',
  ),
  'too-many-decimals': place(
    '小数位数过多（至多 {decimals} 位）',
    'too many decimals (at most {decimals})',
    '请按规定位数填写。',
    'Round to the decimals allowed.',
  ),
  'not-a-date': place(
    '不是有效日期',
    'not a date',
    '请按 2018-03-01 的格式填写真实日期。',
    'Write a real date such as 2018-03-01.',
  ),
  'not-a-choice': place(
    '不在可选项之中',
    'not one of the choices',
    '请从列出的选项中选择。',
    'Choose one of those listed.',
  ),
  'duplicate-choice': place('选项重复', 'a choice is given twice', '请删除重复的选项。', 'Remove the repetition.'),
  'not-a-yes-or-no': place('应为“是”或“否”', 'must be yes or no', '请选择“是”或“否”。', 'Choose yes or no.'),
  'not-confirmed': place('尚未确认承诺', 'not confirmed', '请阅读并勾选确认。', 'Read it and confirm.'),
  'bad-credit-code': place(
    '统一社会信用代码无效（{why}）',
    'not a valid unified social credit code ({why})',
    '请对照营业执照核对 18 位代码，校验位为最后一位。',
    'Compare all 18 characters with the business licence; the last is the check character.',
  ),
  'not-the-applicant': place(
    '不是本单位的统一社会信用代码',
    "not the applicant's own credit code",
    '请填写本单位登记的统一社会信用代码；代码变更的，先申请更正登记。',
    "Write your own organisation's registered code; if it has changed, have the register corrected first.",
  ),
  'bad-mobile': place(
    '手机号码无效',
    'not a valid mobile number',
    '请填写 11 位手机号码。',
    'Write the 11 digits of a mobile number.',
  ),
  'bad-email': place('电子邮箱无效', 'not a valid e-mail address', '请核对电子邮箱。', 'Check the address.'),
  'more-networked-than-present': place(
    '联网台数 {networkedQty} 超过总台数 {qty}',
    '{networkedQty} networked of only {qty}',
    '请核对联网台数。',
    'Check the number of networked machines.',
  ),
  'networked-without-control': place(
    '此行不属于可联网的设备，却填写了联网台数 {networkedQty}',
    '{networkedQty} networked, yet the row is of a kind that does not count as networked',
    '请核对此行的设备类型和联网台数。',
    'Check the kind of machine and the number networked.',
  ),
  'duplicate-sequence': place(
    '序号 {seq} 与第 {firstRow} 行重复',
    'number {seq} repeats row {firstRow}',
    '请为每行编不同的序号。',
    'Number each row differently.',
  ),
  'figure-undefined': place(
    '设备清单不足以计算该指标',
    'the equipment list does not allow to compute this',
    '请先填写设备清单。',
    'Fill in the equipment list first.',
  ),
  'declared-differs': place(
    '填报值 {declared} 与按设备清单计算的 {computed} 不一致（{numerator}/{denominator}）',
    'declared {declared}, but the equipment list gives {computed} ({numerator}/{denominator})',
    '请改为计算值，或更正设备清单。',
    'Declare the computed figure, or correct the equipment list.',
  ),
  'gate-not-met': place(
    '实际为 {computed} %（{numerator}/{denominator}），未达到 {atLeast} %；比较时不四舍五入',
    'exactly {computed} % ({numerator}/{denominator}), below {atLeast} %; compared without rounding',
    '请核对设备清单；确未达到的，待达到条件后再申报。',
    'Check the equipment list; if it is right, apply once the condition is met.',
  ),
  'unknown-document': place(
    '事项没有这类材料',
    'the procedure has no such document',
    '请删除该材料。',
    'Remove the document.',
  ),
  duplicate: place(
    '同类材料有 {count} 份，只能一份',
    '{count} documents of one type; one is allowed',
    '请只保留一份。',
    'Keep one.',
  ),
  'wrong-media': place(
    '文件类型 {media} 不符，允许 {allowed}',
    'type {media} does not fit; allowed: {allowed}',
    '请转换格式后再传。',
    'Convert and upload it again.',
  ),
  empty: place('文件为空', 'the file is empty', '请重新上传。', 'Upload it again.'),
  'too-large': place(
    '文件 {bytes} 字节，超过上限 {maxBytes}',
    '{bytes} bytes, more than the limit of {maxBytes}',
    '请压缩后再传。',
    'Compress it.',
  ),
  'off-step': place(
    '分值 {given} 须为 {step} 的倍数',
    '{given} must be a multiple of {step}',
    '请按步长打分。',
    'Mark in steps.',
  ),
  'comment-required': place(
    '得分低于 {below} 分须写评语',
    'a mark below {below} needs a comment',
    '请写明扣分理由。',
    'Say why the mark is low.',
  ),
  'defect-open': place('告知的补正内容尚未改动', 'told to be put right, but unchanged', '请改正此项。', 'Change it.'),
  'unknown-target': place(
    '{target} 不是申报表的字段或材料',
    '{target} is no field or document of the application',
    '请从字段或材料中选择。',
    'Choose a field or a document.',
  ),
  malformed: place(
    '格式不符（{expected}）',
    'malformed ({expected})',
    '请按要求的格式填写。',
    'Write it in the form asked for.',
  ),
  ...ROUND_PLACE_TEXTS,
  ...CORRECTION_PLACE_TEXTS,
  ...REGISTER_PLACE_TEXTS,
} satisfies { readonly [code in FormProblemCode]: PlaceTexts } & { readonly [code: string]: PlaceTexts };

export type PlaceCode = keyof typeof PLACE_TEXTS;
