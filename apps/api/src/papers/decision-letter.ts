import { paperWords, type PaperWords } from '@vermilion/catalogue';
import {
  deriveDue,
  organisationOf,
  writtenMean,
  type Calendar,
  type CaseState,
  type Office,
  type Procedure,
} from '@vermilion/domain';
import type { CaseRecord, EventEntry, PanelComment } from '@vermilion/ledger';
import { chineseDate, type LetterData, type LetterSection } from '@vermilion/papers';
import { clauseOf } from '../record/clause.js';
import { districtName, groundWords, programmeWords, worded } from './words.js';

type Outcome = keyof PaperWords['decisions'];

/** What was decided, and the facts that say so. */
export interface Decision {
  readonly outcome: Outcome;
  readonly closed: EventEntry;
  /** The event that names the ground; null where the outcome itself is the reason. */
  readonly reason: EventEntry | null;
  /** When the time for an appeal began, if the decision can be appealed against. */
  readonly appealFrom: string | null;
  /** The office in whose name the paper goes out. */
  readonly office: Office;
}

/** The decision with which a case ended, for which there is a letter; null while it runs, and for every other end. */
export function decisionIn(
  procedure: Procedure,
  { phase, outcome }: CaseState,
  events: readonly EventEntry[],
): Decision | null {
  const last = (type: EventEntry['type']) => events.findLast((event) => event.type === type) ?? null;
  const closed = last('application.closed');
  if (phase !== 'closed' || !closed || !hasLetter(outcome)) return null;
  const reason =
    outcome === 'revoked' ? last('title.revoked') : GROUNDED.has(outcome) ? last('application.refused') : null;
  const opened = last('appeal.opened');
  return {
    outcome,
    closed,
    reason,
    appealFrom: opened ? textIn(opened, 'on') : null,
    office: officeBehind(procedure, outcome, reason),
  };
}

const GROUNDED: ReadonlySet<Outcome> = new Set<Outcome>(['refused', 'not-accepted']);

function hasLetter(outcome: CaseState['outcome']): outcome is Outcome {
  return outcome !== null && outcome in paperWords().decisions;
}

/** Whoever decided: the office of the stage; for what the round brings about, the one that recommends or the one that runs it. */
function officeBehind(procedure: Procedure, outcome: Outcome, reason: EventEntry | null): Office {
  const { round, stages } = procedure;
  if (outcome === 'not-recommended' && round) return round.recommender;
  if (outcome === 'nursery-list' && round) return round.office;
  const decided = stages.find((stage) =>
    outcome === 'revoked' ? stage.kind === 'sign-off' && stage.revokes : stage.id === reason?.data['stage'],
  );
  const office = (decided ?? stages.at(-1))?.office;
  if (!office) throw new Error(`procedure ${procedure.id} has no stage`);
  return office;
}

/** What the letter says beside the decision itself. */
export interface LetterFrame {
  readonly procedure: Procedure;
  readonly found: CaseRecord;
  /** What the title is, or would have been, given to. */
  readonly thing: string;
  readonly issuer: string;
  /** Who hears an appeal, by name. */
  readonly appealOffice: string;
  /** The words of whoever decided; null where there are none, or they were erased. */
  readonly opinion: string | null;
  /** What the experts wrote on the items, by seat. */
  readonly comments: readonly PanelComment[];
  readonly calendar: Calendar;
  readonly sample: boolean;
}

/** The decision as a letter to the applicant: what was applied for, what was decided and why, the rule, and what can be done. */
export function decisionLetter(decision: Decision, frame: LetterFrame): LetterData {
  const { found, issuer, sample } = frame;
  const words = paperWords().decisions[decision.outcome];
  const params = paramsOf(decision, frame);
  const sections: LetterSection[] = [
    { heading: '办理事项', paragraphs: [worded(words.matter, params)] },
    { heading: '决定与理由', paragraphs: [worded(words.decision, params), ...factsOf(decision, frame)] },
    ...expertsWords(decision, frame),
    { heading: '依据', paragraphs: [`${clauseOf(frame.procedure)}。`] },
  ];
  return {
    issuer,
    number: null,
    title: words.paper,
    addressee: found.applicant.name.zh,
    sections,
    remedy: remedyOf(decision, frame),
    signedOn: dayOf(decision.closed),
    sample,
  };
}

