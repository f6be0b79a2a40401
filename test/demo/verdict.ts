import { TOPICS, type CaseView, type EventView, type HistoryView, type VerifyView } from '@vermilion/contracts';
import type { SubmissionRefusal } from './chapters/refused-at-submission.js';
import { CAST } from './cast.js';
import { differing, eventually } from './differences.js';
import {
  EXPECTED_NOTICES,
  countNotices,
  expectedComments,
  expectedEndings,
  expectedEndOfSuspension,
  expectedFillers,
  expectedRefusal,
  type Ending,
  type NoticeCount,
} from './expected.js';
import { ladderNotices } from './ladder.js';
import { compareRungs } from './rungs.js';
import { publishedOf, readMails, type Surroundings } from './surroundings.js';
import type { StoryCase } from './story-case.js';
import type { Story } from './story.js';

/** What the story came to. */
export interface Report {
  /** The twelve of the sample. */
  readonly enterprises: readonly Ending[];
  /** The generated ones that fill the round. */
  readonly fillers: readonly Ending[];
  readonly notifications: readonly NoticeCount[];
  readonly durations: Readonly<Record<string, number>>;
}

export interface Verdict {
  readonly report: Report;
  /** Everything that differs from what is expected; empty when all is well. */
  readonly differences: readonly string[];
}

/** Reads everything back and compares it with the sample: outcomes, scores, messages, Kafka, mail, workflow histories, the chain. */
export async function judge(story: Story, around: Surroundings, refusal: SubmissionRefusal | null): Promise<Verdict> {
  const endings = (await Promise.all(story.opened.map(endingOf))).sort((a, b) => (a.id < b.id ? -1 : 1));
  const enterprises = endings.filter(isOfTheSample);
  const fillers = endings.filter((ending) => !isOfTheSample(ending));
  const notifications = await noticeCounts(story);
  const differences = [
    // Once the window is closed, an earlier run has seen the refusal: now the firm would be told that it comes too late.
    ...(refusal ? differing('refusal of ENT04', refusal, expectedRefusal()) : []),
    ...[...expectedEndings(), ...expectedFillers()].flatMap((expected) => {
      const { events: _events, ...found } = endings.find(({ id }) => id === expected.id) ?? { events: 0 };
      return differing(expected.id, found, expected);
    }),
    ...differing('notifications', notifications, EXPECTED_NOTICES),
    ...(await inComments(story)),
    ...(await inSuspension(story)),
    ...(await inKafka(story, around)),
    ...(await compareRungs(story, around)),
    ...(await inMail(story, around)),
    ...(await inWorkflows(story)),
    ...(await inChain(story)),
  ];
  return { report: { enterprises, fillers, notifications, durations: story.narrator.durations() }, differences };
}

/** The generated firms only fill the round. */
function isOfTheSample({ id }: Ending): boolean {
  return id.startsWith('ENT');
}

/** Whose application came in at all. */
function wasHeard({ firm }: StoryCase): boolean {
  return firm.id !== CAST.refuted && firm.id !== CAST.fillers.tooLate;
}

async function endingOf(application: StoryCase): Promise<Ending> {
  const [view, events] = await Promise.all([application.view(), application.events()]);
  return {
    id: application.firm.id,
    outcome: outcomeOf(view, events),
    score: scoreOf(events),
    rank: view.place?.rank ?? null,
    result: resultOf(view, events),
    events: events.length,
  };
}

const OUTCOMES: { readonly [outcome: string]: string } = {
  'not-accepted': 'not_accepted',
  'nursery-list': 'waitlisted',
  revoked: 'revoked',
};

function outcomeOf(view: CaseView, events: readonly EventView[]): string {
  if (view.phase === 'draft') return 'submission_refused';
  if (view.suspension) return 'suspended_until_credit_repair';
  if (view.outcome === null) return `open in ${view.stage?.id ?? 'no stage'}`;
  const happened = (type: string): boolean => events.some((event) => event.type === type);
  return endOf(view.outcome, happened);
}

function endOf(outcome: string, happened: (type: string) => boolean): string {
  if (outcome === 'refused') return happened('panel.opened') ? 'rejected_by_panel' : 'refused';
  if (outcome !== 'awarded') return OUTCOMES[outcome] ?? outcome;
  if (happened('objection.lodged')) return 'recognised_after_objection';
  return happened('application.returned') ? 'returned_then_recognised' : 'recognised';
}

/** The trimmed mean, once the marks were opened. */
function scoreOf(events: readonly EventView[]): number | null {
  const mean = events.find(({ type }) => type === 'panel.opened')?.data['trimmedMean'];
  return typeof mean === 'number' ? mean : null;
}

