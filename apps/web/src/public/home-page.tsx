import { useQuery } from '@tanstack/react-query';
import type { NoticeList, ProgrammeView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { dateText, instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Told } from './told.js';

/** What one can apply for, and what is in public notice. */
export function HomePage() {
  const { t, read, language } = useTexts('public');
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: async () => (await ask<{ readonly items: readonly ProgrammeView[] }>('GET', 'programmes')).items,
  });
  const notices = useQuery({
    queryKey: ['notices'],
    queryFn: async () => (await ask<NoticeList>('GET', 'notices')).items,
  });
  return (
    <>
      <h1>{t('home')}</h1>
      <section aria-labelledby="calls">
        <h2 id="calls">{t('programmes')}</h2>
        <Told query={programmes}>
          {(items) => (
            <ul>
              {items.map(({ id, title }) => (
                <li key={id}>
                  {read(title)} <a href="/auth/login?to=/desk">{t('apply')}</a>
                </li>
              ))}
            </ul>
          )}
        </Told>
      </section>
      <section aria-labelledby="notices">
        <h2 id="notices">{t('notices')}</h2>
        <Told query={notices}>
          {(items) =>
            items.length === 0 ? (
              <p>{t('notices.none')}</p>
            ) : (
              <ul>
                {items.map(({ id, number, procedure, from, until, closesAt, open, entries }) => (
                  <li key={id}>
                    <a href={`/notices/${encodeURIComponent(id)}`}>
                      {number} {read(procedure.title)}
                    </a>
                    <br />
                    {t('notice.span', {
                      from: dateText(from, language),
                      until: dateText(until, language),
                      entries,
                    })}{' '}
                    <strong>
                      {open ? t('notice.open', { at: instantText(closesAt, language) }) : t('notice.over')}
                    </strong>
                  </li>
                ))}
              </ul>
            )
          }
        </Told>
      </section>
    </>
  );
}
