import { compareInstants } from '../calendar/instants.js';
import type { Problem } from '../form/definition.js';
import { noticeStageOf, OBJECTION_GROUND } from '../process/answers.js';
import { hashText } from '../process/canonical.js';
import type { ObjectionPaper } from '../process/command.js';
import type { DecidedEvent } from '../process/event.js';
import { close, opinionOf } from '../process/movement.js';
import type { NoticeStage, Procedure } from '../process/procedure.js';
import { refuse, type Refusal } from '../process/refusal.js';
import { isRefusal, type Rule, type Situation } from '../process/situation.js';
import type { CaseState, Objection } from '../process/state.js';
import { entitled } from './beside-desk.js';
import { isOver } from './window.js';

/**
 * 异议: anybody may object to an entry of the public notice, in writing and under the own name; the API brings it in, nobody logs in. Received
 * before the notice closes it holds up this one entry, even if the entry has moved on to its signing when it comes to be recorded; received
 * later, or recorded when the award is signed, it counts as late: answered, but it holds nothing up. Once the case has ended there is nothing
 * left to object to. Source: research on objections (§1.7: written, address, phone; seal or hand-signed real name).
 */
export const object: Rule<'object'> = {
  open: ({ actor, state }) => {
    if (actor.kind !== 'system') return refuse('not-permitted');
    return state.phase === 'running' && state.notice ? null : refuse('not-now');
  },
  rule: (situation, { paper }) => {
    const { procedure, state, today } = situation;
    const stage = noticeStageOf(procedure);
    const objection = objectionIdOf(paper.receipt);
    if (!stage || !state.notice || state.objections.some(({ id }) => id === objection)) return refuse('not-now');
    const problems = paperFaults(paper);
    if (problems.length > 0) return refuse('objection-incomplete', { clause: 'stages.objection', problems });
    const received = situation.facts.receivedAt ?? situation.now;
    const late = !isOnTheList(situation) || compareInstants(state.notice.closesAt, received) <= 0;
    const { kind, name, address, phone, facts } = paper;
    return [
      {
        type: 'objection.lodged',
        data: { stage: stage.id, objection, kind, late, on: today },
        secret: { subject: objectorOf(objection), content: { name, address, phone, facts } },
      },
    ];
  },
};

/** 异议核查: the verifying office finds the objection right or not. Its words are the reply to both sides. */
export const verifyObjection: Rule<'verify-objection'> = {
  open: (situation) => inOffice(situation, 'verifying', 'verify-objection'),
  rule: (situation, { objection: id, upheld, opinion }) => {
    const found = contestedIn(situation, id, 'verifying');
    if (isRefusal(found)) return found;
    if (opinion.trim() === '') return refuse('opinion-missing');
    const finding = upheld ? 'upheld' : 'dismissed';
    return [
      {
        type: 'objection.verified',
        data: { stage: found.stage.id, objection: id, finding, on: situation.today },
        ...opinionOf(situation, opinion),
      },
    ];
  },
};

/**
 * 异议复核申请: either side may ask for the second instance while the window is open. The applicant's approver asks as a person; whoever holds
 * the receipt of the objection asks by the API, which acts as the system: nobody else can make it say so.
 */
export const appealObjection: Rule<'appeal-objection'> = {
  open: (situation) => {
    const { actor, state } = situation;
    const own = actor.kind === 'person' && actor.organisation === state.applicant && actor.role === 'approver';
    if (!own && actor.kind !== 'system') return refuse('not-permitted');
    return state.objections.some((one) => mayBeAppealed(situation, one)) ? null : refuse('appeal-closed');
  },
  rule: (situation, { objection: id, opinion }) => {
    const { procedure, state, actor, today } = situation;
    const objection = state.objections.find((candidate) => candidate.id === id);
    const stage = noticeStageOf(procedure);
    if (!objection || !stage) return refuse('objection-unknown');
    if (objection.status === 'verifying') return refuse('objection-pending');
    if (!mayBeAppealed(situation, objection)) return refuse('appeal-closed');
    if (opinion.trim() === '') return refuse('opinion-missing');
    const bySystem = actor.kind === 'system';
    return [
      {
        type: 'objection.appealed',
        data: { stage: stage.id, objection: id, by: bySystem ? 'objector' : 'applicant', on: today },
        ...(bySystem
          ? { secret: { subject: objectorOf(id), content: { appeal: opinion.trim() } } }
          : opinionOf(situation, opinion)),
      },
    ];
  },
};

