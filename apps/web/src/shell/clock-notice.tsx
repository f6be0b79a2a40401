import { useSyncExternalStore } from 'react';
import { manualClock } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';

const LOOK_EVERY_MS = 1_000;

function follow(changed: () => void): () => void {
  const timer = setInterval(changed, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Says that the business clock does not follow the machine: every date on the page is one of a demonstration. */
export function ClockNotice() {
  const { t, language } = useTexts('shell');
  const now = useSyncExternalStore(follow, manualClock);
  if (now === null) return null;
  return (
    <p role="note" className="clock-notice">
      {t('manualClock', { now: instantText(now, language) })}
    </p>
  );
}
