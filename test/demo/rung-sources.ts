import { TOPICS, eventTypeOf, type CloudEvent, type HistoryView } from '@vermilion/contracts';
import { ladderNotices } from './ladder.js';
import type { Story } from './story.js';
import { readEvents, readMails, type Surroundings } from './surroundings.js';

/** Where it can be read back whom the ladder has told. */
export const SOURCES = ['kafka', 'inbox', 'mail', 'temporal'] as const;
export type Source = (typeof SOURCES)[number];

/** Somebody was told of a case by a rung; `recipient` is null where a source knows the rung only. */
export interface Told {
  readonly caseId: string;
  readonly rung: string;
  readonly recipient: string | null;
}

export type ToldBySource = { readonly [source in Source]: readonly Told[] };

/** How a rung appears to its recipients in a mail, and in the workflow's history. */
const MARKS: { readonly [rung: string]: { readonly capacity: string; readonly activity: string } } = {
  lead: { capacity: '牵头责任单位', activity: 'notifyLeadBureau' },
  'co-responsible': { capacity: '联合责任单位', activity: 'notifyCoResponsibleBureaus' },
  supervision: { capacity: '督查机构', activity: 'notifySupervisionOffice' },
};

/** Reads each source anew. What a source repeats by design (a redelivered event, a mail sent again) counts once. */
export async function toldBySource(
  story: Story,
  around: Surroundings,
  recipients: readonly string[],
): Promise<ToldBySource> {
  const [kafka, inbox, mail, temporal] = await Promise.all([
    inKafka(story, around),
    inInboxes(story),
    inMails(around, recipients),
    inHistories(story),
  ]);
  return { kafka, inbox, mail, temporal };
}

/** The published events: rung and recipients as everybody outside learns them. */
async function inKafka(story: Story, around: Surroundings): Promise<Told[]> {
  const cases = new Map(story.opened.map(({ id }) => [`application:${id}`, id]));
  const escalations = (await readEvents(around, TOPICS.cases)).filter(
    ({ type, subject }) => eventTypeOf(type) === 'escalation.notified' && cases.has(subject),
  );
  const once = new Map<string, CloudEvent>(escalations.map((event) => [event.id, event]));
  return [...once.values()].flatMap(({ subject, data }) => {
    const { rung, recipients } = data as { readonly rung: string; readonly recipients: readonly string[] };
    return recipients.map((recipient) => ({ caseId: cases.get(subject) ?? subject, rung, recipient }));
  });
}

async function inInboxes(story: Story): Promise<Told[]> {
  const notices = await ladderNotices(story);
  return notices.flatMap(({ cases, rung, recipient }) => cases.map((caseId) => ({ caseId, rung, recipient })));
}

/** The mails that the bureaus have got: the text says in what capacity, and which cases. */
async function inMails(around: Surroundings, recipients: readonly string[]): Promise<Told[]> {
  const boxes = await Promise.all(
    recipients.map(async (recipient) => {
      const mails = (await readMails(around, addressOf(recipient))).filter(({ subject }) => subject.includes('督办'));
      const once = new Map(mails.map(({ messageId, text }) => [messageId, text]));
      return [...once.values()].flatMap((text) => {
        const rung = Object.keys(MARKS).find((id) => text.includes(`作为${MARKS[id]?.capacity}`)) ?? 'of no rung';
        const cases = [...text.matchAll(/^ *· (\d{4}-\d{6,})/gm)].map(([, caseId = '']) => caseId);
        return cases.map((caseId) => ({ caseId, rung, recipient }));
      });
    }),
  );
  return boxes.flat();
}

/** Where a bureau of the demonstration gets its mails. */
function addressOf(recipient: string): string {
  return `${recipient.replace(':', '-')}@example.invalid`;
}

/** The activities that the escalation of each case's missed instant has scheduled. */
async function inHistories(story: Story): Promise<Told[]> {
  const found = await Promise.all(
    story.opened.map(async ({ id }) => {
      const { entries } = await story.operations.get<HistoryView>(`operations/cases/${id}/history`);
      const scheduled = entries.filter(
        ({ source, details }) => source === 'workflow' && details['type'] === 'ActivityTaskScheduled',
      );
      const names = new Set(scheduled.map(({ details }) => details['name']));
      return Object.keys(MARKS)
        .filter((rung) => names.has(MARKS[rung]?.activity))
        .map((rung) => ({ caseId: id, rung, recipient: null }));
    }),
  );
  return found.flat();
}
