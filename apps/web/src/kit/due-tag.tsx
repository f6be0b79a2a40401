import { Tag, Tooltip } from 'antd';
import { urgencyAt } from '@vermilion/domain';
import { businessNow } from '../api/client.js';
import { BAD, CARE, GOOD } from './tones.js';
import { useTexts } from '../texts/texts.js';
import { instantText, timeLeft } from './dates.js';

/** How urgent a date is, in a word and a colour: the colour alone never says it. */
export function DueTag({ dueAt, overdue = false }: { readonly dueAt: string | null; readonly overdue?: boolean }) {
  const { t, language } = useTexts('kit');
  if (dueAt === null) return <span>{t('due.none')}</span>;
  const { days, hours } = timeLeft(dueAt, businessNow());
  const urgency = urgencyAt(dueAt, overdue, new Date(businessNow()).toISOString());
  const late = urgency === 'overdue';
  const left = days > 0 ? t('due.days', { days }) : t('due.hours', { hours });
  const words = late ? t('due.over', { left }) : t('due.left', { left });
  const colour = late ? BAD : urgency === 'soon' ? CARE : GOOD;
  return (
    <Tooltip title={instantText(dueAt, language)}>
      <Tag color={colour}>{words}</Tag>
    </Tooltip>
  );
}
