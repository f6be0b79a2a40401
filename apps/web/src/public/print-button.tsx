import { useTexts } from '../texts/texts.js';

/** Prints the page, which is then set as a paper. */
export function PrintButton() {
  const { t } = useTexts('public');
  return (
    <button type="button" onClick={() => window.print()}>
      {t('print')}
    </button>
  );
}