function mayBeAppealed(situation: Situation, { id, status }: Objection): boolean {
  return status === 'verified' && !isOver(situation, `objection-${id}/appeal`);
}

/** 异议复核: the second instance decides, and that is final. */
export const decideObjection: Rule<'decide-objection'> = {
  open: (situation) => inOffice(situation, 'second-instance', 'decide-objection'),
  rule: (situation, { objection: id, upheld, opinion }) => {
    const found = contestedIn(situation, id, 'second-instance');
    if (isRefusal(found)) return found;
    if (opinion.trim() === '') return refuse('opinion-missing');
    const [concluded, ...rest] = conclusion(situation, id, { upheld, bySilence: false });
    return [{ ...concluded, ...opinionOf(situation, opinion) }, ...rest];
  },
};

/** Nobody has asked for the second instance in time: what was found is final. */
export function concludedBySilence(situation: Situation, id: string): readonly DecidedEvent[] {
  const objection = situation.state.objections.find((candidate) => candidate.id === id);
  return conclusion(situation, id, { upheld: objection?.finding === 'upheld', bySilence: true });
}

/** The subject under whose key the objector's words are kept. */
function objectorOf(objection: string): string {
  return `objector:${objection}`;
}

/** The number of an objection: it follows from the receipt, and nobody finds the receipt from it. */
export function objectionIdOf(receipt: string): string {
  return hashText(receipt).slice(0, 20);
}

type Concluded = Extract<DecidedEvent, { type: 'objection.concluded' }>;

/**
 * The end of an objection. Upheld, it takes the entry off the list and the case ends; without a further 复核 of the same matter, for the
 * second instance has been that, or both sides have let it pass (what remains is 行政复议 or the court). When the award is signed
 * already, or the case no longer stands on the list, the conclusion is recorded and told, and what follows is for the supervision of titles.
 */
function conclusion(
  situation: Situation,
  objection: string,
  { upheld, bySilence }: Pick<Concluded['data'], 'upheld' | 'bySilence'>,
): readonly [Concluded, ...DecidedEvent[]] {
  const stage = noticeStageOf(situation.procedure)?.id ?? '';
  const concluded: Concluded = { type: 'objection.concluded', data: { stage, objection, upheld, bySilence } };
  if (!upheld || !isOnTheList(situation)) return [concluded];
  return [concluded, { type: 'application.refused', data: { stage, ground: OBJECTION_GROUND } }, close('refused')];
}

function isOnTheList({ state, stage, facts }: Situation): boolean {
  const signed = facts.round?.documents.some(({ cases }) => facts.caseId !== null && cases.includes(facts.caseId));
  return state.phase === 'running' && (stage?.kind === 'notice' || stage?.kind === 'award') && !signed;
}

function inOffice(
  situation: Situation,
  status: Objection['status'],
  type: 'verify-objection' | 'decide-objection',
): Refusal | null {
  const { procedure, state } = situation;
  const open = noticeStageOf(procedure) && state.objections.some((objection) => objection.status === status);
  return open ? entitled(situation, type) : refuse('not-now');
}

function contestedIn(
  { procedure, state }: { procedure: Procedure; state: CaseState },
  id: string,
  status: Objection['status'],
): { readonly stage: NoticeStage } | Refusal {
  const stage = noticeStageOf(procedure);
  const known = state.objections.some((objection) => objection.id === id && objection.status === status);
  return stage && known ? { stage } : refuse('objection-unknown');
}

/** Fewer digits than this reach nobody. */
const LEAST_DIGITS = 7;

/** What an objection must have: a real name, where to answer, facts, and a signature (an individual) or a seal (an organisation). */
function paperFaults(paper: ObjectionPaper): Problem[] {
  const problem = (at: string, code: string): Problem => ({ at: `paper.${at}`, code, params: {} });
  const missing = (['name', 'address', 'phone', 'facts'] as const).filter((at) => paper[at].trim() === '');
  const reachable = paper.phone.replace(/\D/g, '').length >= LEAST_DIGITS;
  return [
    ...missing.map((at) => problem(at, 'missing')),
    ...(reachable || missing.includes('phone') ? [] : [problem('phone', 'not-a-phone')]),
    ...(paper.signed ? [] : [problem('signed', paper.kind === 'organisation' ? 'not-sealed' : 'not-signed')]),
  ];
}
