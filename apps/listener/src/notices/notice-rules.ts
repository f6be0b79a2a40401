import {
  minuteTakers,
  stageOf,
  writtenMean,
  type LimitSubject,
  type Procedure,
  type Recorded,
  type CaseState,
  type Text,
} from '@vermilion/domain';
import { answerRules } from './answer-rules.js';
import { deskRules } from './desk-rules.js';
import { groundText } from './ground-text.js';
import {
  holdersNow,
  officeNotice,
  stageLimit,
  stageWords,
  toApplicant,
  toOffice,
  type Case,
  type Notice,
  type Rules,
} from './notice.js';
import { registerRules } from './register-rules.js';

const RULES: Rules = {
  ...registerRules,
  ...answerRules,
  ...deskRules,
  'application.opened': (about, { origin }) => {
    const dueOf = about.state.limits.find(({ subject }) => subject.of === 'declaration')?.id;
    return origin === null
      ? []
      : toApplicant(about, 'reexamination.opened', { words: { certificateNumber: origin }, dueOf });
  },
  'application.submitted': (about) => toApplicant(about, 'application.submitted'),
  'application.accepted': (about, { bySilence }) =>
    toApplicant(about, bySilence ? 'application.accepted-by-silence' : 'application.accepted'),
  'application.returned': (about, { stage, defects }) => {
    const limit = about.state.limits.find(({ subject }) => subject.of === 'correction');
    const words = { ...stageWords(about, stage), count: defects.length };
    return toApplicant(about, 'application.returned', { words, dueOf: limit?.id });
  },
  'application.corrected': (about) => toOffice(about, 'case.corrected', about.state.stage),
  'application.withdrawn': (about, { stage }) => toOffice(about, 'case.withdrawn', stage),
  'application.endorsed': (about, { stage }) => {
    const entered = stageOf(about.procedure, stage);
    return entered.kind === 'review' && entered.countersign
      ? [officeNotice(about, 'case.countersign', entered.countersign, stage)]
      : [];
  },
  'application.countersign-declined': (about, { stage }) => toOffice(about, 'case.countersign-declined', stage),
  'application.passed': (about, { stage }) =>
    isRecommendation(about, stage) ? [] : toApplicant(about, 'application.passed', { words: stageWords(about, stage) }),
  'application.refused': (about, { stage, ground }) =>
    toApplicant(about, 'application.refused', { words: { ...stageWords(about, stage), ground: groundText(ground) } }),
  'application.closed': (about, { outcome }) => {
    if (outcome === 'withdrawn') return toApplicant(about, 'application.withdrawn');
    if (outcome === 'not-recommended') return toApplicant(about, 'application.not-recommended');
    if (outcome !== 'nursery-list') return [];
    return toApplicant(about, 'application.nursery-list', { words: standingOf(about.state) });
  },
  'award.issued': (about, { documentNumber, certificateNumber, title, validUntil }) =>
    toApplicant(about, 'award.issued', { words: { documentNumber, certificateNumber, title, validUntil } }),
  'stage.entered': (about, { stage, on }) => entered(about, stage, on),
  'panel.drawn': (about, { seats }) => seats.map(({ seat, token }) => invitation(about, seat, token)),
  'panel.seat-replaced': (about, { seat, token }) => [invitation(about, seat, token)],
  'panel.convened': (about) =>
    (about.state.panel?.seats ?? [])
      .filter(({ status }) => status === 'accepted')
      .map(({ token }) => ({ to: { token }, kind: 'panel.convened', words: {}, dueOf: stageLimit(about) })),
  'panel.dissolved': (_about, { released }) =>
    released.map((token) => ({ to: { token }, kind: 'panel.dissolved', words: {} })),
  'panel.mark-voided': (about, { seat }) =>
    (about.state.panel?.seats ?? [])
      .filter((other) => other.seat === seat)
      .map(({ token }) => ({ to: { token }, kind: 'panel.mark-voided', words: {} })),
  'panel.opened': (about, { marks }) =>
    (about.state.panel?.seats ?? [])
      .filter(({ seat, status }) => status !== 'declined' && !marks.some((mark) => mark.seat === seat))
      .map(({ token }) => ({ to: { token }, kind: 'panel.closed-without', words: {} })),
  'panel.minute-awaited': (about, { spread }) =>
    minuteTakers(about.state).map((token) => ({
      to: { token },
      kind: 'panel.minute-awaited',
      words: { spread },
      dueOf: stageLimit(about),
    })),
  'panel.exhausted': (about) => toOffice(about, 'panel.exhausted', about.state.stage),
  'limit.reminded': (about, { limit, dueAt }) =>
    holdersNow(about, limit).map((to) => ({ to, kind: 'limit.reminded', words: {}, dueAt, perInstant: true })),
  'limit.lapsed': (about, { limit, dueAt, rule }) => {
    if (rule === 'declined')
      return holdersNow(about, limit).map((to) => ({ to, kind: 'panel.invitation-lapsed', words: {} }));
    const subject = about.state.limits.find(({ id }) => id === limit)?.subject;
    if (rule === 'closed' && subject)
      return toApplicant(about, 'application.lapsed', { words: { cause: causeOf(subject) } });
    if (rule !== 'overdue') return [];
    const late = holdersNow(about, limit).map((to): Notice => ({
      to,
      kind: 'limit.overdue',
      words: {},
      dueAt,
      perInstant: true,
    }));
    return [
      ...toApplicant(about, 'application.overdue', { words: stageWords(about, stageIn(about, subject)), dueAt }),
      ...late,
    ];
  },
  'limit.redated': (about, { calendar, changes }) => {
    const [first] = changes;
    if (!first) return [];
    // Each party once, with the first of the dates that are its own; the applicant is concerned by all of them.
    const owed = changes.flatMap(({ limit, to: dueAt }) => holdersNow(about, limit).map((to) => ({ to, dueAt })));
    const parties = [{ to: { organisation: about.state.applicant }, dueAt: first.to }, ...owed];
    const told = parties.filter(({ to }, index) => parties.findIndex((other) => sameParty(other.to, to)) === index);
    return told.map((party) => ({
      ...party,
      kind: 'dates.changed',
      words: {},
      occasion: `calendar ${calendar}`,
    }));
  },
};

