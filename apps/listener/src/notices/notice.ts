import {
  answersOwed,
  holderOf,
  organisationOf,
  stageOf,
  tasksOf,
  type CaseState,
  type EventData,
  type EventType,
  type LimitSubject,
  type Office,
  type Procedure,
  type Text,
} from '@vermilion/domain';
import type { NoticeKind } from './notice-texts.js';

/** Somebody to tell: an organisation, or whoever sits behind a seat's token. */
export type Addressee = { readonly organisation: string } | { readonly token: string };

/** What is to be told to whom. */
export interface Notice {
  readonly to: Addressee;
  readonly kind: NoticeKind;
  /** What the text speaks of. */
  readonly words: { readonly [name: string]: Text | string | number };
  /** The limit whose date the text names, while it runs. */
  readonly dueOf?: string | undefined;
  /** That date itself, where the event carries it. */
  readonly dueAt?: string;
  /** One message for all cases of the recipient with this kind at the same instant. */
  readonly perInstant?: boolean;
  /** One message for all cases of the recipient with this kind and this occasion, however long it takes to reach them all. */
  readonly occasion?: string;
}

/** A case right after an event of it. */
export interface Case {
  readonly procedure: Procedure;
  readonly state: CaseState;
}

type Rule<T extends EventType> = (about: Case, data: EventData[T]) => readonly Notice[];
/** Whom events concern. An event without a rule concerns nobody who does not know already. */
export type Rules = { readonly [T in EventType]?: Rule<T> };
type Rest = Partial<Omit<Notice, 'to' | 'kind'>>;

export function toApplicant(about: Case, kind: NoticeKind, rest: Rest = {}): readonly Notice[] {
  return [{ to: { organisation: about.state.applicant }, kind, words: {}, ...rest }];
}

/** To the office that has the stage. */
export function toOffice(about: Case, kind: NoticeKind, stage: string | null, rest: Rest = {}): readonly Notice[] {
  return stage === null ? [] : [officeNotice(about, kind, stageOf(about.procedure, stage).office, stage, rest)];
}

export function officeNotice(about: Case, kind: NoticeKind, office: Office, stage: string, rest: Rest = {}): Notice {
  const to = { organisation: organisationOf(office, about.state.district) };
  const { words, ...more } = rest;
  return { to, kind, words: { ...stageWords(about, stage), ...words }, dueOf: stageLimit(about), ...more };
}

/** Limits that are the applicant's own, whoever has the case meanwhile. */
const APPLICANTS: ReadonlySet<LimitSubject['of']> = new Set<LimitSubject['of']>([
  'declaration',
  'correction',
  'suspension',
  'deferral',
  'objection-appeal',
  'appeal-window',
]);

/**
 * Whose turn it is under a limit: the firm, the seat that was invited, the office that owes the answer to this objection or appeal, the seats
 * that still owe their marks, or the holder of the case.
 */
export function holdersNow({ procedure, state }: Case, limit: string): readonly Addressee[] {
  const subject = state.limits.find(({ id }) => id === limit)?.subject;
  if (subject?.of === 'invitation') {
    const seat = state.panel?.seats.find((candidate) => candidate.seat === subject.seat);
    return seat ? [{ token: seat.token }] : [];
  }
  if (subject && APPLICANTS.has(subject.of)) return [{ organisation: state.applicant }];
  const organisation = officeUnder({ procedure, state }, limit);
  if (organisation) return [{ organisation }];
  return tasksOf(procedure, state).flatMap(({ token }) => (token === null ? [] : [{ token }]));
}

/** The office that owes the answer to an objection or appeal by this limit; else whoever has the case. */
function officeUnder({ procedure, state }: Case, limit: string): string | null {
  const owed = answersOwed(procedure, state).find((answer) => answer.limit === limit);
  if (owed) return organisationOf(owed.office, state.district);
  return holderOf(procedure, state)?.organisation ?? null;
}

export function stageLimit({ state }: Case): string | undefined {
  return state.limits.find(({ subject }) => subject.of === 'stage')?.id;
}

export function stageWords(
  { procedure }: Case,
  stage: string | null,
): { readonly stage: Text } | Record<string, never> {
  return stage === null ? {} : { stage: stageOf(procedure, stage).title };
}
