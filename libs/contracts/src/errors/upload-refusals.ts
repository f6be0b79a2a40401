import type { ErrorTexts } from './texts.js';

/** What is refused of a file that comes in parts. */
export const UPLOAD_TEXTS = {
  'upload-offset': {
    status: 409,
    title: { zh: '续传位置不符', en: 'Wrong offset' },
    detail: {
      zh: '已安全收到 {offset} 字节，这一段不是从这里开始的。',
      en: '{offset} bytes are safe; this part does not begin there.',
    },
    remedy: { zh: '请查询已收到的位置，从那里继续上传。', en: 'Ask for the offset, and go on from there.' },
  },
  'upload-incomplete': {
    status: 409,
    title: { zh: '文件尚未传完', en: 'Upload incomplete' },
    detail: { zh: '共 {bytes} 字节，只收到 {offset} 字节。', en: 'Of {bytes} bytes only {offset} have arrived.' },
    remedy: { zh: '请查询已收到的位置，从那里继续上传。', en: 'Ask for the offset, and go on from there.' },
  },
  'upload-differs': {
    status: 422,
    title: { zh: '收到的文件与原文件不一致', en: 'The file is not the one announced' },
    detail: {
      zh: '收到的内容的校验值（SHA-256）与上传前的不一致，文件没有收下。',
      en: 'What arrived has another SHA-256 than was announced; nothing was kept.',
    },
    remedy: {
      zh: '请重新选择文件上传；上传期间不要修改该文件。',
      en: 'Choose the file again, and do not change it while it is being uploaded.',
    },
  },
} as const satisfies { readonly [code: string]: ErrorTexts };

export type UploadCode = keyof typeof UPLOAD_TEXTS;
