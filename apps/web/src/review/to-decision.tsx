import type { MouseEvent } from 'react';
import type { CaseView } from '@vermilion/contracts';
import { useSteps } from '../api/cases.js';
import { useTexts } from '../texts/texts.js';
import { offeredOf } from './offered.js';

/** Where the decision stands on the page. */
export const DECISION = 'decision';

function lead(event: MouseEvent): void {
  event.preventDefault();
  const place = document.getElementById(DECISION);
  place?.scrollIntoView({ block: 'start' });
  place?.focus({ preventScroll: true });
}

/** For whoever goes by keyboard: past everything that was declared, straight to the decision. */
export function SkipToDecision() {
  const { t } = useTexts('review');
  return (
    <a className="skip" href={`#${DECISION}`} onClick={lead}>
      {t('toDecision.skip')}
    </a>
  );
}

/** On a narrow screen the decision comes after what it is about: as long as it is out of sight, this says what it will be, and leads there. */
export function ToDecision({ view }: { readonly view: CaseView }) {
  const { t, read } = useTexts('review');
  const steps = offeredOf(useSteps(view.id).data?.items ?? []);
  if (steps.length === 0) return null;
  return (
    <nav className="to-decision" aria-label={t('steps')}>
      <span>{steps.map(({ title }) => read(title)).join(t('listed'))}</span>
      <a href={`#${DECISION}`} onClick={lead}>
        {t('toDecision')}
      </a>
    </nav>
  );
}
