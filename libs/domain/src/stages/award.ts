import { addDays, addYears } from '../calendar/instants.js';
import { close } from '../process/movement.js';
import { refuse } from '../process/refusal.js';
import type { Rule } from '../process/situation.js';

/** 认定: document number without gaps (drawn under lock), certificate, title with its last day. */
export const issue: Rule<'issue'> = {
  open: ({ stage, actor }) => {
    if (stage?.kind !== 'award') return refuse('not-now');
    return actor.kind === 'system' || (actor.kind === 'person' && actor.role === 'operations')
      ? null
      : refuse('not-permitted');
  },
  rule: ({ stage, facts, today, procedure }) => {
    if (stage?.kind !== 'award' || !facts.numbers) return refuse('not-now');
    const year = today.slice(0, 4);
    return [
      {
        type: 'award.issued',
        data: {
          documentNumber: `${stage.documentPrefix}〔${year}〕${facts.numbers.document}号`,
          certificateNumber: `${stage.certificatePrefix}-${year}-${String(facts.numbers.certificate).padStart(3, '0')}`,
          title: procedure.title.zh,
          validFrom: today,
          validUntil: addDays(addYears(today, stage.titleYears), -1),
        },
      },
      close('awarded'),
    ];
  },
};
