import { addWorkingDays } from '../calendar/working-days.js';
import { canonicalText } from '../process/canonical.js';
import { checkDocuments } from '../form/check-documents.js';
import { formDiff } from '../form/split.js';
import type { DocumentRef, Problem } from '../form/definition.js';
import type { DecidedEvent } from '../process/event.js';
import type { Facts } from '../process/facts.js';
import { subjectOf } from '../process/movement.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import { isRefusal } from '../process/situation.js';
import { entitled } from './beside-desk.js';

/** What the firm promises: a document that is not there yet, and the last day on which it will be. */
interface Promised {
  readonly document: string;
  readonly until: string;
}

/**
 * 容缺受理: the promises of a submission, judged. Only documents that are required and of secondary importance, only where the procedure
 * knows deferral, each by a day within its working days, never for a firm with an unrepaired general or severe credit record.
 * Source: 一次性告知与容缺受理 as of the procedure's `deferral`; research on credit checks (an unreliable firm's promise counts for nothing).
 */
export function promisedBy(situation: Situation, promises: readonly Promised[]): readonly DecidedEvent[] | Refusal {
  if (promises.length === 0) return [];
  const { procedure } = situation;
  if (!procedure.deferral) return refuse('deferral-not-allowed', { problems: promises.map(unknownHere) });
  const problems = promises.flatMap((promise, index) => promiseFaults(situation, promises, promise, index));
  if (problems.length > 0) return refuse('deferral-not-allowed', { clause: 'deferral', problems });
  return promises.map(({ document, until }) => ({ type: 'document.deferred', data: { document, until } }));
}

function unknownHere({ document }: Promised, index: number): Problem {
  return { at: `promises[${index}].document`, code: 'not-deferrable', params: { document } };
}

function promiseFaults(
  situation: Situation,
  promises: readonly Promised[],
  promise: Promised,
  index: number,
): Problem[] {
  const { facts, state } = situation;
  const at = `promises[${index}].document`;
  const { document } = promise;
  const attached = (facts.draft?.documents ?? []).some((one) => one.type === document);
  const twice = promises.findIndex((other) => other.document === document) < index;
  const distrusted = unrepaired(facts.check, state.waived);
  return [
    ...(isDeferrable(situation, document) ? [] : [unknownHere(promise, index)]),
    ...(attached ? [{ at, code: 'promised-though-attached', params: { document } }] : []),
    ...(twice ? [{ at, code: 'promised-twice', params: { document } }] : []),
    ...lateness(situation, promise, index),
    ...(distrusted ? [{ at, code: 'promise-not-trusted', params: distrusted }] : []),
  ];
}

function isDeferrable({ procedure }: Situation, document: string): boolean {
  const type = procedure.documents.find(({ id }) => id === document);
  return type?.required === true && type.secondary;
}

function lateness({ procedure, facts, today }: Situation, { until }: Promised, index: number): Problem[] {
  const most = procedure.deferral?.mostWorkingDays ?? 0;
  const last = addWorkingDays(facts.calendar, today, most, { startDayCounts: false });
  if (until >= today && until <= last) return [];
  return [{ at: `promises[${index}].until`, code: 'promise-too-late', params: { today, last } }];
}

/** A general record that a leader has waived stands in nobody's way; a severe one cannot be waived. */
function unrepaired(check: Facts['check'], waived: string | null): Problem['params'] | null {
  const credit = check?.credit;
  if (credit?.grade !== 'severe' && credit?.grade !== 'general') return null;
  if (credit.grade === 'general' && credit.record === waived) return null;
  return { source: credit.source, until: credit.until ?? '' };
}

/** The promised documents that the draft has by now, put in one after the other. */
export function supplied(
  { state, today }: Pick<Situation, 'state' | 'today'>,
  draft: readonly DocumentRef[],
  present: readonly DocumentRef[],
): readonly DecidedEvent[] {
  const coming = draft.filter(({ type }) => state.deferred.some(({ document }) => document === type));
  return coming.map(({ type }, index) => {
    const now = coming.slice(0, index + 1);
    const rest = present.filter((one) => !now.some((other) => other.type === one.type));
    return { type: 'document.supplied', data: { document: type, documents: [...rest, ...now], on: today } };
  });
}

