import { sampleData } from '@vermilion/catalogue';
import type { SubmissionRefusal } from './chapters/refused-at-submission.js';

/** How an enterprise came out of the story. */
export interface Ending {
  readonly id: string;
  readonly outcome: string;
  readonly score: number | null;
  readonly rank: number | null;
  readonly result: string | null;
  /** Events in the ledger of its case. */
  readonly events: number;
}

export interface NoticeCount {
  readonly rung: string;
  readonly recipient: string;
  readonly count: number;
}

/** The enterprises of the story in the order of its chapters. */
const CAST = ['ENT01', 'ENT02', 'ENT04', 'ENT10', 'ENT05', 'ENT08'] as const;

/** One message for each missed limit and rung: two limits were missed, one of them was dealt with after the first rung. */
export const EXPECTED_NOTICES: readonly NoticeCount[] = [
  { rung: 'lead', recipient: 'bureau:miit', count: 2 },
  { rung: 'co-responsible', recipient: 'bureau:finance', count: 1 },
  { rung: 'supervision', recipient: 'bureau:supervision', count: 1 },
];

/** What ENT04 is told, from the sample. */
export function expectedRefusal(): SubmissionRefusal {
  const declaration = sampleData().enterprises.find(({ id }) => id === 'ENT04')?.declaration;
  if (!declaration) throw new Error('the sample has no declaration of ENT04');
  return {
    at: 'indicators.ncRate',
    declared: declaration.declaredIndicators.ncRate,
    computed: declaration.computed.ncRate,
  };
}

/** Outcome, score and result of everybody as the sample has them; cases that are no round have no rank. */
export function expectedEndings(): readonly Omit<Ending, 'events'>[] {
  const { enterprises, roundPanels } = sampleData();
  return CAST.map((id) => {
    const firm = enterprises.find((candidate) => candidate.id === id);
    const panel = roundPanels.find(({ enterpriseId }) => enterpriseId === id);
    return {
      id,
      outcome: firm?.expectedOutcome ?? 'missing in the sample',
      score: panel?.trimmedMean ?? null,
      rank: null,
      result: panel?.result ?? null,
    };
  });
}
