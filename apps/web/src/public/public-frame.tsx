import { Outlet } from '@tanstack/react-router';
import { ConnectionNotice } from '../kit/connection-notice.js';
import { switchLanguage, addTexts, useTexts } from '../texts/texts.js';
import texts from './public.json';

addTexts('public', texts);

/** What surrounds the pages that everybody may read: light enough for an old telephone. */
export function PublicFrame() {
  const { t, language } = useTexts('public');
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="plain">
        <a href="/" style={{ fontSize: '1.4rem', fontWeight: 700, color: '#b22c1e', textDecoration: 'none' }}>
          {t('brand')}
        </a>{' '}
        <span>{t('motto')}</span>
        <nav aria-label={t('places')} style={{ display: 'flex', flexWrap: 'wrap', gap: '1rem', marginTop: '0.5rem' }}>
          <a href="/">{t('place.home')}</a>
          <a href="/certificates">{t('place.certificates')}</a>
          <a href="/objections">{t('place.objections')}</a>
          <a href="/auth/login?to=/desk">{t('place.signIn')}</a>
          <button
            type="button"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => void switchLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {t('otherLanguage')}
          </button>
        </nav>
      </header>
      <ConnectionNotice />
      <main id="content" className="plain" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
