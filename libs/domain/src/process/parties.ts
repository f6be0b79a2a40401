import type { Role } from './actor.js';
import { answersOwed, isContested, noticeStageOf } from './answers.js';
import { organisationOf, roleOf } from './offices.js';
import type { Office, Procedure, Stage } from './procedure.js';
import { stageOf } from './procedure.js';
import { sideTasks } from './side-tasks.js';
import type { CaseState } from './state.js';
import { isLate } from '../panel/quorum.js';
import { systemWork } from './system-work.js';

export { fills, organisationOf, roleOf } from './offices.js';

export type HolderKind = 'enterprise' | 'district' | 'bureau' | 'panel' | 'round' | 'statutory' | 'system';

/** Whose time an instant of the case is. */
export interface Holder {
  readonly kind: HolderKind;
  readonly organisation: string | null;
}

/** Somebody who must act now. A panel's task names the seat's token instead of an organisation. */
export interface Task {
  readonly id: string;
  readonly stage: string;
  readonly kind: string;
  readonly organisation: string | null;
  readonly token: string | null;
  readonly role: Role;
  /** Whose task it is within the organisation; null or absent: whoever of the role comes first. */
  readonly person?: string | null;
}

/** Who has the case now; null when it is closed and owes nobody an answer (or is not yet opened). Every instant belongs to one holder. */
export function holderOf(procedure: Procedure, state: CaseState): Holder | null {
  if (state.phase === 'none') return null;
  if (state.phase === 'closed') return answeringOf(procedure, state);
  if (state.phase === 'draft' || state.correction || state.suspension)
    return { kind: 'enterprise', organisation: state.applicant };
  return holderInStage(procedure, state);
}

function holderInStage(procedure: Procedure, state: CaseState): Holder {
  if (systemWork(procedure, state).length > 0) return { kind: 'system', organisation: null };
  const stage = standing(procedure, state);
  if (stage.kind === 'panel' && !state.panel?.exhausted) return { kind: 'panel', organisation: null };
  const waiting = WAITS_FOR[stage.kind];
  if (waiting && !isDisputed(state)) return { kind: waiting, organisation: null };
  return ofOffice(stage, state);
}

/** The stage in which the case is, as people see it: an objection that came in time but was recorded after the notice holds it up as on the notice. */
function standing(procedure: Procedure, state: CaseState): Stage {
  const stage = stageOf(procedure, state.stage ?? '');
  return stage.kind === 'award' && isContested(state) ? (noticeStageOf(procedure) ?? stage) : stage;
}

/** The office that decides; when it was raised, the one above. */
function ofOffice(stage: Stage, state: CaseState): Holder {
  const { raised } = state.desk;
  if (raised) return { kind: 'bureau', organisation: raised.organisation };
  const office = officeNow(stage, state);
  return { kind: office.body, organisation: organisationOf(office, state.district) };
}

/** After the end: the office that has an appeal, or an objection that outlasted the case. */
function answeringOf(procedure: Procedure, state: CaseState): Holder | null {
  const office = answersOwed(procedure, state)[0]?.office;
  return office ? { kind: office.body, organisation: organisationOf(office, state.district) } : null;
}

/** Stages in which nobody owes an act: the round, or the time that the law gives the public. */
const WAITS_FOR: { readonly [kind in Stage['kind']]?: 'round' | 'statutory' } = {
  gathering: 'round',
  ranking: 'round',
  notice: 'statutory',
};

/** An objection that holds the entry up is being looked into. */
function isDisputed({ objections }: CaseState): boolean {
  return objections.some(({ late, status }) => !late && (status === 'verifying' || status === 'second-instance'));
}

/** The office whose turn it is in the stage: the second one once the first has passed, the one that looks into an objection. */
export function officeNow(stage: Stage, state: CaseState): Office {
  if (stage.kind === 'notice')
    return state.objections.some(({ status }) => status === 'second-instance')
      ? stage.objection.secondInstance.office
      : stage.objection.verifier;
  return stage.kind === 'review' && state.endorsed && stage.countersign ? stage.countersign : stage.office;
}

/** Who must act now, one entry each; answers to objections and appeals are owed beside the stage's own act, and after the end, too. */
export function tasksOf(procedure: Procedure, state: CaseState): Task[] {
  if (state.phase === 'none') return [];
  const answers = answersOwed(procedure, state).map(({ id, kind, stage, office }) => ({
    id,
    stage,
    kind,
    organisation: organisationOf(office, state.district),
    token: null,
    role: roleOf(office),
    person: null,
  }));
  return [...(state.phase === 'closed' ? [] : stageTasks(procedure, state)), ...answers];
}

/** An open case without system work has at least one, unless its round or the notice keeps the time. */
function stageTasks(procedure: Procedure, state: CaseState): Task[] {
  if (state.phase === 'draft') return [enterpriseTask('draft', 'draft', state)];
  return [...mainTasks(procedure, state), ...sideTasks(procedure, state)];
}

