import type { ErrorTexts } from './texts.js';

/** What the API itself refuses, before any rule is asked. */
export const TRANSPORT_TEXTS = {
  'stale-version': {
    status: 409,
    title: { zh: '已有新的处理', en: 'Somebody was faster' },
    detail: {
      zh: '{by} 已于 {at} 先行办理（{what}），您看到的不是最新内容。',
      en: '{byEn} was faster at {at} ({whatEn}); what you saw is not the latest.',
    },
    remedy: { zh: '请刷新，核对后再决定是否办理。', en: 'Reload, and decide on what it says now.' },
  },
  'version-unknown': {
    status: 409,
    title: { zh: '版本不符', en: 'No such version' },
    detail: { zh: '还没有到第 {expectedSeq} 版。', en: 'It has not come to version {expectedSeq} yet.' },
    remedy: { zh: '请刷新后再办理。', en: 'Reload and try again.' },
  },
  'draft-version-stale': {
    status: 412,
    title: { zh: '草稿已在别处保存', en: 'Draft saved elsewhere' },
    detail: {
      zh: '草稿当前版本为 {current}，您编辑的是较早的版本。',
      en: 'The draft is at version {current}; yours is older.',
    },
    remedy: { zh: '请重新载入草稿，合并后再保存。', en: 'Load the draft again, merge, and save.' },
  },
  'precondition-missing': {
    status: 428,
    title: { zh: '缺少版本条件', en: 'Precondition missing' },
    detail: {
      zh: '保存草稿必须用 If-Match 说明所依据的草稿版本。',
      en: 'Saving a draft needs If-Match with the version it was based on.',
    },
    remedy: { zh: '请带上 If-Match: "版本号"。', en: 'Send If-Match: "<version>".' },
  },
  'key-missing': {
    status: 400,
    title: { zh: '缺少幂等键', en: 'Idempotency-Key missing' },
    detail: {
      zh: '办理操作必须带 Idempotency-Key（1 至 128 个可见字符）。',
      en: 'A command needs an Idempotency-Key of 1 to 128 visible characters.',
    },
    remedy: {
      zh: '请为每次操作生成一个新的键，重试时沿用。',
      en: 'Make a new key for each action and keep it for its retries.',
    },
  },
  'key-reused': {
    status: 422,
    title: { zh: '幂等键已用于其他内容', en: 'Key used before' },
    detail: {
      zh: '同一个幂等键曾用于不同的请求内容。',
      en: 'The same Idempotency-Key has been used with another body.',
    },
    remedy: { zh: '新的操作请使用新的键。', en: 'Use a new key for a new action.' },
  },
  'request-invalid': {
    status: 422,
    title: { zh: '请求内容不符', en: 'Request malformed' },
    detail: {
      zh: '请求内容不符合接口约定，逐项列在 problems 中；未知字段一律拒绝。',
      en: 'The request does not fit its schema; each fault is listed in problems. Unknown fields are refused.',
    },
    remedy: { zh: '请按 /api/openapi.json 改正。', en: 'Follow /api/openapi.json.' },
  },
  'body-unreadable': {
    status: 400,
    title: { zh: '请求无法解析', en: 'Request unreadable' },
    detail: {
      zh: '请求体不是有效的 JSON，或者与声明的类型不符。',
      en: 'The body is not valid JSON, or not of the type it declares.',
    },
    remedy: { zh: '请检查请求体和 Content-Type。', en: 'Check the body and its Content-Type.' },
  },
  'media-not-supported': {
    status: 415,
    title: { zh: '不支持的内容类型', en: 'Media type not supported' },
    detail: { zh: '该接口不接受这种内容类型。', en: 'This address does not take that content type.' },
    remedy: {
      zh: '材料请上传 PDF、JPEG 或 PNG；要求文件的接口请把文件作为请求体发送，并在 Content-Type 中写明 /api/openapi.json 所列的类型；其他接口使用 JSON。',
      en: 'Upload documents as PDF, JPEG or PNG; where a file is wanted, send it as the body, with a Content-Type that /api/openapi.json names; everything else is JSON.',
    },
  },
  'too-large': {
    status: 413,
    title: { zh: '内容过大', en: 'Too large' },
    detail: { zh: '内容超过上限 {maxBytes} 字节。', en: 'The content exceeds the limit of {maxBytes} bytes.' },
    remedy: { zh: '请压缩或拆分后再传。', en: 'Compress or split it.' },
  },
  'disguised-file': {
    status: 422,
    title: { zh: '文件内容与类型不符', en: 'File is not what it claims' },
    detail: {
      zh: '文件声明为 {declared}，实际内容为 {found}。',
      en: 'The file claims to be {declared}, its content is {found}.',
    },
    remedy: {
      zh: '请上传真正的 PDF、JPEG 或 PNG 文件，不要只改扩展名。',
      en: 'Upload a real PDF, JPEG or PNG; do not just rename the file.',
    },
  },
  'damaged-file': {
    status: 422,
    title: { zh: '文件损坏', en: 'File damaged' },
    detail: { zh: '文件不完整或无法打开（{reason}）。', en: 'The file is incomplete or cannot be opened ({reason}).' },
    remedy: { zh: '请重新导出或扫描后再传。', en: 'Export or scan it again.' },
  },
  'unprintable-character': {
    status: 422,
    title: { zh: '有字符无法印出', en: 'Unprintable character' },
    detail: { zh: '公文字库没有这些字符：{characters}。', en: 'The typeface of papers lacks: {characters}.' },
    remedy: {
      zh: '请改用规范汉字（如删除表情符号），或联系管理员更换字库。',
      en: 'Write it in standard characters, e.g. without emoji, or ask the administrator for another typeface.',
    },
  },
  'register-faulty': {
    status: 422,
    title: { zh: '登记簿文件有误', en: 'Faults in the register' },
    detail: {
      zh: '文件中有 {faults} 处问题，整份文件没有导入。',
      en: 'The file has {faults} faults; nothing of it was taken in.',
    },
    remedy: {
      zh: '请按所列行、列改正后重新上传。',
      en: 'Put right what is listed by row and column, and upload it again.',
    },
  },
  'no-such-paper': {
    status: 404,
    title: { zh: '没有这份文书', en: 'No such paper' },
    detail: { zh: '目前没有可以印制的文书。', en: 'There is nothing to be printed here as things stand.' },
    remedy: { zh: '请核对案件或轮次的办理结果。', en: 'Look at the result of the case or of the round.' },
  },
  'certificate-not-valid': {
    status: 409,
    title: { zh: '证书已经失效', en: 'Certificate not valid' },
    detail: {
      zh: '该称号已到期或已撤销（{status}），不能印制证书。',
      en: 'The title has expired or was revoked ({status}); no certificate is printed.',
    },
    remedy: { zh: '请查询证书状态；称号到期的，请参加复核。', en: 'Look up the state of the certificate.' },
  },
  'document-type-unknown': {
    status: 422,
    title: { zh: '没有这类材料', en: 'No such document type' },
    detail: { zh: '本事项没有 {type} 这类材料。', en: 'This procedure has no document of type {type}.' },
    remedy: { zh: '请从事项的材料目录中选择。', en: 'Choose from the list of documents of the procedure.' },
  },
  'document-not-open': {
    status: 409,
    title: { zh: '目前不能修改申报内容', en: 'Not open for changes' },
    detail: {
      zh: '只有草稿和补正期间可以修改表格和材料。',
      en: 'Form and documents can be changed only in a draft or during a correction.',
    },
    remedy: {
      zh: '如需更正，请联系受理机关。',
      en: 'Ask the office that handles the case if something must be corrected.',
    },
  },
  'procedure-unknown': {
    status: 422,
    title: { zh: '没有这一事项', en: 'No such procedure' },
    detail: { zh: '没有编号为 {procedure} 的事项。', en: 'There is no procedure {procedure}.' },
    remedy: { zh: '请从 /api/v1/programmes 中选择。', en: 'Choose one from /api/v1/programmes.' },
  },
  'procedure-without-rounds': {
    status: 422,
    title: { zh: '本事项不分轮次', en: 'No rounds here' },
    detail: { zh: '编号为 {procedure} 的事项不按轮次办理。', en: 'The procedure {procedure} does not run in rounds.' },
    remedy: { zh: '请选择按轮次申报的事项。', en: 'Choose a procedure that runs in rounds.' },
  },
  'task-taken': {
    status: 409,
    title: { zh: '任务已被认领', en: 'Task already claimed' },
    detail: { zh: '本机构的另一位同事已经认领该任务。', en: 'A colleague of your office has claimed this task.' },
    remedy: { zh: '请与同事协商，或请其释放任务。', en: 'Ask your colleague to release it.' },
  },
  'clock-not-manual': {
    status: 409,
    title: { zh: '业务时钟不可手动推进', en: 'Clock is not manual' },
    detail: { zh: '业务时钟按真实时间运行。', en: 'The business clock follows the machine.' },
    remedy: { zh: '只有演示和测试环境可以推进时钟。', en: 'It can be moved only in demonstrations and tests.' },
  },
  'clock-backwards': {
    status: 422,
    title: { zh: '时钟不能倒退', en: 'Clock never goes back' },
    detail: {
      zh: '目标时刻早于当前业务时刻 {now}。',
      en: 'The target lies before the present business instant {now}.',
    },
    remedy: { zh: '请给出更晚的时刻。', en: 'Give a later instant.' },
  },
  'cursor-invalid': {
    status: 400,
    title: { zh: '翻页标记无效', en: 'Cursor invalid' },
    detail: { zh: '翻页标记无法识别。', en: 'The cursor of the page is not one of ours.' },
    remedy: { zh: '请从第一页重新查询。', en: 'Start from the first page.' },
  },
  'calendar-year-invalid': {
    status: 422,
    title: { zh: '年度日历有误', en: 'The year has faults' },
    detail: { zh: '年度放假安排有误，逐项列在 problems 中。', en: 'The list of days has faults; see problems.' },
    remedy: { zh: '请对照国务院办公厅通知更正后重新公布。', en: 'Correct it after the notice and publish it again.' },
  },
  'calendar-year-published': {
    status: 409,
    title: { zh: '该年度已公布', en: 'The year is published' },
    detail: {
      zh: '{year} 年度日历已经公布（来源：{source}）。',
      en: 'The calendar of {year} is published already (source: {source}).',
    },
    remedy: {
      zh: '如需更正，请注明 corrects 后提交全年安排。',
      en: 'To correct it, send the whole year with corrects.',
    },
  },
  'near-miss-none': {
    status: 404,
    title: { zh: '没有差一点报告', en: 'No near-miss report' },
    detail: {
      zh: '只有未通过、进入培育库的申报，或有条件未满足的草稿，才有差一点报告。',
      en: 'Only an application that was not successful, or a draft that does not meet a condition, has a near-miss report.',
    },
    remedy: { zh: '请查看申报详情。', en: 'See the application itself.' },
  },
  'too-many-requests': {
    status: 429,
    title: { zh: '请求过于频繁', en: 'Too many requests' },
    detail: { zh: '短时间内请求过多。', en: 'Too many requests in a short time.' },
    remedy: { zh: '请稍后再试（见 Retry-After）。', en: 'Wait as Retry-After says.' },
  },
  busy: {
    status: 503,
    title: { zh: '系统繁忙', en: 'Busy' },
    detail: { zh: '暂时无法完成，内容没有丢失。', en: 'It could not be done just now; nothing is lost.' },
    remedy: { zh: '请用同一个幂等键稍后重试。', en: 'Try again later with the same Idempotency-Key.' },
  },
  internal: {
    status: 500,
    title: { zh: '系统内部错误', en: 'Internal error' },
    detail: { zh: '系统出现意外错误，已经记录。', en: 'Something unexpected happened; it has been recorded.' },
    remedy: {
      zh: '请稍后用同一个幂等键重试；仍然失败的，请提供追踪编号。',
      en: 'Try again with the same Idempotency-Key; if it fails again, report the trace id.',
    },
  },
} as const satisfies { readonly [code: string]: ErrorTexts };

export type TransportCode = keyof typeof TRANSPORT_TEXTS;
