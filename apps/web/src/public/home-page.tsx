import { useTexts } from '../texts/texts.js';
import { HomeCalls } from './home-calls.js';
import { HomeNotices } from './home-notices.js';
import { HomeResults } from './home-results.js';
import { CertificateForm } from './certificate-form.js';
import { Link } from '@tanstack/react-router';

/** What one can apply for, what is in public notice, what was decided, and the two things that anybody may look up. */
export function HomePage() {
  const { t } = useTexts('public');
  return (
    <>
      <h1>{t('home')}</h1>
      <p className="lead">{t('home.lead')}</p>
      <div className="tools">
        <section className="card" aria-labelledby="check">
          <h2 id="check">{t('certificate')}</h2>
          <p>{t('certificate.why')}</p>
          <CertificateForm short />
        </section>
        <section className="card" aria-labelledby="answer">
          <h2 id="answer">{t('answer')}</h2>
          <p>{t('answer.why')}</p>
          <p>
            <Link to="/objections" className="button">
              {t('answer.open')}
            </Link>
          </p>
        </section>
      </div>
      <section aria-labelledby="calls">
        <h2 id="calls">{t('programmes')}</h2>
        <HomeCalls />
      </section>
      <HomeNotices />
      <section aria-labelledby="results">
        <h2 id="results">{t('results')}</h2>
        <HomeResults />
      </section>
    </>
  );
}
