import { compareInstants } from '../calendar/instants.js';
import { checkDocuments } from '../form/check-documents.js';
import { checkForm } from '../form/check-form.js';
import { checkGates } from '../form/check-gates.js';
import { computeFigure } from '../form/figures.js';
import { valueAt } from '../form/paths.js';
import { formDiff, splitPersonal } from '../form/split.js';
import { checkCreditCode, normaliseCreditCode } from '../form/credit-code.js';
import type { Form, Problem } from '../form/definition.js';
import { problem } from '../form/problem-codes.js';
import { canonicalText, hashOf } from '../process/canonical.js';
import type { DecidedEvent, EventData, Secret } from '../process/event.js';
import { close, enter, firstStage, opinionOf } from '../process/movement.js';
import type { Refusal } from '../process/refusal.js';
import { refuse } from '../process/refusal.js';
import type { Rule, Situation } from '../process/situation.js';
import { isRefusal } from '../process/situation.js';
import { promisedBy, supplied } from './deferral.js';
import { mayReexamine } from './reexamination.js';

/** 开启: an enterprise begins a draft; a re-examination is opened for it. */
export const open: Rule<'open'> = {
  open: (situation) => {
    const { state, actor, facts, procedure } = situation;
    if (state.phase !== 'none') return refuse('not-now');
    if (procedure.reexamines) return mayReexamine(situation);
    if (actor.kind !== 'person' || !['filler', 'approver'].includes(actor.role)) return refuse('not-permitted');
    return facts.applicant?.organisation === actor.organisation ? null : refuse('not-permitted');
  },
  rule: (situation, { round, opinion = '' }) => {
    const { facts, procedure, today, actor } = situation;
    if (round && facts.roundId !== round) return refuse('round-missing', { params: { round } });
    const whose = whoseCase(situation);
    if (!whose) return refuse('not-permitted');
    if (procedure.reexamines && actor.kind === 'person' && opinion.trim() === '') return refuse('opinion-missing');
    return [
      {
        type: 'application.opened',
        data: {
          procedure: procedure.id,
          version: procedure.version,
          applicant: whose.organisation,
          district: whose.district,
          round: facts.roundId,
          origin: facts.title?.certificateNumber ?? null,
          on: today,
        },
        ...opinionOf(situation, opinion),
      },
    ];
  },
};

/** A re-examination is the case of whoever holds the title; any other is the case of who opens it. */
function whoseCase({ procedure, facts }: Situation): { organisation: string; district: string } | null {
  if (!procedure.reexamines) return facts.applicant;
  return facts.title && { organisation: facts.title.holder, district: facts.title.district };
}

/** 提交: the approver of the firm sends exactly the draft that he has seen. */
export const submit: Rule<'submit'> = {
  open: (situation) => (situation.state.phase === 'draft' ? approverOnly(situation) : refuse('not-now')),
  rule: (situation, command) => {
    const closed = outsideTheWindow(situation);
    if (closed) return closed;
    const promises = promisedBy(situation, command.promises ?? []);
    if (isRefusal(promises)) return promises;
    const promised = (command.promises ?? []).map(({ document }) => document);
    const content = checkedContent(situation, command.draftVersion, promised);
    if (isRefusal(content)) return content;
    const { facts, today, procedure } = situation;
    const submitted: DecidedEvent = {
      type: 'application.submitted',
      ...content,
      data: { ...content.data, round: facts.roundId },
    };
    const checked: readonly DecidedEvent[] = facts.check
      ? [{ type: 'application.checked', data: { moment: 'submission', ...facts.check, on: today } }]
      : [];
    return [submitted, ...checked, ...promises, enter(situation, firstStage(procedure))];
  },
};

/** 补正: the answer to a return; every listed defect must be put right. */
export const correct: Rule<'correct'> = {
  open: (situation) => (situation.state.correction ? approverOnly(situation) : refuse('not-now')),
  rule: (situation, command) => {
    const left = defectsLeftOpen(situation);
    if (left.length > 0) return refuse('defects-left-open', { problems: left, clause: 'stages.correction' });
    const promised = situation.state.deferred.map(({ document }) => document);
    const content = checkedContent(situation, command.draftVersion, promised);
    if (isRefusal(content)) return content;
    const { documents } = content.data;
    return [
      { type: 'application.corrected', ...content, data: { ...content.data, changed: changedTargets(situation) } },
      ...supplied(situation, documents, documents),
    ];
  },
};

/** 撤回: free until the stage that the procedure names. Nobody withdraws from being examined again. */
export const withdraw: Rule<'withdraw'> = {
  open: (situation) => {
    const { state, procedure } = situation;
    if (state.phase !== 'draft' && state.phase !== 'running') return refuse('not-now');
    if (procedure.reexamines) return refuse('not-now', { clause: 'reexamines' });
    const at = procedure.stages.findIndex((stage) => stage.id === state.stage);
    const last = procedure.stages.findIndex((stage) => stage.id === procedure.withdrawUntil);
    return at > last ? refuse('not-now', { clause: 'withdrawUntil' }) : approverOnly(situation);
  },
  rule: ({ state }) => [{ type: 'application.withdrawn', data: { stage: state.stage } }, close('withdrawn')],
};

