import { districts } from '@vermilion/catalogue';
import {
  organisationOf,
  writtenEnd,
  type Procedure,
  type RecordedRound,
  type RoundEventData,
  type RoundEventType,
  type RoundRules,
  type RoundState,
  type Text,
} from '@vermilion/domain';
import type { Notice } from './notice.js';
import type { NoticeKind } from './notice-texts.js';

/** How many cases of a district are still with it. */
export interface InDistrict {
  readonly waiting: number;
  readonly reviewing: number;
}

/** A round right after an event of it. `inDistrict`: what the districts still have before them, by code. */
export interface AboutRound {
  readonly procedure: Procedure;
  readonly state: RoundState;
  readonly inDistrict: ReadonlyMap<string, InDistrict>;
}

interface Around extends AboutRound {
  readonly rules: RoundRules;
  readonly words: Notice['words'];
}

type Rule<T extends RoundEventType> = (around: Around, data: RoundEventData[T]) => readonly Notice[];

/** Whom an event of a round concerns: one message for each district and bureau, however many cases it is about. */
const RULES: { readonly [T in RoundEventType]?: Rule<T> } = {
  'round.called': (around, { terms }) =>
    toDistricts(around, 'round.called', () => ({ opens: terms.opens, cap: terms.districtCap })),
  'round.opened': (around) => toDistricts(around, 'round.opened'),
  'round.closed': (around) =>
    toDistricts(around, 'round.closed', () => ({ cap: around.state.terms?.districtCap ?? 0 })),
  'round.reminded': (around) =>
    toDistricts(around, 'round.reminded', (district) => ({ ...(around.inDistrict.get(district) ?? NOTHING) })),
  'round.recommended': (around, { district, cases }) =>
    toBureau(around, 'round.recommended', { district: districtName(district), count: cases.length }),
  'round.frozen': (around, { candidates }) => toAll(around, 'round.frozen', { count: candidates.length }),
  'round.ranked': (around, { ranking, cut }) =>
    toLeader(around, 'round.ranked', {
      count: ranking.length,
      quota: cut.quota,
      ...(cut.gap === null ? {} : { gap: cut.gap }),
    }),
  'round.published': (around, { number, list, until }) =>
    toAll(around, 'round.published', { number, count: list.length, until }),
  'round.cleared': (around) => toLeader(around, 'round.cleared'),
  'round.issued': (around, { number, cases }) => toAll(around, 'round.issued', { number, count: cases.length }),
  'round.completed': (around) => {
    const awarded = around.state.documents.reduce((sum, { cases }) => sum + cases.length, 0);
    return toAll(around, 'round.completed', { awarded });
  },
};

const NOTHING: InDistrict = { waiting: 0, reviewing: 0 };

/** What an event of a round means to people. */
export function roundNoticesOf(about: AboutRound, { type, data }: RecordedRound): readonly Notice[] {
  const rule = RULES[type] as ((around: Around, data: RecordedRound['data']) => readonly Notice[]) | undefined;
  const { procedure, state } = about;
  if (!rule || !procedure.round || !state.terms) return [];
  const { year, closes, cutOff } = state.terms;
  const round = { zh: `${procedure.title.zh}（${year}年度）`, en: `${procedure.title.en} (${year})` };
  const words = { round, closes: writtenEnd(closes), cutOff: writtenEnd(cutOff) };
  return rule({ ...about, rules: procedure.round, words }, data);
}

function toDistricts(
  { rules, words }: Around,
  kind: NoticeKind,
  more: (district: string) => Notice['words'] = () => ({}),
): readonly Notice[] {
  return districts().map(({ internalCode }) => ({
    to: { organisation: organisationOf(rules.recommender, internalCode) },
    kind,
    words: { ...words, ...more(internalCode) },
  }));
}

function toBureau({ rules, words }: Around, kind: NoticeKind, more: Notice['words'] = {}): readonly Notice[] {
  return [{ to: { organisation: organisationOf(rules.office, '') }, kind, words: { ...words, ...more } }];
}

function toLeader(around: Around, kind: NoticeKind, more: Notice['words'] = {}): readonly Notice[] {
  const to = { organisation: organisationOf(around.rules.leader, '') };
  return toBureau(around, kind, more).map((notice) => ({ ...notice, to }));
}

function toAll(around: Around, kind: NoticeKind, more: Notice['words']): readonly Notice[] {
  return [...toDistricts(around, kind, () => more), ...toBureau(around, kind, more)];
}

function districtName(code: string): Text {
  return districts().find(({ internalCode }) => internalCode === code)?.name ?? { zh: code, en: code };
}
