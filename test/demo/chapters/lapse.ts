import { bureaus, seedCalendar } from '@vermilion/catalogue';
import type { DeadlineView } from '@vermilion/contracts';
import { addDays, addWorkingDays, compareInstants, dateOf, type Text } from '@vermilion/domain';
import { CAST } from '../cast.js';
import { accept, passReview } from '../district.js';
import { ladderNotices, rungInstant } from '../ladder.js';
import type { StoryCase } from '../story-case.js';
import type { Story } from '../story.js';

const REVIEW = 'district-review';
/** Working days after the missed day, as the procedure's ladder has them. */
const CO_RESPONSIBLE = 2;
const SUPERVISION = 5;

const RUNGS: { readonly [rung: string]: Text } = {
  lead: { zh: '通知牵头单位', en: 'the lead bureau is told' },
  'co-responsible': { zh: '通知联合责任单位', en: 'the co-responsible bureau is told' },
  supervision: { zh: '通知督查机构', en: 'the supervision office is told' },
};

/** ENT08: its district lets all three rungs pass. ENT05: its district acts after the first rung; FIL05 never answers its return. */
export async function letLimitsLapse(story: Story): Promise<void> {
  const { narrator, clock } = story;
  narrator.begin('lapse', { zh: '第五章 初审逾期，逐级督办', en: 'Chapter 5: missed limits climb the ladder' });
  await clock.moveTo('2018-03-02T09:00:00+08:00');
  const late = await story.caseOf(CAST.late);
  await accept(late);
  const asleep = await story.caseOf(CAST.asleep);
  const missed = await miss(story, asleep);
  await climbed(story, asleep, 'lead', missed);
  const missedLater = await miss(story, late);
  await climbed(story, late, 'lead', missedLater);
  const silent = await story.caseOf(CAST.fillers.silent);
  narrator.report(await silent.comes('application.closed'), {
    zh: '逾期未补正，视为放弃',
    en: 'never corrected: lapsed',
  });
  await clock.moveTo(
    `${addWorkingDays(seedCalendar(), dateOf(missedLater), 1, { startDayCounts: true })}T09:00:00+08:00`,
  );
  await passReview(late);
  const second = rungInstant(missed, CO_RESPONSIBLE);
  await clock.moveTo(second);
  await climbed(story, asleep, 'co-responsible', second);
  const third = rungInstant(missed, SUPERVISION);
  await clock.moveTo(third);
  await climbed(story, asleep, 'supervision', third);
  await clock.moveTo(morningOf(third));
  await passReview(asleep);
  await tellNotices(story);
}

/** Who was told of whom, as the inboxes have it. */
async function tellNotices(story: Story): Promise<void> {
  const notices = [...(await ladderNotices(story))].sort((a, b) => compareInstants(a.instant, b.instant));
  for (const { rung, recipient, cases, instant } of notices) {
    const { zh, en } = nameOf(recipient);
    story.narrator.remark({
      zh: `督办通知 ${instant.slice(0, 10)} ${zh}：${cases.join('、')}（${RUNGS[rung]?.zh}）`,
      en: `${en} was told of ${cases.length}`,
    });
  }
}

/** Moves the clock to the end of the review's limit; it lapses. @returns the missed instant. */
async function miss(story: Story, application: StoryCase): Promise<string> {
  const dueAt = await reviewDueAt(application);
  const { name } = application.firm.district;
  story.narrator.remark({
    zh: `${name}初审期限至 ${addDays(dateOf(dueAt), -1)} 24时，无人办理`,
    en: 'nobody acts until the limit',
  });
  await story.clock.moveTo(dueAt);
  const lapsed = await application.comes('limit.lapsed', ({ limit }) => String(limit).startsWith(REVIEW));
  story.narrator.report(lapsed, { zh: `${name}初审逾期`, en: 'the review of the district is overdue' });
  return dueAt;
}

/** Waits until a rung stands in the ledger of the case. @throws when that is at another instant than the ladder says. */
async function climbed(story: Story, application: StoryCase, rung: string, at: string): Promise<void> {
  const told = await application.comes('escalation.notified', (data) => data['rung'] === rung);
  const recipients = (told.data['recipients'] as string[]).map((recipient) => nameOf(recipient).zh).join('、');
  story.narrator.report(told, { zh: `${RUNGS[rung]?.zh}：${recipients}`, en: RUNGS[rung]?.en ?? rung });
  if (told.at !== at) throw new Error(`${application.id}: ${rung} was told at ${told.at}, not at ${at}`);
}

/** The end of the review's limit: from the ledger when it has lapsed, else from the running deadlines. */
async function reviewDueAt(application: StoryCase): Promise<string> {
  const lapsed = await application.recorded('limit.lapsed', ({ limit }) => String(limit).startsWith(REVIEW));
  if (lapsed) return String(lapsed.data['dueAt']);
  const { items } = await application.industry.get<{ items: DeadlineView[] }>(`cases/${application.id}/deadlines`);
  const due = items.find(({ limit, rung }) => rung === 'lapse' && limit.startsWith(REVIEW));
  if (!due) throw new Error(`${application.id} has no running limit of its review`);
  return due.dueAt;
}

/** What people call an organisation of the form `bureau:<id>`. */
function nameOf(organisation: string): Text {
  const bureau = bureaus().find(({ id }) => `bureau:${id}` === organisation);
  return { zh: bureau?.zh ?? organisation, en: bureau?.en ?? organisation };
}

/** Nine o'clock of the day that begins at this instant. */
function morningOf(midnight: string): string {
  return `${midnight.slice(0, 10)}T09:00:00+08:00`;
}
