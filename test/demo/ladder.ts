import { seedCalendar } from '@vermilion/catalogue';
import type { NotificationView } from '@vermilion/contracts';
import { addDays, addWorkingDays, dateOf, endOfDay } from '@vermilion/domain';
import type { StoryCase } from './story-case.js';
import { BUREAUS, type BureauId, type Story } from './story.js';

/** A message of the escalation ladder as its recipient finds it in the inbox, its rung as the ledger of the case has it. */
export interface LadderNotice {
  readonly rung: string;
  readonly recipient: BureauId;
  readonly cases: readonly string[];
  /** Business time. */
  readonly instant: string;
}

interface Page {
  readonly items: readonly NotificationView[];
  readonly next: string | null;
}

/** The instant of a rung: the end of the n-th working day after the missed day; 0 is the missed instant itself. */
export function rungInstant(missed: string, workingDays: number): string {
  if (workingDays === 0) return missed;
  const missedDay = addDays(dateOf(missed), -1);
  return endOfDay(addWorkingDays(seedCalendar(), missedDay, workingDays, { startDayCounts: false }));
}

/** What the ladder has told the bureaus about the cases of this story, from their inboxes, in the order of the ladder. */
export async function ladderNotices(story: Story): Promise<readonly LadderNotice[]> {
  const rungs = await rungsByEvent(story.opened);
  const notices = await Promise.all(BUREAUS.map((bureau) => noticesOf(story, bureau, rungs)));
  return notices.flat();
}

async function noticesOf(
  story: Story,
  recipient: BureauId,
  rungs: ReadonlyMap<string, { readonly rung: string; readonly caseId: string }>,
): Promise<LadderNotice[]> {
  const inbox = await wholeInbox(story, recipient);
  return inbox.flatMap((notification) => {
    const told = notification.items.flatMap((item) => rungs.get(String(item['eventId'])) ?? []);
    const [first] = told;
    if (!first) return [];
    return [{ rung: first.rung, recipient, cases: told.map(({ caseId }) => caseId), instant: notification.instant }];
  });
}

async function wholeInbox(story: Story, bureau: BureauId): Promise<readonly NotificationView[]> {
  const found: NotificationView[] = [];
  for (let after: string | null = ''; after !== null;) {
    const place = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page: Page = await story.officer(bureau).get<Page>(`notifications?limit=100${place}`);
    found.push(...page.items);
    after = page.next;
  }
  return found;
}

/** The escalations recorded in the ledgers of the story's cases, by the id of their event. */
async function rungsByEvent(cases: readonly StoryCase[]): Promise<Map<string, { rung: string; caseId: string }>> {
  const recorded = await Promise.all(
    cases.map(async (application) => {
      const escalations = (await application.events()).filter(({ type }) => type === 'escalation.notified');
      return escalations.map(({ id, data }) => [id, { rung: String(data['rung']), caseId: application.id }] as const);
    }),
  );
  return new Map(recorded.flat());
}
