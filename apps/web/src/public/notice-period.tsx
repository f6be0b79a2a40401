import type { NoticeView } from '@vermilion/contracts';
import { dateText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';

const REASONS: { readonly [reason: string]: string } = {
  weekday: 'day.weekday',
  weekend: 'day.weekend',
  holiday: 'day.holiday',
  'make-up': 'day.make-up',
  natural: 'day.natural',
  'start-day': 'day.start-day',
};

interface Props {
  readonly period: NoticeView['period'];
  /** The end in words. */
  readonly until: string;
}

/** How the days of the notice are counted: which count, which do not, and why. */
export function NoticePeriod({ period, until }: Props) {
  const { t, read, language } = useTexts('public');
  if (!period) return <p className="body">{t('notice.until', { until })}</p>;
  return (
    <>
      <p className="body">{read(period.words)}</p>
      <ol className="days" aria-label={t('notice.days')}>
        {period.days.map(({ date, counted: counts, reason }, at) => (
          <li key={date} className={counts ? 'counts' : undefined}>
            <span>{dateText(date, language)}</span>
            <span>{counts ? t('day.nth', { nth: upTo(period.days, at) }) : t('day.not')}</span>
            <span className="quiet">{t(REASONS[reason] ?? 'day.not')}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Which of the counted days a day is. */
function upTo(days: NonNullable<Props['period']>['days'], at: number): number {
  return days.slice(0, at + 1).filter(({ counted }) => counted).length;
}