/** What an event means to people. @param state the case right after the event. */
export function noticesOf(procedure: Procedure, state: CaseState, { type, data }: Recorded): readonly Notice[] {
  const rule = RULES[type] as ((about: Case, data: Recorded['data']) => readonly Notice[]) | undefined;
  return rule?.({ procedure, state }, data) ?? [];
}

/** Whether there is anybody to whom events of this type may mean something. */
export function isTold(type: Recorded['type']): boolean {
  return type in RULES;
}

/** What a new stage means. Where the round decides, or nobody, there is nothing to do for anybody; the round itself tells its people. */
function entered(about: Case, stage: string, on: string): readonly Notice[] {
  const place = stageOf(about.procedure, stage);
  switch (place.kind) {
    case 'panel':
      // 行政许可法 §45: the time of an expert review does not count, and the applicant is told in writing how long it may take.
      return toApplicant(about, 'panel.begun', {
        words: { ...stageWords(about, stage), days: place.limit?.amount ?? 0 },
        dueOf: stageLimit(about),
      });
    case 'sign-off':
      return place.decidedBy === 'round' ? [] : toOffice(about, 'case.arrived', stage);
    case 'review': {
      // What a district recommends arrives together.
      const together = about.procedure.stages.some(
        (before) => isRecommendation(about, before.id) && nextOf(before) === stage,
      );
      const occasion = `${about.state.round ?? ''} ${stage} ${on}`;
      return together ? toOffice(about, 'cases.arrived', stage, { occasion }) : toOffice(about, 'case.arrived', stage);
    }
    default:
      return [];
  }
}

function nextOf(stage: Procedure['stages'][number]): string | null {
  return stage.kind === 'award' ? null : stage.next;
}

function isRecommendation({ procedure }: Case, stage: string): boolean {
  const found = stageOf(procedure, stage);
  return found.kind === 'review' && found.verb === 'recommend';
}

function stageIn({ state }: Case, subject: LimitSubject | undefined): string | null {
  return subject && 'stage' in subject ? subject.stage : (state.stage ?? state.appeal?.stage ?? null);
}

const CORRECTION: Text = {
  zh: '补正期限已过，未收到补正材料',
  en: 'The time for corrections has passed without an answer',
};
const CAUSES: { readonly [of in LimitSubject['of']]?: Text } = {
  suspension: { zh: '信用修复期限已过，未见修复', en: 'The time for the repair of the credit record has passed' },
  deferral: { zh: '容缺材料补齐期限已过，未收到材料', en: 'The promised document was not supplied in time' },
};

/** Why a limit ends the case. */
function causeOf(subject: LimitSubject): Text {
  return CAUSES[subject.of] ?? CORRECTION;
}

/** 列入培育库须写明分数与名次: the applicant's own mark and place. Source: sample data, ENT11. */
function standingOf({ place, judgement }: CaseState): Notice['words'] {
  return {
    ...(judgement ? { score: writtenMean(judgement.trimmedMean) } : {}),
    ...(place ? { rank: place.rank, of: place.of } : {}),
  };
}

function sameParty(one: Notice['to'], other: Notice['to']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function invitation({ state }: Case, seat: number, token: string): Notice {
  const limit = state.limits.find(({ subject }) => subject.of === 'invitation' && subject.seat === seat);
  return { to: { token }, kind: 'panel.invited', words: {}, dueOf: limit?.id };
}
