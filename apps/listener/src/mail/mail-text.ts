import { addDays, dateOf } from '@vermilion/domain';
import type { DueDelivery } from '@vermilion/ledger';

/** Subject and text of a mail, Chinese first. Many items make a list. */
export function mailText({ title, body, items }: Pick<DueDelivery, 'title' | 'body' | 'items'>): {
  subject: string;
  text: string;
} {
  const many = items.length > 1;
  const subject = `【朱批】${title.zh}${many ? `（${items.length} 件）` : ''}`;
  const list = items.map(({ caseId, dueAt }) => `  · ${caseId}${dueAt ? `    ${lastDayOf(dueAt)}` : ''}`);
  const text = [body.zh, ...list, '', title.en + (many ? ` (${items.length})` : ''), body.en, '', FOOTER].join('\n');
  return { subject, text };
}

const FOOTER = '本邮件由系统发出，请勿回复。 / Sent by the system; please do not reply.';

/** A due instant at midnight ends the day before. */
function lastDayOf(dueAt: string): string {
  const date = dateOf(dueAt);
  const time = dueAt.slice(11, 16);
  return time === '00:00' ? `${addDays(date, -1)} 24:00` : `${date} ${time}`;
}
