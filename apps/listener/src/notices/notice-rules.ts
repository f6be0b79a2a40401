import {
  organisationOf,
  holderOf,
  minuteTakers,
  stageOf,
  tasksOf,
  type CaseState,
  type EventData,
  type EventType,
  type Office,
  type Procedure,
  type Recorded,
  type Text,
} from '@vermilion/domain';
import { groundText } from './ground-text.js';
import type { NoticeKind } from './notice-texts.js';

/** Somebody to tell: an organisation, or whoever sits behind a seat's token. */
type Addressee = { readonly organisation: string } | { readonly token: string };

/** What is to be told to whom. */
export interface Notice {
  readonly to: Addressee;
  readonly kind: NoticeKind;
  /** What the text speaks of. */
  readonly words: { readonly [name: string]: Text | string | number };
  /** The limit whose date the text names, while it runs. */
  readonly dueOf?: string;
  /** That date itself, where the event carries it. */
  readonly dueAt?: string;
  /** One message for all cases of the recipient with this kind at the same instant. */
  readonly perInstant?: boolean;
}

interface Case {
  readonly procedure: Procedure;
  /** Right after the event. */
  readonly state: CaseState;
}

type Rule<T extends EventType> = (about: Case, data: EventData[T]) => readonly Notice[];

/** Whom an event concerns. An event without a rule concerns nobody who does not know already. */
const RULES: { readonly [T in EventType]?: Rule<T> } = {
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
    toApplicant(about, 'application.passed', { words: stageWords(about, stage) }),
  'application.refused': (about, { stage, ground }) =>
    toApplicant(about, 'application.refused', { words: { ...stageWords(about, stage), ground: groundText(ground) } }),
  'application.closed': (about, { outcome }) => {
    if (outcome === 'lapsed') return toApplicant(about, 'application.lapsed');
    return outcome === 'withdrawn' ? toApplicant(about, 'application.withdrawn') : [];
  },
  'award.issued': (about, { documentNumber, certificateNumber, title, validUntil }) =>
    toApplicant(about, 'award.issued', { words: { documentNumber, certificateNumber, title, validUntil } }),
  'stage.entered': (about, { stage }) => {
    const entered = stageOf(about.procedure, stage);
    if (entered.kind === 'award') return [];
    if (entered.kind !== 'panel') return toOffice(about, 'case.arrived', stage);
    // 行政许可法 §45: the time of an expert review does not count, and the applicant is told in writing how long it may take.
    const amount = entered.limit?.amount ?? 0;
    return toApplicant(about, 'panel.begun', {
      words: { ...stageWords(about, stage), days: amount },
      dueOf: stageLimit(about),
    });
  },
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
    if (rule !== 'overdue') return [];
    const subject = about.state.limits.find(({ id }) => id === limit)?.subject;
    const stage = subject && 'stage' in subject ? subject.stage : about.state.stage;
    const late = holdersNow(about, limit).map((to): Notice => ({
      to,
      kind: 'limit.overdue',
      words: {},
      dueAt,
      perInstant: true,
    }));
    return [...toApplicant(about, 'application.overdue', { words: stageWords(about, stage), dueAt }), ...late];
  },
};

/** What an event means to people. @param state the case right after the event. */
export function noticesOf(procedure: Procedure, state: CaseState, { type, data }: Recorded): readonly Notice[] {
  const rule = RULES[type] as Rule<EventType> | undefined;
  return rule?.({ procedure, state }, data) ?? [];
}

function toApplicant(
  about: Case,
  kind: NoticeKind,
  rest: Partial<Omit<Notice, 'to' | 'kind'>> = {},
): readonly Notice[] {
  return [{ to: { organisation: about.state.applicant }, kind, words: {}, ...rest }];
}

function toOffice(about: Case, kind: NoticeKind, stage: string | null): readonly Notice[] {
  return stage === null ? [] : [officeNotice(about, kind, stageOf(about.procedure, stage).office, stage)];
}

function officeNotice(about: Case, kind: NoticeKind, office: Office, stage: string): Notice {
  const to = { organisation: organisationOf(office, about.state.district) };
  return { to, kind, words: stageWords(about, stage), dueOf: stageLimit(about) };
}

function invitation({ state }: Case, seat: number, token: string): Notice {
  const limit = state.limits.find(({ subject }) => subject.of === 'invitation' && subject.seat === seat);
  return { to: { token }, kind: 'panel.invited', words: {}, dueOf: limit?.id };
}

/** Whose turn it is under a limit: the seat that was invited, the seats that still owe their marks, or the holder of the case. */
function holdersNow({ procedure, state }: Case, limit: string): readonly Addressee[] {
  const subject = state.limits.find(({ id }) => id === limit)?.subject;
  if (subject?.of === 'invitation') {
    const seat = state.panel?.seats.find((candidate) => candidate.seat === subject.seat);
    return seat ? [{ token: seat.token }] : [];
  }
  const holder = holderOf(procedure, state);
  if (holder?.organisation) return [{ organisation: holder.organisation }];
  return tasksOf(procedure, state).flatMap(({ token }) => (token === null ? [] : [{ token }]));
}

function stageLimit({ state }: Case): string | undefined {
  return state.limits.find(({ subject }) => subject.of === 'stage')?.id;
}

function stageWords({ procedure }: Case, stage: string | null): { readonly stage: Text } | Record<string, never> {
  return stage === null ? {} : { stage: stageOf(procedure, stage).title };
}