/** Documents that were promised and have not come: the offices of the district may go on, nobody after them may. */
export function outstanding({ state }: Pick<Situation, 'state'>): Refusal | null {
  const documents = state.deferred.map(({ document }) => document).join(', ');
  return documents === '' ? null : refuse('documents-outstanding', { clause: 'deferral', params: { documents } });
}

/** 补齐容缺材料: the approver of the firm puts in what was promised, and nothing else. While a correction runs the promise runs, too. */
export const supply: Rule<'supply'> = {
  open: ({ state, actor }) => {
    if (state.phase !== 'running' || state.deferred.length === 0) return refuse('not-now');
    const approves = actor.kind === 'person' && actor.role === 'approver' && actor.organisation === state.applicant;
    return approves ? null : refuse('not-permitted');
  },
  rule: (situation, { draftVersion }) => {
    const coming = comingIn(situation, draftVersion);
    return isRefusal(coming) ? coming : supplied(situation, coming, situation.state.documents);
  },
};

function comingIn(situation: Situation, draftVersion: number): readonly DocumentRef[] | Refusal {
  const { facts, state, procedure } = situation;
  const { draft } = facts;
  if (!draft || draft.version !== draftVersion)
    return refuse('draft-changed', { params: { expected: draftVersion, actual: draft?.version ?? 0 } });
  const beside = state.correction ? [] : changedBeside(situation);
  if (beside.length > 0) return refuse('supply-too-wide', { clause: 'deferral', problems: beside });
  const promised = procedure.documents.filter(({ id }) => state.deferred.some(({ document }) => document === id));
  const coming = draft.documents.filter(({ type }) => promised.some(({ id }) => id === type));
  const checked = coming.length > 0 ? promised.filter(({ id }) => coming.some(({ type }) => type === id)) : promised;
  const faults = checkDocuments(checked, coming);
  return faults.length > 0 ? refuse('documents-invalid', { problems: faults, clause: 'documents' }) : coming;
}

/** What of the draft differs from what was submitted, beside the promised documents. */
function changedBeside({ facts, state, procedure }: Situation): Problem[] {
  const draft = facts.draft;
  if (!draft) return [];
  const hashes = (documents: readonly DocumentRef[], id: string) =>
    documents.filter(({ type }) => type === id).map(({ sha256 }) => sha256);
  const documents = procedure.documents
    .filter(({ id }) => !state.deferred.some(({ document }) => document === id))
    .filter(({ id }) => canonicalText(hashes(draft.documents, id)) !== canonicalText(hashes(state.documents, id)))
    .map(({ id }) => `document:${id}`);
  const fields = formDiff({ ...state.form, ...facts.personal }, draft.form);
  return [...fields, ...documents].map((at) => ({ at, code: 'changed-beside', params: {} }));
}

/**
 * 批准再次补正: a leader lets the office return the case once more, with whatever it concerns, and says why. It is counted as a round and
 * holds for one return. Source: 一次性告知 (domain.md §1.7: a second round needs a leader's approval).
 */
export const permitReturn: Rule<'permit-return'> = {
  open: (situation) => {
    const { stage, state } = situation;
    const permits = stage?.kind === 'review' && stage.correction?.permittedBy !== undefined;
    if (!permits || state.correction || state.suspension || state.returned.length === 0) return refuse('not-now');
    return entitled(situation, 'permit-return') ?? (state.returnPermitted ? refuse('already-permitted') : null);
  },
  rule: (situation, { opinion }) => {
    if (opinion.trim() === '') return refuse('opinion-missing');
    return [
      {
        type: 'return.permitted',
        data: { stage: situation.stage?.id ?? '' },
        secret: { subject: subjectOf(situation), content: { opinion: opinion.trim() } },
      },
    ];
  },
};
