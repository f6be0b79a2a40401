import type { ErrorTexts } from './texts.js';

/** What is refused of a file: that comes in parts, or that a scanner has looked at. */
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
  'malware-found': {
    status: 422,
    title: { zh: '文件含有恶意代码', en: 'Malware found' },
    detail: {
      zh: '安全扫描在文件中发现 {found}，文件没有收下。',
      en: 'The scanner found {found} in the file; nothing was kept.',
    },
    remedy: {
      zh: '请在本单位的电脑上查杀病毒，重新生成文件后再上传。',
      en: 'Clean the computer that the file comes from, make the file anew, and upload it again.',
    },
  },
  'scanner-away': {
    status: 503,
    title: { zh: '安全扫描暂时不可用', en: 'No scanner at present' },
    detail: {
      zh: '上传的文件必须先经过安全扫描，扫描服务现在没有应答，文件没有收下。',
      en: 'Uploads are kept only after a scan, and the scanner does not answer at present; nothing was kept.',
    },
    remedy: {
      zh: '请一分钟后再试；多次不成的，请联系系统运行单位。',
      en: 'Try again in a minute; if it goes on, tell whoever runs the system.',
    },
  },
  'no-room': {
    status: 507,
    title: { zh: '存储空间不足', en: 'No room' },
    detail: {
      zh: '系统存放材料的空间已满，文件没有收下；此前已收到的部分没有丢失。',
      en: 'The place where papers are kept is full; the file was not taken, and nothing that had arrived before is lost.',
    },
    remedy: {
      zh: '请稍后再传；仍然不成的，请联系系统运行单位，其他步骤不受影响。',
      en: 'Try again later; if it goes on, tell whoever runs the system. All other steps go on as usual.',
    },
  },
} as const satisfies { readonly [code: string]: ErrorTexts };

export type UploadCode = keyof typeof UPLOAD_TEXTS;
