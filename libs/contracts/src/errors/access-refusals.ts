import type { ErrorTexts } from './texts.js';

/** Who may not come in, or not yet, or not in this role. */
export const ACCESS_TEXTS = {
  unauthorised: {
    status: 401,
    title: { zh: '未登录或登录已失效', en: 'Not signed in' },
    detail: { zh: '请求没有有效的访问令牌。', en: 'The request carries no valid access token.' },
    remedy: { zh: '请重新登录后再试。', en: 'Sign in again.' },
  },
  'no-membership': {
    status: 403,
    title: { zh: '没有可用的机构身份', en: 'No such membership' },
    detail: {
      zh: '您的账号没有所选的机构或岗位，没有任何机构身份，或者有多个身份而没有选定。',
      en: 'Your account has no such organisation or role, none at all, or several of which none is chosen.',
    },
    remedy: {
      zh: '请在 X-Vermilion-Organisation 中选择您所属的机构，在该机构有多个岗位的，再用 X-Vermilion-Role 选择岗位；或请管理员登记。',
      en: 'Choose one of your organisations in X-Vermilion-Organisation and, with several roles there, one of them in X-Vermilion-Role; or ask to be registered.',
    },
  },
  'step-up-required': {
    status: 403,
    title: { zh: '请先重新认证', en: 'Show anew who you are' },
    detail: {
      zh: '签发和导出数据须在认证后{minutes}分钟内进行，您上次认证已超过这一时间。',
      en: 'Signing documents and taking data away needs a sign-in of the last {minutes} minutes; yours is older.',
    },
    remedy: {
      zh: '请重新认证后继续；已填写的内容会保留。程序请重新取得访问令牌。',
      en: 'Sign in anew and go on; what you have entered is kept. Programs get a new access token.',
    },
  },
  'cross-site': {
    status: 403,
    title: { zh: '请求来自其他网站', en: 'Request from another site' },
    detail: {
      zh: '登录会话只能由本系统自己的页面使用，这一请求不是由本系统页面发出的。',
      en: 'A session may only be used by the pages of this system; this request was not sent by one of them.',
    },
    remedy: {
      zh: '请在本系统页面中操作；程序请使用访问令牌。',
      en: 'Act in the pages of this system; programs use an access token.',
    },
  },
  'role-not-permitted': {
    status: 403,
    title: { zh: '岗位无权使用', en: 'Not for your role' },
    detail: { zh: '您当前的岗位不能使用这一功能。', en: 'This function is not for the role you act in.' },
    remedy: { zh: '请切换到有权的岗位。', en: 'Act in a role that may use it.' },
  },
} as const satisfies { readonly [code: string]: ErrorTexts };

export type AccessCode = keyof typeof ACCESS_TEXTS;
