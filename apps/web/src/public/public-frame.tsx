import { useSyncExternalStore } from 'react';
import { Link, Outlet } from '@tanstack/react-router';
import { manualClock } from '../api/client.js';
import { ConnectionNotice } from '../kit/connection-notice.js';
import { instantText } from '../kit/dates.js';
import { switchLanguage, addTexts, useTexts } from '../texts/texts.js';
import texts from './public.json';
import './public.css';
import './parts.css';
import './print.css';
import { useCalls } from './use-calls.js';

addTexts('public', texts);

/** What surrounds the pages that everybody may read: light enough for an old telephone. */
export function PublicFrame() {
  const { t } = useTexts('public');
  return (
    <div className="public">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Head />
      <ConnectionNotice />
      <main id="content" className="public-main" tabIndex={-1}>
        <Outlet />
      </main>
      <Foot />
    </div>
  );
}

function Head() {
  const { t, language } = useTexts('public');
  return (
    <header className="public-head">
      <div className="public-width">
        <Link to="/" className="brand">
          <span className="seal" aria-hidden="true">
            {t('seal')}
          </span>
          <span>
            <strong>{t('brand')}</strong>
            <span className="motto">{t('motto')}</span>
          </span>
        </Link>
        <nav aria-label={t('places')}>
          <Link to="/" activeOptions={{ exact: true }}>
            {t('place.home')}
          </Link>
          <Link to="/certificates">{t('place.certificates')}</Link>
          <Link to="/objections">{t('place.objections')}</Link>
          <a href="/auth/login?to=/desk" className="sign-in">
            {t('place.signIn')}
          </a>
          <button
            type="button"
            className="as-link"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => void switchLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {t('otherLanguage')}
          </button>
        </nav>
      </div>
      <Demonstration />
    </header>
  );
}

const LOOK_EVERY_MS = 1_000;

function follow(changed: () => void): () => void {
  const timer = setInterval(changed, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** A clock that is moved by hand is one of a demonstration: then no firm and nobody is real, and nor is the day. */
function Demonstration() {
  const { t, language } = useTexts('public');
  // With the first answer the clock is known: the line is there together with what was asked for.
  useCalls();
  const now = useSyncExternalStore(follow, manualClock);
  if (now === null) return null;
  return <p className="demonstration">{t('demonstration', { now: instantText(now, language) })}</p>;
}

function Foot() {
  const { t, read } = useTexts('public');
  const { data: programmes = [] } = useCalls();
  return (
    <footer className="public-foot">
      <div className="public-width">
        {programmes.map(({ procedure, office, basis }) => (
          <dl key={procedure.id}>
            <dt>{t('foot.basis', { title: read(procedure.title) })}</dt>
            <dd lang="zh-CN">{basis}</dd>
            <dt>{t('foot.office')}</dt>
            <dd>{read(office)}</dd>
          </dl>
        ))}
        <p>{t('foot.records')}</p>
      </div>
    </footer>
  );
}