function paramsOf({ reason, closed }: Decision, { procedure, found, thing }: LetterFrame) {
  const { state, district } = found;
  const stage = procedure.stages.find(({ id }) => id === reason?.data['stage']);
  const { rank, of } = state.place ?? { rank: '—', of: '—' };
  return {
    name: programmeWords(procedure.id)?.name ?? procedure.title.zh,
    case: found.id,
    thing,
    stage: stage?.title.zh ?? '—',
    ground: reason ? groundWords(textIn(reason, 'ground')) : '—',
    district: districtName(district),
    score: state.judgement ? writtenMean(state.judgement.trimmedMean) : '—',
    rank,
    of,
    certificate: state.origin ?? '—',
    on: chineseDate(dayOf(closed)),
  };
}

/** The facts on which the ground rests, as far as the case holds them. */
function factsOf({ reason, outcome }: Decision, { procedure, found, opinion }: LetterFrame): string[] {
  const ground = reason ? textIn(reason, 'ground') : null;
  const facts = FACTS[ground ?? '']?.(found.state, procedure) ?? null;
  const barred = outcome === 'revoked' && reason ? reason.data['barredUntil'] : null;
  return [
    ...(facts === null ? [] : [facts]),
    ...(typeof barred === 'string' ? [`至${chineseDate(barred)}止，不得再次申报。`] : []),
    ...(opinion === null ? [] : [`办理意见：${opinion}`]),
  ];
}

/** 专家评语: where the panel's marks are the ground, what the experts wrote on the items; each by seat, nobody by name. */
function expertsWords({ reason }: Decision, { procedure, comments }: LetterFrame): LetterSection[] {
  if (comments.length === 0 || !reason || textIn(reason, 'ground') !== 'below-pass-mark') return [];
  const items = procedure.stages.flatMap((stage) => (stage.kind === 'panel' ? stage.rubric.items : []));
  const nameOf = (id: string) => items.find((item) => item.id === id)?.name.zh ?? id;
  const paragraphs = comments.map(({ seat, item, text }) => `第${seat}席，${nameOf(item)}：${text}`);
  return [{ heading: '专家评语', paragraphs }];
}

type Fact = (state: CaseState, procedure: Procedure) => string | null;

const credit: Fact = ({ check }) => {
  if (!check?.credit.record) return null;
  const until = check.credit.until === null ? '' : `，期限至${chineseDate(check.credit.until)}`;
  return `信用信息记录${check.credit.record}（来源：${check.credit.source}${until}）。`;
};

const FACTS: { readonly [ground: string]: Fact | undefined } = {
  'severe-credit-record': credit,
  'credit-blocked': credit,
  'title-already-held': ({ check }) => (check?.title ? `该车间已持有证书${check.title}。` : null),
  barred: ({ check }) => (check?.barredUntil ? `禁止申报期至${chineseDate(check.barredUntil)}。` : null),
  'below-pass-mark': ({ judgement }, { stages }) => {
    const panel = stages.find(({ kind }) => kind === 'panel');
    if (!judgement || panel?.kind !== 'panel') return null;
    return `专家评审得分${writtenMean(judgement.trimmedMean)}分，合格线${panel.rubric.passMark}分。`;
  },
};

function remedyOf({ appealFrom, outcome }: Decision, { procedure, appealOffice, calendar }: LetterFrame): string[] {
  const { remedy, decisions } = paperWords();
  const window = procedure.appeal?.window;
  const due = window && appealFrom !== null ? deriveDue(calendar, window, appealFrom, []) : null;
  if (!window || !due) return [remedy.statutory];
  const params = {
    paper: decisions[outcome].paper,
    amount: window.amount,
    unit: window.unit === 'working-day' ? '个工作日' : '日',
    until: chineseDate(due.lastDay),
    office: appealOffice,
    basis: window.basis,
  };
  return [worded(remedy.appeal, params), remedy.statutory];
}

/** Who hears an appeal. */
export function appealOrganisation({ appeal }: Procedure, district: string): string | null {
  return appeal ? organisationOf(appeal.office, district) : null;
}

function dayOf({ at }: EventEntry): string {
  return at.slice(0, 10);
}

function textIn({ data }: EventEntry, key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value : '';
}
