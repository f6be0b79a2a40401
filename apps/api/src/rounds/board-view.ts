import type { District } from '@vermilion/catalogue';
import { EVENT_TITLES, ROUND_EVENT_TITLES, type DistrictStanding, type RoundBoard } from '@vermilion/contracts';
import {
  OUTCOMES,
  urgencyAt,
  type EventType,
  type Instant,
  type Procedure,
  type RoundEventType,
  type RoundState,
  type Text,
} from '@vermilion/domain';
import type { CaseRecord, Happening, ObjectionEntry } from '@vermilion/ledger';
import { countsOf } from '../oversight/standing-view.js';

/** What a board tells of: decisions, not what colleagues do among themselves, nor who of a panel has marked. */
const TOLD: readonly (EventType | RoundEventType)[] = [
  'application.submitted',
  'application.accepted',
  'application.returned',
  'application.corrected',
  'application.passed',
  'application.refused',
  'application.recommended',
  'panel.opened',
  'notice.published',
  'objection.lodged',
  'objection.concluded',
  'limit.lapsed',
  'award.issued',
];
export const TOLD_ON_BOARDS: readonly string[] = [...TOLD, ...Object.keys(ROUND_EVENT_TITLES)];

const TITLES: { readonly [type: string]: Text | undefined } = { ...EVENT_TITLES, ...ROUND_EVENT_TITLES };
const MOST_DATES = 8;
const ROUND_DATES = {
  opens: { zh: '申报开始', en: 'Applications open' },
  closes: { zh: '申报截止', en: 'Applications close' },
  cutOff: { zh: '县区推荐截止', en: 'Recommendations close' },
  notice: { zh: '公示期满', en: 'Public notice ends' },
} as const;

export interface BoardFacts {
  readonly procedure: Procedure;
  readonly state: RoundState;
  /** The cases of the round. */
  readonly cases: readonly CaseRecord[];
  readonly happened: readonly Happening[];
  readonly objections: readonly ObjectionEntry[];
  readonly districts: readonly District[];
  readonly now: Instant;
}

/** The round on a wall. */
export function boardOf(facts: BoardFacts): RoundBoard {
  const { procedure, cases, now } = facts;
  const running = cases.filter(({ phase }) => phase === 'running');
  return {
    asOf: now,
    stages: procedure.stages.map(({ id, title }) => ({
      stage: { id, title },
      counts: countsOf(
        running.filter(({ stage }) => stage === id),
        now,
      ),
    })),
    ended: OUTCOMES.flatMap((outcome) => {
      const ended = cases.filter((found) => found.outcome === outcome).length;
      return ended > 0 ? [{ outcome, cases: ended }] : [];
    }),
    districts: [...districtsOf(facts)],
    dates: datesOf(facts, running).slice(0, MOST_DATES),
    events: facts.happened.map((happening) => eventOf(facts, happening)),
    objections: facts.objections.map(({ caseId, status, late, lodgedAt, dueAt }) => ({
      caseId,
      workshopName: cases.find(({ id }) => id === caseId)?.workshopName ?? null,
      status,
      late,
      lodgedAt,
      dueAt,
    })),
  };
}

/** Every district of the city, so that one without a case is seen as well. */
function districtsOf({ districts, cases, state, now }: BoardFacts): readonly DistrictStanding[] {
  return districts.map(({ internalCode: code, name }) => {
    const own = cases.filter(({ district }) => district === code);
    const counts = countsOf(
      own.filter(({ phase }) => phase === 'running'),
      now,
    );
    const among = (list: readonly string[]) => own.filter(({ id }) => list.includes(id)).length;
    return {
      district: { code, name },
      cases: own.length,
      running: own.filter(({ phase }) => phase === 'running').length,
      counts,
      recommended: (state.recommendations[code] ?? []).length,
      candidates: among(state.candidates),
      listed: among(state.list),
      awarded: own.filter(({ outcome }) => outcome === 'awarded').length,
    };
  });
}

type DueDate = RoundBoard['dates'][number];

/** What comes next: the round's own dates and those of its cases, the late ones first. */
function datesOf(facts: BoardFacts, running: readonly CaseRecord[]): readonly DueDate[] {
  const { state, now, procedure } = facts;
  const own = { ...state.terms, notice: state.notice?.closesAt };
  const ofRound = (Object.keys(ROUND_DATES) as (keyof typeof ROUND_DATES)[]).flatMap((key): DueDate[] => {
    const dueAt = own[key];
    if (dueAt === undefined || Date.parse(dueAt) <= Date.parse(now)) return [];
    const urgency = urgencyAt(dueAt, false, now);
    return [{ caseId: null, workshopName: null, district: null, what: ROUND_DATES[key], dueAt, urgency }];
  });
  const ofCases = running.flatMap((found): DueDate[] => {
    const { id: caseId, workshopName, dueAt, overdue } = found;
    if (dueAt === null) return [];
    const stage = procedure.stages.find(({ id }) => id === found.stage);
    const what = stage?.title ?? { zh: '办理', en: 'Under way' };
    const urgency = urgencyAt(dueAt, overdue, now);
    return [{ caseId, workshopName, district: districtIn(facts, found.district), what, dueAt, urgency }];
  });
  return [...ofRound, ...ofCases].sort((one, other) => one.dueAt.localeCompare(other.dueAt));
}

function districtIn({ districts }: BoardFacts, code: string | null) {
  const found = districts.find(({ internalCode }) => internalCode === code);
  return found ? { code: found.internalCode, name: found.name } : null;
}

function eventOf(facts: BoardFacts, { at, type, caseId, stage, district }: Happening): RoundBoard['events'][number] {
  const found = facts.cases.find(({ id }) => id === caseId);
  const title = TITLES[type] ?? { zh: type, en: type };
  const place = facts.procedure.stages.find(({ id }) => id === stage)?.title;
  return {
    at,
    what: place ? { zh: `${place.zh}：${title.zh}`, en: `${place.en}: ${title.en}` } : title,
    caseId,
    workshopName: found?.workshopName ?? null,
    district: districtIn(facts, found?.district ?? district),
  };
}
