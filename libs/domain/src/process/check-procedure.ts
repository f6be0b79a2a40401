import { fewestMarks, seatsOf } from '../panel/quorum.js';
import { checkContest } from './check-contest.js';
import { checkTitles } from './check-titles.js';
import type { Limit, Office, Procedure, Stage } from './procedure.js';

/** What must exist outside the procedure. */
export interface Known {
  readonly bureaus: readonly string[];
  readonly obligations: readonly string[];
}

/** What fits a stage. */
const FITTING: { readonly [kind in Stage['kind']]: readonly string[] } = {
  review: ['accepted-by-silence', 'overdue', 'closed'],
  panel: ['overdue'],
  'sign-off': ['overdue'],
  gathering: [],
  ranking: [],
  notice: [],
  award: ['overdue'],
};

/**
 * Everything that makes a procedure unfit to run, as sentences; empty when it may be loaded. A stage that cannot be reached or left, a limit
 * without a lapse rule, a bureau, field or document that does not exist, weights that do not add up to 100.
 */
export function checkProcedure(procedure: Procedure, known: Known): string[] {
  return [
    ...checkStages(procedure),
    ...procedure.stages.flatMap((stage) => checkStage(procedure, stage, known)),
    ...checkFields(procedure),
    ...checkRound(procedure),
    ...checkTitles(procedure),
    ...checkContest(procedure, known.bureaus),
    ...repeated(
      'document',
      procedure.documents.map((document) => document.id),
    ),
    ...repeated(
      'section',
      procedure.form.sections.map((section) => section.id),
    ),
    ...(known.obligations.includes(procedure.obligation) ? [] : [`obligation ${procedure.obligation} does not exist`]),
    ...(procedure.stages.some((stage) => stage.id === procedure.withdrawUntil)
      ? []
      : [`withdrawUntil names no stage: ${procedure.withdrawUntil}`]),
  ];
}

/** The stages that follow a stage. */
function following(stage: Stage): readonly string[] {
  if (stage.kind === 'award') return [];
  return [
    stage.next,
    ...(stage.kind === 'review' ? [stage.onRefusal, stage.sendsBackTo].filter((id) => id !== undefined) : []),
  ];
}

function checkStages(procedure: Procedure): string[] {
  const ids = procedure.stages.map((stage) => stage.id);
  const reached = new Set<string>();
  const walk = (id: string | undefined): void => {
    const stage = procedure.stages.find((candidate) => candidate.id === id);
    if (!stage || reached.has(stage.id)) return;
    reached.add(stage.id);
    following(stage).forEach(walk);
  };
  walk(ids[0]);
  const endless = ids.filter((id) => !leadsToEnd(procedure, id, new Set()));
  return [
    ...(ids.length === 0 ? ['there is no stage'] : []),
    ...repeated('stage', ids),
    ...ids.filter((id) => !reached.has(id)).map((id) => `stage ${id} cannot be reached`),
    ...endless.map((id) => `stage ${id} cannot be left towards an end`),
    ...procedure.stages.flatMap((stage) =>
      following(stage)
        .filter((next) => !ids.includes(next))
        .map((next) => `stage ${stage.id} leads to ${next}, which does not exist`),
    ),
  ];
}

function leadsToEnd(procedure: Procedure, id: string, seen: ReadonlySet<string>): boolean {
  const stage = procedure.stages.find((candidate) => candidate.id === id);
  if (!stage || seen.has(id)) return false;
  return stage.kind === 'award' || following(stage).some((next) => leadsToEnd(procedure, next, new Set([...seen, id])));
}

function checkStage(procedure: Procedure, stage: Stage, known: Known): string[] {
  const faults = [
    ...(stage.limit ? checkLimit(procedure, stage.kind, stage.limit) : withoutLimit(procedure, stage)),
    ...(stage.kind === 'panel' ? checkPanel(stage) : []),
    ...(stage.kind === 'review' ? checkReview(stage, known) : []),
    ...checkOffice(stage.office, known),
  ];
  return faults.map((fault) => `stage ${stage.id}: ${fault}`);
}

