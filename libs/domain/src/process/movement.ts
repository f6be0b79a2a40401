import type { DateText } from '../calendar/calendar.js';
import type { DecidedEvent, Secret } from './event.js';
import type { Outcome } from './outcome.js';
import type { Procedure } from './procedure.js';
import type { Situation } from './situation.js';

/** The event that begins a stage, on the day of the decision unless the decision takes effect on another. */
export function enter(situation: Situation, stage: string, on: DateText = situation.today): DecidedEvent {
  return { type: 'stage.entered', data: { stage, visit: situation.state.visit + 1, on } };
}

/** The first stage of a procedure. @throws for a procedure without stages, which none is after the check at load. */
export function firstStage(procedure: Procedure): string {
  const [first] = procedure.stages;
  if (!first) throw new Error(`procedure ${procedure.id} has no stage`);
  return first.id;
}

/** The office lets the case go on. Who did may take it back until somebody acts. */
export function passed({ actor }: Situation, stage: string): Extract<DecidedEvent, { type: 'application.passed' }> {
  return { type: 'application.passed', data: { stage, by: actor.kind === 'person' ? actor.person : null } };
}

export function close(outcome: Outcome): DecidedEvent {
  return { type: 'application.closed', data: { outcome } };
}

/** The end of a case against which the applicant may appeal, where the procedure knows appeals. */
export function ending({ procedure, stage, today }: Situation, outcome: Outcome): readonly DecidedEvent[] {
  if (!procedure.appeal || !stage) return [close(outcome)];
  return [close(outcome), { type: 'appeal.opened', data: { stage: stage.id, against: outcome, on: today } }];
}

/** The free words of an official, kept under a key of their own beside the event. */
export function opinionOf(situation: Situation, opinion: string): { secret: Secret } | Record<string, never> {
  return opinion.trim() === ''
    ? {}
    : { secret: { subject: subjectOf(situation), content: { opinion: opinion.trim() } } };
}

/** The words of colleagues among themselves: for the offices alone, never for the applicant. */
export function wordsInside(situation: Situation, opinion: string): { secret: Secret } | Record<string, never> {
  const { actor } = situation;
  const words = opinion.trim();
  if (words === '' || actor.kind !== 'person') return {};
  return { secret: { subject: `desk:${actor.person}`, content: { opinion: words } } };
}

/** The subject under whose key the actor's words are kept. */
export function subjectOf(situation: Situation): string {
  return situation.actor.kind === 'person' ? `person:${situation.actor.person}` : situation.actor.kind;
}
