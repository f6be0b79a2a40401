import { Tag, Tooltip } from 'antd';
import { urgencyAt, type Urgency } from '@vermilion/domain';
import { businessNow } from '../api/client.js';
import { BAD, CARE, GOOD, QUIET } from './tones.js';
import { useTexts } from '../texts/texts.js';
import { instantText, timeLeft } from './dates.js';

const TONES: { readonly [urgency in Urgency]: string } = { overdue: BAD, soon: CARE, later: GOOD, unlimited: QUIET };

interface Due {
  readonly dueAt: string | null;
  readonly overdue?: boolean;
}

/** How urgent a date is, in a word and a colour: the colour alone never says it. */
export function DueTag(due: Due) {
  const { t, language } = useTexts('kit');
  if (due.dueAt === null) return <span>{t('due.none')}</span>;
  return (
    <Tooltip title={instantText(due.dueAt, language)}>
      <DueWord {...due} />
    </Tooltip>
  );
}

/** The same where the date itself stands beside it, or where there are thousands. */
export function DueWord({ dueAt, overdue = false, ...rest }: Due) {
  const { t } = useTexts('kit');
  const now = businessNow();
  const urgency = urgencyAt(dueAt, overdue, new Date(now).toISOString());
  return (
    <Tag color={TONES[urgency]} {...rest}>
      {dueAt === null ? t('due.none') : leftWords(t, urgency, dueAt, now)}
    </Tag>
  );
}

function leftWords(t: ReturnType<typeof useTexts>['t'], urgency: Urgency, dueAt: string, now: number): string {
  const { days, hours } = timeLeft(dueAt, now);
  const left = days > 0 ? t('due.days', { days }) : t('due.hours', { hours });
  return urgency === 'overdue' ? t('due.over', { left }) : t('due.left', { left });
}
