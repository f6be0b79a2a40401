import type { CSSProperties } from 'react';
import { URGENCIES, type Urgency } from '@vermilion/domain';
import { BAD, CARE, GOOD, QUIET } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';
import type { ListFilter } from './filter.js';
import { useTaskCounts } from './use-task-list.js';

interface Props {
  readonly filter: ListFilter;
  readonly show: (filter: ListFilter) => void;
}

const TONES: { readonly [urgency in Urgency]: string } = { overdue: BAD, soon: CARE, later: GOOD, unlimited: QUIET };

/** How the list divides by urgency, in words, figures and colours; each part can be looked at alone. */
export function Urgencies({ filter, show }: Props) {
  const { t } = useTexts('worklist');
  const counts = useTaskCounts({ ...filter, urgency: undefined }).data;
  return (
    <div role="group" aria-label={t('urgency')} className="urgencies">
      <button
        type="button"
        aria-pressed={filter.urgency === undefined}
        onClick={() => show({ ...filter, urgency: undefined })}
      >
        {t('urgency.all')} <strong>{counts?.total ?? '…'}</strong>
      </button>
      {URGENCIES.map((urgency) => (
        <button
          key={urgency}
          type="button"
          style={{ '--tone': TONES[urgency] } as CSSProperties}
          aria-pressed={filter.urgency === urgency}
          onClick={() => show({ ...filter, urgency: filter.urgency === urgency ? undefined : urgency })}
        >
          {t(`urgency.${urgency}`)} <strong>{counts?.byUrgency[urgency] ?? '…'}</strong>
        </button>
      ))}
    </div>
  );
}
