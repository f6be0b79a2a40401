import { addDays, addYears } from '../calendar/instants.js';
import type { AwardStage } from '../process/procedure.js';
import { close } from '../process/movement.js';
import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';
import { renewal } from './reexamination.js';

/** 认定: document number without gaps (drawn under lock), certificate, title with its last day. */
export const issue: Rule<'issue'> = {
  open: ({ stage, actor }) => {
    if (stage?.kind !== 'award' || stage.decidedBy === 'round') return refuse('not-now');
    return actor.kind === 'system' || (actor.kind === 'person' && actor.role === 'operations')
      ? null
      : refuse('not-permitted');
  },
  rule: (situation) => {
    const { stage, facts, today, procedure } = situation;
    if (stage?.kind !== 'award' || !facts.numbers) return refuse('not-now');
    if (stage.renews) return renewal(situation, stage);
    const year = today.slice(0, 4);
    return [
      {
        type: 'award.issued',
        data: {
          documentNumber: `${stage.documentPrefix}〔${year}〕${facts.numbers.document}号`,
          certificateNumber: certificateNumber(stage, year, facts.numbers.certificate),
          title: procedure.title.zh,
          validFrom: today,
          validUntil: addDays(addYears(today, stage.titleYears), -1),
        },
      },
      close('awarded'),
    ];
  },
};

/** `SW-2018-001`: prefix, year, number of the year. */
export function certificateNumber({ certificatePrefix }: AwardStage, year: string, number: number): string {
  return `${certificatePrefix}-${year}-${String(number).padStart(3, '0')}`;
}
