import type { UrgencyCounts } from '@vermilion/contracts';
import { URGENCIES, type Urgency } from '@vermilion/domain';
import { addTexts, useTexts } from '../texts/texts.js';
import type { Measure } from './bars.js';
import texts from './charts.json';

addTexts('charts', texts);

/** Colours for bars on white; each stands beside its word. */
const COLOURS = { overdue: '#a8071a', soon: '#d48806', later: '#389e0d', unlimited: '#8c8c8c' } as const satisfies {
  readonly [urgency in Urgency]: string;
};

/** The measures of bars that say how cases stand with their limits. */
export function useUrgencies(): readonly Measure[] {
  const { t } = useTexts('charts');
  return URGENCIES.map((key) => ({ key, name: t(`urgency.${key}`), colour: COLOURS[key] }));
}

/** The figures in the order of the measures. */
export function valuesOf(counts: UrgencyCounts): readonly number[] {
  return URGENCIES.map((urgency) => counts[urgency]);
}
