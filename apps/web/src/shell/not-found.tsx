import kit from '../kit/kit.json';
import { addTexts, useTexts } from '../texts/texts.js';

addTexts('kit', kit);

/** An address that leads nowhere. Plain: nothing else of the application is needed to say so. */
export function NotFound() {
  const { t } = useTexts('kit');
  return (
    <section className="plain">
      <h1>{t('nowhere')}</h1>
      <p>{t('nowhere.remedy')}</p>
      <p>
        <a href="/">{t('nowhere.home')}</a> · <a href="/desk">{t('nowhere.desk')}</a>
      </p>
    </section>
  );
}
