import { canBeCorrected, covers, knownTarget } from '../form/paths.js';
import type { Problem } from '../form/definition.js';
import type { Defect } from '../process/command.js';
import type { DecidedEvent } from '../process/event.js';
import { subjectOf } from '../process/movement.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import { inHand } from './hands.js';
import { atDesk, reviewOf } from './review.js';

/**
 * 退回补正: once, with all defects (一次性告知). A later return may concern only what was listed or what the firm has changed, unless a leader
 * has permitted one more; it counts as a round all the same. Source: domain.md §1.7 (一次性告知: one list; later rounds only its items).
 */
export const giveBack: Rule<'return'> = {
  open: (situation) => {
    const { state } = situation;
    const closed = atDesk(situation, (stage) => stage.correction !== null, inHand);
    if (closed) return closed;
    const rounds = reviewOf(situation).correction?.rounds ?? 0;
    return state.correctionsUsed >= rounds && !state.returnPermitted
      ? refuse('correction-used-up', { clause: 'stages.correction.rounds', params: { rounds } })
      : null;
  },
  rule: (situation, { defects }) => {
    if (defects.length === 0) return refuse('defects-missing', { clause: 'stages.correction' });
    const problems = defects.flatMap((defect, index) => defectFaults(situation, defect, index));
    if (problems.length > 0) return refuse('defect-unknown-target', { problems });
    const beyond = defects.flatMap((defect, index) => beyondTheFirst(situation, defect, index));
    if (beyond.length > 0) return refuse('return-too-wide', { clause: 'stages.correction', problems: beyond });
    return [returned(situation, defects)];
  },
};

function defectFaults({ procedure, state, stage }: Situation, defect: Defect, index: number): Problem[] {
  const at = `defects[${index}]`;
  const faults: Problem[] = [];
  const known = knownTarget(procedure.form, procedure.documents, defect.target);
  const answerable = known && canBeCorrected(procedure.form, state.form, defect.target);
  if (!answerable) faults.push({ at: `${at}.target`, code: 'unknown-target', params: { target: defect.target } });
  const clauseNeeded = stage?.kind === 'review' && stage.correction?.permittedBy !== undefined;
  const said = { what: defect.what, ...(clauseNeeded ? { why: defect.why ?? '' } : {}), how: defect.how };
  const unsaid = Object.entries(said).filter(([, text]) => text.trim() === '');
  return [...faults, ...unsaid.map(([part]) => ({ at: `${at}.${part}`, code: 'missing', params: {} }))];
}

/** A document that was promised and has come since is new to the office, and so is what stood in no earlier list: nothing, before the first. */
function beyondTheFirst({ state }: Situation, { target }: Defect, index: number): Problem[] {
  if (state.returnPermitted || state.returned.length === 0) return [];
  const within = [...state.returned, ...(state.changed ?? [])].some((listed) => covers(listed, target));
  return within ? [] : [{ at: `defects[${index}].target`, code: 'outside-first-return', params: { target } }];
}

function returned(situation: Situation, defects: readonly Defect[]): DecidedEvent {
  const round = situation.state.correctionsUsed + 1;
  const listed = defects.map(({ target, what, why, how }, index) => ({
    id: `${round}.${index + 1}`,
    target,
    what,
    ...(why === undefined ? {} : { why }),
    how,
  }));
  return {
    type: 'application.returned',
    data: {
      stage: reviewOf(situation).id,
      round,
      defects: listed.map(({ id, target }) => ({ id, target })),
      on: situation.today,
    },
    secret: { subject: subjectOf(situation), content: { defects: listed } },
  };
}