function mainTasks(procedure: Procedure, state: CaseState): Task[] {
  const stage = standing(procedure, state);
  if (state.suspension) return [enterpriseTask(stage.id, 'repair-credit', state)];
  if (state.correction) return [enterpriseTask(stage.id, 'correct', state)];
  if (WAITS_FOR[stage.kind]) return [];
  if (stage.kind === 'panel' && !state.panel?.exhausted) return seatTasks(stage.id, state);
  return systemWork(procedure, state).length > 0 ? [] : deskTasks(officeTask(stage, state), state);
}

function officeTask(stage: Stage, state: CaseState): Task {
  const office = officeNow(stage, state);
  const waiting = state.endorsed ? 'countersign' : stage.kind;
  const kind = stage.kind === 'panel' ? 'redraw' : waiting;
  return {
    id: `${stage.id}#${state.visit}:${kind}`,
    stage: stage.id,
    kind,
    organisation: organisationOf(office, state.district),
    token: null,
    role: roleOf(office),
  };
}

/**
 * What an office's task becomes on its desk: it is the assignee's, or the delegate's who prepares it; colleagues whose opinion is asked for
 * have a task each; raised, it is that of the post above.
 */
function deskTasks(whole: Task, { desk, stage, visit }: CaseState): Task[] {
  const { assignee, delegate, signers, decided, raised } = desk;
  const task = { ...whole, ...raised, person: assignee };
  const prepare = delegate && {
    ...task,
    id: `${stage}#${visit}:prepare-${delegate.person}`,
    kind: 'prepare',
    person: delegate.person,
  };
  const asked = signers.filter(({ status, position }) => status === 'waiting' && (position === 'after') === decided);
  return [
    prepare ?? task,
    ...asked.map(({ person }) => ({
      ...task,
      id: `${stage}#${visit}:opinion-${person}`,
      kind: 'give-opinion',
      person,
    })),
  ];
}

function enterpriseTask(stage: string, kind: string, state: CaseState): Task {
  return {
    id: `${stage}#${state.visit}:${kind}`,
    stage,
    kind,
    organisation: state.applicant,
    token: null,
    role: kind === 'draft' ? 'filler' : 'approver',
  };
}

function seatTasks(stage: string, state: CaseState): Task[] {
  const panel = state.panel;
  if (!panel) return [];
  if (panel.minuteAwaited) return minuteTasks(stage, state);
  const waiting = panel.seats.filter(
    (seat) => seat.status === 'invited' || (panel.convened && seat.status === 'accepted'),
  );
  return waiting.map((seat) => {
    const kind = seat.status === 'invited' ? 'answer-invitation' : 'mark';
    return {
      id: `${stage}#${state.visit}:${kind}-${seat.seat}.${seat.invitation}`,
      stage,
      kind,
      organisation: null,
      token: seat.token,
      role: 'expert' as const,
    };
  });
}

/**
 * 组长: who records what was discussed about a large spread, by token. It is the first seat; once the limit has passed, anyone whose mark
 * counted may do it in the chair's place, so that the case does not hang on one person.
 */
export function minuteTakers(state: CaseState): readonly string[] {
  const { panel } = state;
  const counted = panel?.result?.marks.map(({ seat }) => seat) ?? [];
  const marked = (panel?.seats ?? []).filter(({ seat }) => counted.includes(seat));
  return (isLate(state) ? marked : marked.slice(0, 1)).map(({ token }) => token);
}

function minuteTasks(stage: string, state: CaseState): Task[] {
  return minuteTakers(state).map((token) => {
    const seat = state.panel?.seats.find((candidate) => candidate.token === token);
    const id = `${stage}#${state.visit}:minute-${seat?.seat ?? 0}.${seat?.invitation ?? 0}`;
    return { id, stage, kind: 'minute', organisation: null, token, role: 'expert' as const };
  });
}

/**
 * Which organisations may see the case: the applicant always; after submission (of a re-examination from its opening) every office of the procedure; whoever an escalation has told.
 * Experts come by their seats, which only the ledger can name.
 */
export function accessOf(procedure: Procedure, state: CaseState): { organisation: string; role: string }[] {
  if (state.phase === 'none') return [];
  const offices =
    state.submittedOn === null && state.origin === null
      ? []
      : [...procedure.stages.flatMap(officesOf), ...(procedure.appeal ? [procedure.appeal.office] : [])].map((office) =>
          organisationOf(office, state.district),
        );
  if (state.desk.raised) offices.push(state.desk.raised.organisation);
  const told = state.notified.filter((organisation) => !offices.includes(organisation));
  return [
    { organisation: state.applicant, role: 'applicant' },
    ...[...new Set(offices)].map((organisation) => ({ organisation, role: 'office' })),
    ...told.map((organisation) => ({ organisation, role: 'supervisor' })),
  ];
}

function officesOf(stage: Stage): readonly Office[] {
  if (stage.kind === 'notice') return [stage.office, stage.objection.verifier, stage.objection.secondInstance.office];
  return stage.kind === 'review' && stage.countersign ? [stage.office, stage.countersign] : [stage.office];
}
