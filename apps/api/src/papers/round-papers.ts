import type { DateText, Form, Procedure, RoundDocument, RoundState } from '@vermilion/domain';
import type { CaseRecord } from '@vermilion/ledger';
import { chineseDate, type AwardLetterData, type DistrictSummaryData, type SummaryRow } from '@vermilion/papers';
import type { PaperWords } from '@vermilion/catalogue';
import { districtName, worded } from './words.js';

type Words = PaperWords['programmes'][string];

/** What every paper of a round is made of. */
export interface RoundPaper {
  readonly procedure: Procedure;
  readonly state: RoundState;
  readonly cases: readonly CaseRecord[];
  readonly sample: boolean;
}

/** 认定文件 with its list, in the order of the round's list. */
export function awardLetterOf(
  { procedure, state, cases, sample }: RoundPaper,
  words: NonNullable<Words['award']>,
  document: RoundDocument,
  about: { readonly issuer: string; readonly verifyUrl: string },
): AwardLetterData {
  const year = state.terms?.year ?? document.on.slice(0, 4);
  const award = procedure.stages.find((stage) => stage.kind === 'award');
  const params = {
    year,
    count: document.cases.length,
    years: award?.kind === 'award' ? award.titleYears : '—',
    notice: state.notice?.number ?? '—',
    from: state.notice ? chineseDate(state.notice.from) : '—',
    until: state.notice ? chineseDate(state.notice.until) : '—',
  };
  return {
    ...about,
    documentNumber: document.number,
    title: worded(document.supplementary ? words.supplementaryTitle : words.title, params),
    recipients: words.recipients,
    paragraphs: words.paragraphs.map((paragraph) => worded(paragraph, params)),
    listTitle: worded(words.listTitle, params),
    entries: document.cases.map((caseId) => {
      const { applicant, workshopName, district } = caseIn(cases, caseId);
      return { enterprise: applicant.name.zh, workshop: workshopName ?? '—', district: districtName(district) };
    }),
    signedOn: document.on,
    sample,
  };
}

/** 县区汇总表: what a district recommends, in its order, with the indicators that the form gives and where each case is. */
export function districtSummaryOf(
  { procedure, state, cases, sample }: RoundPaper,
  words: NonNullable<Words['summary']>,
  { district, office, on }: { readonly district: string; readonly office: string; readonly on: DateText },
): DistrictSummaryData {
  const year = state.terms?.year ?? on.slice(0, 4);
  const params = { year, district: districtName(district), office, on: chineseDate(on) };
  return {
    title: worded(words.title, params),
    note: worded(words.note, params),
    figureTitles: procedure.gates.map(({ title }) => `${title.zh}（%）`),
    rows: (state.recommendations[district] ?? []).map((caseId, index) =>
      rowOf(procedure, caseIn(cases, caseId), index + 1),
    ),
    sample,
  };
}

function rowOf(procedure: Procedure, found: CaseRecord, rank: number): SummaryRow {
  const { applicant, workshopName, state } = found;
  return {
    rank,
    enterprise: applicant.name.zh,
    workshop: workshopName ?? '—',
    creditCode: textAt(state.form, procedure.applicantAt) ?? applicant.id.replace(/^[^:]*:/, ''),
    figures: procedure.gates.map(({ id }) => state.figures[id] ?? null),
    status: statusOf(procedure, found),
  };
}

const OUTCOMES: { readonly [outcome in NonNullable<CaseRecord['outcome']>]: string } = {
  awarded: '已认定',
  refused: '不予认定',
  'not-accepted': '不予受理',
  'not-recommended': '未获推荐',
  'nursery-list': '列入培育库',
  withdrawn: '已撤回',
  lapsed: '逾期终止',
  renewed: '复核通过',
  revoked: '称号撤销',
};

function statusOf(procedure: Procedure, { outcome, stage, state }: CaseRecord): string {
  if (outcome !== null) return OUTCOMES[outcome];
  if (state.suspension) return '中止办理';
  return procedure.stages.find(({ id }) => id === stage)?.title.zh ?? '草稿';
}

function textAt(form: Form, place: string | null | undefined): string | null {
  const [section = '', field = ''] = (place ?? '').split('.');
  const value = (form[section] as { readonly [field: string]: unknown } | undefined)?.[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** @throws when a list names a case that is not of the round: a fault of the ledger. */
function caseIn(cases: readonly CaseRecord[], caseId: string): CaseRecord {
  const found = cases.find(({ id }) => id === caseId);
  if (!found) throw new Error(`no case ${caseId} in the round that lists it`);
  return found;
}
