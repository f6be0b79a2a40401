import { setTimeout as sleep } from 'node:timers/promises';
import { sampleData } from '@vermilion/catalogue';
import type { CaseView, TaskView } from '@vermilion/contracts';
import type { ApiUser } from '../support/api-client.js';
import type { Story } from './story.js';
import type { StoryCase } from './story-case.js';

type Kind = 'answer-invitation' | 'mark';

/** An expert who has found a task of this case in the own list. */
interface Seated {
  readonly seat: number;
  readonly expert: ApiUser;
}

const CONFLICT = 'conflict-of-interest';
/** What an expert signs before the file is opened. */
const SIGNED = { noConflict: true, confidentiality: true };
const CATEGORIES: { readonly [name: string]: string } = { 技术: 'technical', 财务: 'finance', 管理: 'management' };
const POLL_MS = 300;
const PATIENCE_MS = 60_000;

/** 专家评审: the system draws, the experts answer (one of them may declare a conflict) and mark as the sample says. */
export async function sitPanel(story: Story, application: StoryCase, declining: number | null = null): Promise<void> {
  const drawn = await application.comes('panel.drawn');
  story.narrator.report(drawn, {
    zh: '系统冻结专家库并公开抽取五席',
    en: 'the system freezes the pool and draws five seats',
  });
  if (declining !== null) await declare(story, application, declining);
  if (!(await application.recorded('panel.opened', undefined, story.bureau))) {
    await answerInvitations(story, application);
    await mark(story, application);
  }
  const opened = await application.comes('panel.opened', undefined, story.bureau);
  const { trimmedMean, passed } = opened.data;
  story.narrator.report(opened, {
    zh: `评分启封：去掉最高最低后平均 ${String(trimmedMean)}，${passed === true ? '合格' : '不合格（合格线60）'}`,
    en: `the marks are opened: trimmed mean ${String(trimmedMean)}, ${passed === true ? 'passed' : 'below the pass mark of 60'}`,
  });
}

/** One expert sees a conflict and declines; the system seats the next alternate. */
async function declare(story: Story, application: StoryCase, seat: number): Promise<void> {
  if (!(await application.recorded('panel.invitation-declined', (data) => data['seat'] === seat))) {
    const expert = (await seated(story, application, 'answer-invitation')).find((one) => one.seat === seat)?.expert;
    if (!expert) throw new Error(`nobody has been invited to seat ${seat} of ${application.id}`);
    await application.command({ by: expert, type: 'decline-invitation', payload: { reason: CONFLICT } });
  }
  const declined = await application.comes('panel.invitation-declined', (data) => data['seat'] === seat);
  story.narrator.report(declined, {
    zh: `第${seat}席专家声明利益冲突，回避`,
    en: `the expert on seat ${seat} declares a conflict`,
  });
  const replaced = await application.comes('panel.seat-replaced', (data) => data['seat'] === seat);
  story.narrator.report(replaced, { zh: `系统递补第${seat}席`, en: `the system seats an alternate on seat ${seat}` });
}

async function answerInvitations(story: Story, application: StoryCase): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await application.recorded('panel.convened', undefined, story.bureau))) {
    for (const { seat, expert } of await seated(story, application, 'answer-invitation')) {
      await application.command({ by: expert, type: 'accept-invitation', payload: SIGNED });
      story.narrator.tell(null, {
        zh: `第${seat}席专家接受邀请，承诺无利益冲突并保密`,
        en: `seat ${seat} accepts and signs`,
      });
    }
    if (Date.now() > deadline) throw new Error(`the panel of ${application.id} does not convene`);
    await sleep(POLL_MS);
  }
}

async function mark(story: Story, application: StoryCase): Promise<void> {
  const panel = sampleData().roundPanels.find(({ enterpriseId }) => enterpriseId === application.firm.id);
  if (!panel) throw new Error(`the sample has no marks for ${application.firm.id}`);
  await checkCategories(application, panel.seats);
  for (const { seat, expert } of await seated(story, application, 'mark')) {
    const given = panel.seats.find((one) => one.seat === seat);
    if (!given) throw new Error(`the sample has no marks for seat ${seat} of ${application.firm.id}`);
    const marks = { items: given.items, comments: given.comments };
    const { at } = await application.command({ by: expert, type: 'submit-marks', payload: { marks } });
    story.narrator.tell(at, { zh: `第${seat}席密封评分`, en: `seat ${seat} hands in sealed marks` });
  }
}

async function checkCategories(
  application: StoryCase,
  seats: readonly { seat: number; category: string }[],
): Promise<void> {
  const drawn = (await application.view()).panel?.seats ?? [];
  const differing = seats.filter(
    ({ seat, category }) => drawn.find((one) => one.seat === seat)?.category !== CATEGORIES[category],
  );
  if (differing.length > 0)
    throw new Error(`seats ${differing.map(({ seat }) => seat).join(', ')} are of another category than in the sample`);
}

/** Asks every expert of the pool for the own tasks: nobody else knows who sits where. In the order of the seats. */
async function seated(story: Story, application: StoryCase, kind: Kind): Promise<Seated[]> {
  const found = await Promise.all(
    story.experts().map(async (expert) => {
      const { items } = await expert.get<{ items: TaskView[] }>('tasks?limit=100');
      if (!items.some((task) => task.caseId === application.id && task.kind === kind)) return [];
      const { panel } = await expert.get<CaseView>(`cases/${application.id}`);
      return (panel?.seats ?? []).filter(({ yours }) => yours).map(({ seat }) => ({ seat, expert }));
    }),
  );
  return found.flat().sort((a, b) => a.seat - b.seat);
}