/** 申报窗口: from `opens` to before `closes`; the instant of receipt counts. Source: rules of the round (24时 = next day 00:00, exclusive). */
function outsideTheWindow({ procedure, facts, now }: Situation): Refusal | null {
  if (!procedure.round) return null;
  const terms = facts.round?.terms;
  if (!terms) return refuse('round-missing');
  const { opens, closes } = terms;
  if (compareInstants(now, opens) < 0) return refuse('round-not-open', { clause: 'opens', params: { opens } });
  return compareInstants(now, closes) >= 0 ? refuse('round-over', { clause: 'closes', params: { closes } }) : null;
}

/** Fields and documents of the draft that differ from what was submitted last, by target. Personal sections are named as a whole. */
function changedTargets({ procedure, state, facts }: Situation): string[] {
  const draft = facts.draft;
  if (!draft) return [];
  const { open: form, personal } = splitPersonal(procedure.form, draft.form);
  const hashes = (documents: typeof state.documents, type: string) =>
    documents.filter((document) => document.type === type).map(({ sha256 }) => sha256);
  const documents = procedure.documents
    .filter(({ id }) => canonicalText(hashes(state.documents, id)) !== canonicalText(hashes(draft.documents, id)))
    .map(({ id }) => `document:${id}`);
  const people = Object.keys(personal).filter(
    (section) => canonicalText(personal[section] ?? null) !== canonicalText(facts.personal?.[section] ?? null),
  );
  return [...formDiff(state.form, form), ...people, ...documents];
}

function approverOnly({ actor, state }: Situation): Refusal | null {
  const approves = actor.kind === 'person' && actor.role === 'approver' && actor.organisation === state.applicant;
  return approves ? null : refuse('not-permitted');
}

type Content = { data: Omit<EventData['application.submitted'], 'round'>; secret: Secret };

/** Form, documents and gates, all faults at once; then what goes into the event and what stays outside it. */
function checkedContent(situation: Situation, draftVersion: number, promised: readonly string[]): Content | Refusal {
  const { procedure, facts, state, today } = situation;
  const draft = facts.draft;
  if (!draft || draft.version !== draftVersion)
    return refuse('draft-changed', { params: { expected: draftVersion, actual: draft?.version ?? 0 } });
  const faults = [...checkForm(procedure.form, draft.form), ...checkApplicant(situation, draft.form)];
  if (faults.length > 0) return refuse('form-invalid', { problems: faults, clause: 'form' });
  const missing = checkDocuments(procedure.documents, draft.documents, promised);
  if (missing.length > 0) return refuse('documents-invalid', { problems: missing, clause: 'documents' });
  const gates = checkGates(procedure.gates, draft.form);
  if (gates.length > 0) return refuse('gate-not-met', { problems: gates, clause: procedure.gates[0]?.source ?? null });
  const { open: form, personal } = splitPersonal(procedure.form, draft.form);
  const personalSeal = hashOf({ salt: facts.salt, personal });
  const contentHash = hashOf({
    form,
    documents: draft.documents.map(({ type, sha256 }) => ({ type, sha256 })),
    personalSeal,
  });
  const figures = Object.fromEntries(
    procedure.gates.map((gate) => [gate.id, computeFigure(gate.compute, draft.form)?.rounded ?? 0]),
  );
  return {
    data: { draftVersion, form, documents: draft.documents, contentHash, figures, on: today },
    secret: { subject: state.applicant, content: { personal, salt: facts.salt } },
  };
}

/** Nobody declares in another firm's name: a credit code that is one at all is the applicant's own. */
function checkApplicant({ procedure, facts }: Situation, form: Form): Problem[] {
  const at = procedure.applicantAt;
  const declared = at === null ? null : valueAt(form, at);
  if (at === null || typeof declared !== 'string') return [];
  const code = normaliseCreditCode(declared);
  const foreign = checkCreditCode(code) === null && code !== facts.applicant?.creditCode;
  return foreign ? [problem(at, 'not-the-applicant')] : [];
}

/** A listed defect is put right when the field, or the bytes of the document, are no longer those that were returned. */
function defectsLeftOpen({ state, facts }: Situation): Problem[] {
  const before = { ...state.form, ...facts.personal };
  const untouched = (target: string): boolean => {
    if (!target.startsWith('document:'))
      return (
        canonicalText(valueAt(before, target) ?? null) ===
        canonicalText(valueAt(facts.draft?.form ?? {}, target) ?? null)
      );
    const type = target.slice('document:'.length);
    const hashIn = (documents: typeof state.documents): string | undefined =>
      documents.find((document) => document.type === type)?.sha256;
    return hashIn(state.documents) === hashIn(facts.draft?.documents ?? []);
  };
  const open = state.correction?.defects ?? [];
  return open
    .filter(({ target }) => untouched(target))
    .map(({ id, target }) => ({ at: target, code: 'defect-open', params: { defect: id } }));
}
