import type { RoundBoard } from '@vermilion/contracts';
import { instantText, timeLeft } from '../kit/dates.js';
import { useTexts, type Language } from '../texts/texts.js';

/** What comes next, the nearest first. */
export function ScreenDates({ dates, now }: { readonly dates: RoundBoard['dates']; readonly now: string }) {
  const { t, read, language } = useTexts('leader');
  return (
    <section aria-label={t('screen.dates')}>
      <h2>{t('screen.dates')}</h2>
      {dates.length === 0 && <p className="nothing">{t('screen.dates.none')}</p>}
      <ol className="list">
        {dates.map(({ caseId, workshopName, district, what, dueAt, urgency }) => {
          const { days, hours, over } = timeLeft(dueAt, Date.parse(now));
          const left = days > 0 ? t('screen.days', { days }) : t('screen.hours', { hours });
          const late = over || urgency === 'overdue';
          return (
            <li key={`${caseId ?? ''} ${dueAt} ${read(what)}`}>
              <span className={`left ${urgency}`}>{t(late ? 'screen.over' : 'screen.left', { left })}</span>
              <span className="what">
                <strong>{read(what)}</strong>
                <small>
                  {[district && read(district.name), workshopName].filter(Boolean).join(' · ') ||
                    dayText(dueAt, language)}
                </small>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Without the year, which stands in the title of the board. */
function dayText(instant: string, language: Language): string {
  return instantText(instant, language).replace(/^\d{4}\D/, '');
}

/** What was decided last. */
export function ScreenEvents({ events }: { readonly events: RoundBoard['events'] }) {
  const { t, read, language } = useTexts('leader');
  return (
    <section aria-label={t('screen.events')}>
      <h2>{t('screen.events')}</h2>
      {events.length === 0 && <p className="nothing">{t('screen.events.none')}</p>}
      <ol className="list events">
        {events.map(({ at, what, workshopName, district }, index) => (
          <li key={`${at} ${index}`}>
            <time dateTime={at}>{dayText(at, language)}</time>
            <span className="what">
              <strong>{read(what)}</strong>
              <small>{[district && read(district.name), workshopName].filter(Boolean).join(' · ')}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
