import { addDays, addYears } from '../calendar/instants.js';
import type { DateText } from '../calendar/calendar.js';
import type { DecidedEvent } from '../process/event.js';
import { close, enter, firstStage } from '../process/movement.js';
import { fills } from '../process/parties.js';
import type { AwardStage, SignOffStage } from '../process/procedure.js';
import { stageOf } from '../process/procedure.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Ruling, Situation } from '../process/situation.js';
import type { LimitSubject } from '../process/state.js';

/**
 * 复核开启: the system opens a re-examination when the time for it has come, once; the office in charge may open one of a valid title at
 * any time, with its ground. A firm opens none. Source: research on dynamic management (step 15: 复核, 有效/待复核/已撤销).
 */
export function mayReexamine({ procedure: { reexamines }, facts: { title }, actor }: Situation): Refusal | null {
  if (!reexamines) return refuse('not-permitted');
  if (actor.kind !== 'system' && !fills(actor, reexamines.openedBy, '')) return refuse('not-permitted');
  if (title?.of !== reexamines.of) return refuse('not-found');
  const open = title.status === 'valid' || (title.status === 'expired' && actor.kind === 'system');
  return open ? null : refuse('not-now');
}

/**
 * What follows when the firm does not report, or does not put right what was asked for: the case goes on without it. What it failed to put
 * right is a finding, upon which the next office decides.
 */
export function passedOn(situation: Situation, subject: LimitSubject, on: DateText): readonly DecidedEvent[] {
  const { procedure } = situation;
  if (subject.of === 'declaration') return [enter(situation, firstStage(procedure), on)];
  if (subject.of !== 'correction') return [];
  const stage = stageOf(procedure, subject.stage);
  if (stage.kind !== 'review' || stage.onRefusal === undefined) return [];
  const ground = stage.correction?.unanswered ?? '';
  return [{ type: 'application.found', data: { stage: stage.id, ground } }, enter(situation, stage.onRefusal, on)];
}

/**
 * 撤销称号: the leader signs what the office has found; the title ends today, and the firm is barred for the years that the ground costs,
 * from today on. Source: the procedure's `revokes`.
 */
export function revocation({ state, today }: Situation, stage: SignOffStage): Ruling {
  const { origin, finding } = state;
  if (origin === null || finding === null) return refuse('not-now');
  const years = stage.revokes?.barYears[finding.ground] ?? 0;
  return [
    { type: 'application.signed', data: { stage: stage.id } },
    {
      type: 'title.revoked',
      data: {
        certificateNumber: origin,
        ground: finding.ground,
        barredUntil: years > 0 ? addDays(addYears(today, years), -1) : null,
        on: today,
      },
    },
    close('revoked'),
  ];
}

/**
 * 复核通过: the title goes on under its own number from the day after its last, so that time in the offices costs nothing. A title that
 * would have ended again by now goes on from today.
 */
export function renewal({ state, facts, today }: Situation, stage: AwardStage): Ruling {
  const { title, numbers } = facts;
  if (state.origin === null || !title || !numbers) return refuse('not-now');
  const next = addDays(title.validUntil, 1);
  const lasting = (from: DateText) => addDays(addYears(from, stage.titleYears), -1);
  const validFrom = lasting(next) < today ? today : next;
  return [
    {
      type: 'title.renewed',
      data: {
        certificateNumber: state.origin,
        documentNumber: `${stage.documentPrefix}〔${today.slice(0, 4)}〕${numbers.document}号`,
        validFrom,
        validUntil: lasting(validFrom),
      },
    },
    close('renewed'),
  ];
}
