import type { ErrorTexts } from './texts.js';

/** What the administrators may not do, or not alone. */
export const ADMINISTRATION_TEXTS = {
  'administrators-joined': {
    status: 403,
    title: { zh: '三员不得兼任', en: 'Administrators are three people' },
    detail: {
      zh: '系统管理员、安全管理员、审计管理员须由三人分别担任，同一账号不能担任其中两个岗位。',
      en: 'System, security and audit administrator are three different people; one account holds, or would hold, two of these roles.',
    },
    remedy: {
      zh: '请由安全管理员先撤销其中一个岗位，只保留一个；涉及安全管理员本人的，由另一名安全管理员办理。',
      en: 'Have the security administrator withdraw all but one of them; where it is their own, another security administrator does so.',
    },
  },
  'own-membership': {
    status: 403,
    title: { zh: '不能变更本人的岗位', en: 'Your own membership' },
    detail: {
      zh: '安全管理员不能给自己授予岗位，也不能撤销自己的岗位。',
      en: 'A security administrator neither gives themselves a membership nor withdraws their own.',
    },
    remedy: { zh: '请由另一名安全管理员办理。', en: 'Have another security administrator do it.' },
  },
  'role-of-another-organisation': {
    status: 422,
    title: { zh: '该机构没有这一岗位', en: 'No such role there' },
    detail: {
      zh: '所选岗位不属于所选机构；评审专家由专家库登记，不在这里授予。',
      en: 'The organisation has no such role; experts are entered in their register, and not here.',
    },
    remedy: { zh: '请选择该机构设有的岗位。', en: 'Choose a role that the organisation has.' },
  },
  'organisation-unknown': {
    status: 422,
    title: { zh: '没有这个机构', en: 'No such organisation' },
    detail: { zh: '登记的机构中没有所填的机构。', en: 'The organisation is not among those registered.' },
    remedy: { zh: '请核对机构代号，或先登记该机构。', en: 'Check its id, or have it registered first.' },
  },
  'erasure-case-open': {
    status: 409,
    title: { zh: '案件未办结，不能删除', en: 'A case is open' },
    detail: { zh: '本人参加的案件{caseId}尚未办结。', en: 'Case {caseId}, in which they take part, has not ended.' },
    remedy: {
      zh: '请待案件办结、法定保管期满后再提出。',
      en: 'Ask again when the case and the period after it are over.',
    },
  },
  'erasure-title-in-force': {
    status: 409,
    title: { zh: '称号仍有效，不能删除', en: 'A title is in force' },
    detail: {
      zh: '有关的称号（证书编号{certificateNumber}）仍然有效。',
      en: 'The title that came of it (certificate {certificateNumber}) is still in force.',
    },
    remedy: { zh: '请待称号到期或者被撤销后再提出。', en: 'Ask again when the title has expired or was revoked.' },
  },
  'erasure-period': {
    status: 409,
    title: { zh: '法定保管期未满，不能删除', en: 'Must still be kept' },
    detail: { zh: '须保管至{until}。依据：{reason}。', en: 'To be kept until {until}. Source: {reason}.' },
    remedy: { zh: '请待保管期满后再提出。', en: 'Ask again when the period is over.' },
  },
  'erasure-nothing-held': {
    status: 422,
    title: { zh: '没有可删除的内容', en: 'Nothing is held' },
    detail: { zh: '系统没有保存所填主体的任何文字。', en: 'No words of this subject are held.' },
    remedy: { zh: '请核对主体代号。', en: 'Check the subject.' },
  },
  'erasure-by-one': {
    status: 403,
    title: { zh: '须由另一人确认', en: 'Another must confirm' },
    detail: { zh: '提出删除的人不能确认自己的请求。', en: 'Whoever asks for an erasure cannot confirm it.' },
    remedy: { zh: '请由另一名安全管理员确认。', en: 'Have another security administrator confirm it.' },
  },
  'webhooks-off': {
    status: 409,
    title: { zh: '本系统未开放推送', en: 'No webhooks here' },
    detail: {
      zh: '本系统没有允许任何推送目标主机，因此不能设置推送。',
      en: 'This installation allows no host to which events may be sent.',
    },
    remedy: {
      zh: '请由系统管理员在 WEBHOOK_HOSTS 和 WEBHOOK_KEY_FILE 中配置后重启。',
      en: 'Have the system administrator set WEBHOOK_HOSTS and WEBHOOK_KEY_FILE and start the API and the listener again.',
    },
  },
  'webhook-url-unsafe': {
    status: 422,
    title: { zh: '推送地址不安全', en: 'An unsafe address' },
    detail: {
      zh: '推送地址须为 https 地址，不得含用户名、口令或 # 之后的内容。',
      en: 'The address must be one of https, without user name, password or fragment.',
    },
    remedy: { zh: '请改用 https 地址；口令不要写在地址中。', en: 'Give an https address, and no password in it.' },
  },
  'webhook-host-not-allowed': {
    status: 422,
    title: { zh: '推送主机未获允许', en: 'A host that is not allowed' },
    detail: {
      zh: '推送地址的主机不在本系统允许的主机之列；IP 地址须逐一列出。',
      en: 'The host of the address is not among those that this installation allows; an IP address must be listed as such.',
    },
    remedy: {
      zh: '请核对主机名，或请系统管理员将其列入 WEBHOOK_HOSTS。',
      en: 'Check the name of the host, or have the system administrator add it to WEBHOOK_HOSTS.',
    },
  },
  'webhook-port-not-allowed': {
    status: 422,
    title: { zh: '推送端口未获允许', en: 'A port that is not allowed' },
    detail: {
      zh: '该主机只允许使用所列的端口；未列端口的，只允许 443。',
      en: 'Of this host only the listed port is allowed; where none is listed, 443.',
    },
    remedy: {
      zh: '请去掉端口，或请系统管理员在 WEBHOOK_HOSTS 中以“主机:端口”列出。',
      en: 'Leave the port out, or have the system administrator list `host:port` in WEBHOOK_HOSTS.',
    },
  },
  'webhook-exists': {
    status: 409,
    title: { zh: '已设置同一推送', en: 'It is there already' },
    detail: {
      zh: '该机构已有发往同一地址的推送。',
      en: 'The organisation has an active webhook with the same address.',
    },
    remedy: {
      zh: '密钥遗失的，请更换该推送的密钥。',
      en: 'Where its secret was lost, give it another one (rotation).',
    },
  },
  'webhook-disabled': {
    status: 409,
    title: { zh: '推送已停用', en: 'It is disabled' },
    detail: { zh: '该推送已停用，不能再更换密钥或试发。', en: 'A disabled webhook gets no other secret and no test.' },
    remedy: { zh: '请另行设置一个推送。', en: 'Set up another one.' },
  },
} as const satisfies { readonly [code: string]: ErrorTexts };

export type AdministrationCode = keyof typeof ADMINISTRATION_TEXTS;
