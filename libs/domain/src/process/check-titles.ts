import type { Procedure, ReviewStage, SignOffStage } from './procedure.js';

/** What is wrong with the parts of a procedure that examine a title again; a procedure that examines none must have no such part. */
export function checkTitles(procedure: Procedure): string[] {
  const { stages } = procedure;
  const revoking = stages.flatMap((stage) => (stage.kind === 'sign-off' && stage.revokes ? [stage] : []));
  const faults = procedure.reexamines ? checkReview(procedure, revoking) : checkNoReview(procedure, revoking);
  return [
    ...faults.map((fault) => `re-examination: ${fault}`),
    ...stages.flatMap((stage) => (stage.kind === 'review' ? checkFindings(procedure, stage) : [])),
    ...revoking.flatMap((stage) => checkBars(procedure, stage)),
  ];
}

function renewing({ stages }: Procedure): boolean[] {
  return stages.flatMap((stage) => (stage.kind === 'award' ? [stage.renews === true] : []));
}

function checkReview(procedure: Procedure, revoking: readonly SignOffStage[]): string[] {
  const passesOn = procedure.reexamines?.declaration.onLapse === 'passed-on';
  return [
    ...(passesOn ? [] : ['a declaration that does not come must pass the case on']),
    ...(renewing(procedure).every(Boolean) ? [] : ['an award must renew the title that is examined again']),
    ...(revoking.length > 0 ? [] : ['no stage can take the title away']),
    ...(procedure.round || procedure.titledAt !== undefined
      ? ['it has neither a round nor something new to be titled']
      : []),
  ];
}

function checkNoReview(procedure: Procedure, [revoking]: readonly SignOffStage[]): string[] {
  return [
    ...(renewing(procedure).some(Boolean) ? ['an award renews, but no title is examined again'] : []),
    ...(revoking ? [`stage ${revoking.id} takes a title away, but none is examined again`] : []),
  ];
}

/** Where a refusal leads on, silence after a return must have its ground, too. */
function checkFindings({ stages }: Procedure, { id, correction, onRefusal, refusalGrounds }: ReviewStage): string[] {
  const unanswered = correction?.unanswered;
  const target = stages.find((stage) => stage.id === onRefusal);
  return [
    ...(correction && onRefusal !== undefined && unanswered === undefined
      ? [`stage ${id}: an unanswered correction needs its ground`]
      : []),
    ...(unanswered !== undefined && (onRefusal === undefined || !refusalGrounds.includes(unanswered))
      ? [`stage ${id}: ${unanswered} is no ground of a refusal that leads on`]
      : []),
    ...(target && target.kind !== 'sign-off'
      ? [`stage ${id}: a refusal leads to ${target.id}, where nobody signs`]
      : []),
  ];
}

/** For every ground that can lead to the revocation it is said how long the firm is barred, and for no other. */
function checkBars({ stages }: Procedure, { id, revokes }: SignOffStage): string[] {
  const grounds = new Set(
    stages.flatMap((stage) => (stage.kind === 'review' && stage.onRefusal === id ? stage.refusalGrounds : [])),
  );
  const named = Object.keys(revokes?.barYears ?? {});
  return [
    ...(grounds.size > 0 ? [] : [`stage ${id}: no refusal leads to the revocation`]),
    ...[...grounds].filter((ground) => !named.includes(ground)).map((ground) => `stage ${id}: no bar for ${ground}`),
    ...named.filter((ground) => !grounds.has(ground)).map((ground) => `stage ${id}: ${ground} never leads here`),
  ];
}