function checkLimit(procedure: Procedure, kind: Stage['kind'], { onLapse, amount }: Limit): string[] {
  return [
    ...(FITTING[kind].includes(onLapse) ? [] : [`lapse rule ${onLapse} does not fit a ${kind}`]),
    ...(amount > 0 ? [] : ['a limit must be at least one day']),
    ...(onLapse === 'overdue' && procedure.ladder.length === 0 ? ['overdue, but there is no ladder'] : []),
  ];
}

/** Only the round keeps the time where the stage does not. */
function withoutLimit({ round }: Procedure, stage: Stage): string[] {
  const kept = round && Object.values(round.stages).includes(stage.id);
  return kept ? [] : ['a stage needs a limit, unless the round keeps its time'];
}

function checkReview(stage: Extract<Stage, { kind: 'review' }>, known: Known): string[] {
  const closes =
    stage.correction === null || stage.correction.limit.onLapse === (stage.onRefusal ? 'passed-on' : 'closed');
  return [
    ...(closes ? [] : ['an unanswered correction must close the case']),
    ...(stage.countersign ? checkOffice(stage.countersign, known) : []),
  ];
}

function checkOffice(office: Office, known: Known): string[] {
  const exists = office.body === 'district' || known.bureaus.includes(office.bureau);
  return exists ? [] : [`bureau ${office.bureau} does not exist`];
}

function checkPanel(stage: Extract<Stage, { kind: 'panel' }>): string[] {
  const weights = stage.rubric.items.reduce((sum, item) => sum + item.weight, 0);
  const seats = seatsOf(stage);
  const quorum = stage.quorum ?? seats;
  return [
    ...(quorum >= fewestMarks({ strata: stage.strata, quorum: 0 }) && quorum <= seats
      ? []
      : [`quorum of ${quorum} does not fit ${seats} seats`]),
    ...(weights === 100 ? [] : [`weights add up to ${weights}, not 100`]),
    ...(seats >= 3 ? [] : [`${seats} seats are too few for a trimmed mean`]),
    ...(stage.invitation.onLapse === 'declined' ? [] : ['an unanswered invitation must count as declined']),
    ...repeated(
      'item',
      stage.rubric.items.map((item) => item.id),
    ),
  ];
}

/** Every stage in which the cases wait for their round exists and is of the kind that can wait. */
function checkRound({ round, stages }: Procedure): string[] {
  if (!round) return [];
  const kinds: { readonly [at in keyof typeof round.stages]: Stage['kind'] } = {
    recommendation: 'review',
    gathering: 'gathering',
    ranking: 'ranking',
    proposal: 'sign-off',
    notice: 'notice',
    award: 'award',
  };
  const items = stages.flatMap((stage) => (stage.kind === 'panel' ? stage.rubric.items.map(({ id }) => id) : []));
  const places = Object.keys(kinds) as (keyof typeof kinds)[];
  return [
    ...places
      .filter((at) => stages.find(({ id }) => id === round.stages[at])?.kind !== kinds[at])
      .map((at) => `round: ${round.stages[at]} is no stage of kind ${kinds[at]}`),
    ...round.tieBreak
      .filter((name) => name !== 'receivedAt' && !items.includes(name))
      .map((name) => `round: the tie rule names ${name}, which no rubric knows`),
  ];
}

function checkFields(procedure: Procedure): string[] {
  const paths = new Set(
    procedure.form.sections.flatMap((section) => section.fields.map((field) => `${section.id}.${field.id}`)),
  );
  const { applicantAt } = procedure;
  const gates = procedure.gates
    .filter((gate) => !paths.has(gate.declaredAt))
    .map((gate) => `gate ${gate.id}: field ${gate.declaredAt} does not exist`);
  const unknown = applicantAt !== null && !paths.has(applicantAt);
  return unknown ? [...gates, `applicantAt: field ${applicantAt} does not exist`] : gates;
}

function repeated(what: string, ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${what} ${id} stands twice`);
}
