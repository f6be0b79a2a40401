import type { CaseView } from '@vermilion/contracts';

export interface NextStep {
  /** The sentence of the catalogue. */
  readonly key: 'draft' | 'correct' | 'repair' | 'supply' | 'object' | 'appeal' | 'done' | 'wait';
  /** Whether it is done on the form. */
  readonly onTheForm: boolean;
  /** How many faults or documents it is about. */
  readonly count: number;
  readonly until: string | null;
}

type Standing = Pick<CaseView, 'phase' | 'correction' | 'suspension' | 'deferred' | 'notice' | 'appeal' | 'dueAt'>;

/** What the firm has to do with its application now: the most pressing thing first. */
export function nextStep(view: Standing): NextStep {
  const { phase, correction, suspension, deferred, notice, appeal, dueAt } = view;
  const step = (key: NextStep['key'], more: Partial<NextStep> = {}): NextStep => ({
    key,
    onTheForm: false,
    count: 0,
    until: null,
    ...more,
  });
  if (phase === 'draft') return step('draft', { onTheForm: true });
  if (suspension) return step('repair', { until: dueAt });
  if (correction) return step('correct', { onTheForm: true, count: correction.defects.length, until: dueAt });
  if (deferred.length > 0) return step('supply', { onTheForm: true, count: deferred.length });
  if (appeal?.status === 'open') return step('appeal');
  if (phase === 'closed') return step('done');
  return notice && !notice.ended ? step('object', { until: notice.closesAt }) : step('wait');
}
