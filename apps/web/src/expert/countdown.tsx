import { useEffect, useReducer } from 'react';
import type { CaseView } from '@vermilion/contracts';
import { useDeadlines } from '../api/cases.js';
import { instantText } from '../kit/dates.js';
import { DueWord } from '../kit/due-tag.js';
import { Why } from '../review/dates.js';
import { useTexts } from '../texts/texts.js';
import { ownDeadline, type SeatStanding } from './seat-standing.js';

const MINUTE_MS = 60_000;

interface Props {
  readonly view: CaseView;
  readonly standing: SeatStanding;
}

/** How long is left, until when, and how that date came about. */
export function Countdown({ view, standing }: Props) {
  const { t, language } = useTexts('expert');
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(again, MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  const date = ownDeadline(useDeadlines(view.id).data?.items ?? [], view, standing);
  if (!date) return null;
  const until = instantText(date.dueAt, language);
  return (
    <div className="seat-countdown">
      <p>
        <DueWord dueAt={date.dueAt} overdue={date.recordedAt !== null} />{' '}
        {t(standing === 'invited' ? 'until.answer' : 'until.mark', { until })}
      </p>
      <details>
        <summary>{t('until.why')}</summary>
        <Why deadline={date} />
      </details>
    </div>
  );
}
