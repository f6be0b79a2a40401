import { fillers, sampleData } from '@vermilion/catalogue';
import { addDays, dateOf, endOfDay, type Instant } from '@vermilion/domain';
import { CAST } from './cast.js';
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

/** Whom the ladder tells of whom: two limits were missed, one of them was dealt with after the first rung. */
export const EXPECTED_LADDER = [
  { enterprise: 'ENT05', rung: 'lead', recipient: 'bureau:miit' },
  { enterprise: 'ENT08', rung: 'lead', recipient: 'bureau:miit' },
  { enterprise: 'ENT08', rung: 'co-responsible', recipient: 'bureau:finance' },
  { enterprise: 'ENT08', rung: 'supervision', recipient: 'bureau:supervision' },
] as const;

/** The rung at which an escalation found that the district had acted meanwhile: it is climbed, and tells nobody. */
export const EXPECTED_SILENCE = { enterprise: 'ENT05', rung: 'co-responsible' } as const;

/** One message for each missed limit and rung. */
export const EXPECTED_NOTICES = countNotices(EXPECTED_LADDER);

/** How many messages of each rung each recipient has got, in the order of the first ones. */
export function countNotices(messages: readonly Omit<NoticeCount, 'count'>[]): readonly NoticeCount[] {
  const counts = new Map<string, NoticeCount>();
  for (const { rung, recipient } of messages) {
    const key = `${rung} ${recipient}`;
    counts.set(key, { rung, recipient, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

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

/** Outcome, score, rank and result of the twelve as the sample has them; whoever has no place in the ranking has none here. */
export function expectedEndings(): readonly Omit<Ending, 'events'>[] {
  const { enterprises, roundPanels } = sampleData();
  return enterprises.map(({ id, expectedOutcome }) => {
    const panel = roundPanels.find(({ enterpriseId }) => enterpriseId === id);
    return {
      id,
      outcome: expectedOutcome,
      score: panel?.trimmedMean ?? null,
      rank: panel?.rank ?? null,
      result: panel?.result ?? null,
    };
  });
}

/** How the generated firms come out, each as its part in the cast says: none is judged by a panel, or ranked. */
export function expectedFillers(): readonly Omit<Ending, 'events'>[] {
  const { unlisted, withdrawn, silent, refused, tooLate } = CAST.fillers;
  const outcomes: { readonly [id: string]: string } = {
    ...Object.fromEntries(unlisted.map((id) => [id, 'not-recommended'])),
    [withdrawn]: 'withdrawn',
    [silent]: 'lapsed',
    [refused]: 'refused',
    [tooLate]: 'submission_refused',
  };
  return fillers().map(({ id }) => ({ id, outcome: outcomes[id] ?? 'no part', score: null, rank: null, result: null }));
}

/** Natural days for the repair of a credit record, as the procedure has them (`credit.suspension`). */
const REPAIR_DAYS = 365;

/** Until when whoever was suspended at the cut-off may repair the record: 24时 of the last day, the day of the cut-off not counted. */
export function expectedEndOfSuspension(cutOff: Instant): Instant {
  return endOfDay(addDays(dateOf(cutOff), REPAIR_DAYS));
}

/** What the sample's experts wrote on the application of an enterprise, by seat, in the order of the rubric. */
export function expectedComments(enterprise: string): readonly { seat: number; item: string; text: string }[] {
  const seats = sampleData().roundPanels.find(({ enterpriseId }) => enterpriseId === enterprise)?.seats;
  if (!seats) throw new Error(`the sample has no panel of ${enterprise}`);
  return seats.flatMap(({ seat, comments }) => Object.entries(comments).map(([item, text]) => ({ seat, item, text })));
}
