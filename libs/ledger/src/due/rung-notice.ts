import type { Instant, Rung, Text } from '@vermilion/domain';
import type { NotificationDraft } from '../notices/write-notification.js';
import type { RungReport } from './due-book.js';

/** In what capacity a rung's recipients are told. */
const CAPACITY: { readonly [rung in Rung['id']]: Text } = {
  lead: { zh: '牵头责任单位', en: 'lead bureau' },
  'co-responsible': { zh: '联合责任单位', en: 'co-responsible bureau' },
  supervision: { zh: '督查机构', en: 'supervision office' },
};

/** The digest of one rung for one recipient: all cases that are still not handled, in one message. `digest` names the telling. */
export function rungNotice(
  { rung, dueAt, told }: RungReport,
  recipient: string,
  digest: string,
  now: Instant,
): NotificationDraft {
  const [capacity, count] = [CAPACITY[rung], new Set(told.map(({ caseId }) => caseId)).size];
  const limit = dueAt.slice(0, 16).replace('T', ' ');
  return {
    recipient,
    kind: 'escalation',
    instant: now,
    digestKey: `${digest}:${recipient}`,
    title: { zh: `督办:${count} 件申报逾期未办结`, en: `Escalation: ${count} overdue case(s)` },
    body: {
      zh: `办理期限 ${limit} 已过,以下 ${count} 件仍未办结。贵单位作为${capacity.zh},请督促办理。`,
      en: `The limit of ${limit} has passed and ${count} case(s) are still open. You are told as the ${capacity.en}.`,
    },
    items: told.map(({ caseId, eventId }) => ({ caseId, eventId, dueAt })),
    rung,
  };
}