/** What the sample's panels come to; null for who was judged by none. */
function resultOf(view: CaseView, events: readonly EventView[]): string | null {
  if (scoreOf(events) === null) return null;
  return view.outcome === 'awarded' ? 'recognised' : view.outcome;
}

async function noticeCounts(story: Story): Promise<readonly NoticeCount[]> {
  const order = EXPECTED_NOTICES.map(({ rung }) => rung);
  return [...countNotices(await ladderNotices(story))].sort((a, b) => order.indexOf(a.rung) - order.indexOf(b.rung));
}

/** Whoever failed reads what the experts wrote, by seat and item. */
async function inComments(story: Story): Promise<string[]> {
  const { judgement } = await (await story.caseOf(CAST.failed)).view();
  const [found, expected] = [judgement?.comments ?? [], expectedComments(CAST.failed)];
  story.narrator.remark({
    zh: `未达合格线的企业看到专家逐项评语 ${found.length} 条，只见席位，不见姓名`,
    en: `the firm below the pass mark reads ${found.length} comments of the experts, by seat and item, and no name`,
  });
  return differing(`comments for ${CAST.failed}`, found, expected);
}

/** Whoever is suspended keeps a date: until when the credit may be repaired is shown with the case, counted from the cut-off. */
async function inSuspension(story: Story): Promise<string[]> {
  const { terms } = await story.round.view();
  if (!terms) throw new Error('the round has no terms');
  const found = await (await story.caseOf(CAST.blocked)).dueOf('suspension');
  story.narrator.remark({
    zh: `信用修复期限至 ${found ?? '—'}，逾期未修复即终止`,
    en: `the credit of ${CAST.blocked} may be repaired until ${found ?? '—'}; then the case ends`,
  });
  return differing(`end of the suspension of ${CAST.blocked}`, found, expectedEndOfSuspension(terms.cutOff));
}

/** Every event of every case and of the round is in Kafka, in its order, and nothing else. */
async function inKafka(story: Story, around: Surroundings): Promise<string[]> {
  const faults = await eventually(async () => {
    const published = await publishedOf(around, TOPICS.cases);
    const compared = story.opened.map(async (application) => {
      const expected = (await application.events()).map(({ seq }) => seq);
      return differing(`Kafka, ${application.id}`, published.get(`application:${application.id}`) ?? [], expected);
    });
    return [...(await Promise.all(compared)).flat(), ...(await inTopicOfRounds(story, around))];
  });
  if (faults.length === 0)
    story.narrator.remark({
      zh: '账上每一条事实都在Kafka里，次序一致',
      en: 'every fact of the ledger is in Kafka, in order',
    });
  return faults;
}

async function inTopicOfRounds({ round }: Story, around: Surroundings): Promise<string[]> {
  const expected = (await round.events()).map(({ seq }) => seq);
  const published = await publishedOf(around, TOPICS.rounds);
  return differing(`Kafka, ${round.id}`, published.get(`round:${round.id}`) ?? [], expected);
}

/** Whoever was recognised or refused has got a mail about it. */
async function inMail(story: Story, around: Surroundings): Promise<string[]> {
  const addresses = story.opened.filter(wasHeard).map(({ firm }) => firm.contact.email);
  const countMails = () =>
    Promise.all(addresses.map(async (to) => ({ to, count: (await readMails(around, to)).length })));
  const without = await eventually(async () =>
    (await countMails()).filter(({ count }) => count === 0).map(({ to }) => `no mail to ${to}`),
  );
  const sum = (await countMails()).reduce((whole, { count }) => whole + count, 0);
  story.narrator.remark({
    zh: `企业邮件 ${sum} 封已送达（本机收件箱）`,
    en: `${sum} mails to the enterprises have arrived in the local mail catcher`,
  });
  return without;
}

/** The workflow of each case that was submitted shows in the history that operations read. */
async function inWorkflows(story: Story): Promise<string[]> {
  const submitted = story.opened.filter(wasHeard);
  const faults = await Promise.all(
    submitted.map(async ({ id }) => {
      const { entries, missing } = await story.operations.get<HistoryView>(`operations/cases/${id}/history`);
      const sources = new Set(entries.map(({ source }) => source));
      const absent = (['ledger', 'workflow', 'delivery'] as const).filter((source) => !sources.has(source));
      return [...missing, ...absent].map((source) => `history of ${id}: nothing from ${source}`);
    }),
  );
  return faults.flat();
}

async function inChain(story: Story): Promise<string[]> {
  const { intact, events, faults } = await story.auditor.get<VerifyView>('audit/verify');
  story.narrator.remark({
    zh: `哈希链校验：${events} 条，${intact ? '完好' : '有误'}`,
    en: `the chain of ${events} events ${intact ? 'verifies' : 'is broken'}`,
  });
  return intact ? [] : faults.map(({ stream, seq, what }) => `chain: ${stream}/${seq} ${what}`);
}
