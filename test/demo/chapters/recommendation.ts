import { RefusedByApi } from '../../support/api-client.js';
import { CANDIDATES, CAST } from '../cast.js';
import { prepare } from '../declaration.js';
import type { StoryCase } from '../story-case.js';
import type { Story } from '../story.js';

/** 申报截止: exactly at 24时 of 31 March the window is shut; who comes then is told so, and loses nothing. */
export async function closeTheWindow(story: Story): Promise<void> {
  const { narrator, round, clock } = story;
  narrator.begin('window', { zh: '第七章 申报截止', en: 'Chapter 7: the window closes' });
  const { application, draftVersion } = await prepare(story, CAST.fillers.tooLate);
  const { terms } = await round.view();
  if (!terms) throw new Error('the round has no terms');
  await clock.moveTo(terms.closes);
  await round.comes('closed');
  if (draftVersion === null) throw new Error('the late one was heard');
  const refusal = await application
    .command({ by: application.approver, type: 'submit', payload: { draftVersion } })
    .then(
      () => null,
      (error: unknown) => error,
    );
  if (!(refusal instanceof RefusedByApi) || refusal.problem.code !== 'round-over')
    throw new Error('a submission after the window must be refused with round-over');
  narrator.remark({ zh: `✗ ${refusal.problem.detail}`, en: refusal.problem.en.detail });
}

/** 排序推荐、形式审查: each district ranks its own; the city bureau checks the forms, and sends one back. */
export async function recommend(story: Story): Promise<void> {
  const { narrator, clock } = story;
  narrator.begin('recommendation', { zh: '第八章 县区推荐，形式审查', en: 'Chapter 8: recommendation, formal check' });
  await clock.moveTo('2018-04-02T09:00:00+08:00');
  await tryBlocked(story, await story.caseOf(CAST.blocked));
  for (const id of CANDIDATES) await recommendOne(story, await story.caseOf(id));
  const back = await story.caseOf(CAST.sentBack);
  await back.give({
    by: story.bureau,
    type: 'send-back',
    payload: { opinion: '推荐文件缺少汇总表，请补齐后重新推荐（虚构意见）' },
    leaves: 'application.sent-back',
    says: { zh: '形式审查退回县区', en: 'sent back to the district' },
  });
  if ((await back.view()).stage?.id === 'recommendation') await recommendOne(story, back, true);
  for (const id of CANDIDATES) await check(story, await story.caseOf(id));
}

/** A list with a firm whose credit is not repaired is refused as a whole, and says why. */
async function tryBlocked(story: Story, application: StoryCase): Promise<void> {
  if (await story.round.reached('frozen')) return;
  const refusal = await story.round
    .command(application.industry, 'recommend', { cases: [application.id] }, { zh: '', en: '' })
    .then(
      () => null,
      (error: unknown) => error,
    );
  if (!(refusal instanceof RefusedByApi) || refusal.problem.code !== 'recommendation-faulty')
    throw new Error('a firm with a general credit record must not be recommended');
  for (const { message, en } of refusal.problem.problems) story.narrator.remark({ zh: `✗ ${message}`, en });
}

/** Every candidate of the story sits in a district of its own. */
async function recommendOne(story: Story, application: StoryCase, again = false): Promise<void> {
  const district = application.firm.district;
  const { recommendations } = await story.round.view();
  const listed = recommendations?.[district.internalCode]?.includes(application.id) ?? false;
  if (!listed || again)
    await story.round.command(
      application.industry,
      'recommend',
      { cases: [application.id] },
      { zh: `${district.name}排序推荐：${application.firm.displayName}`, en: `recommended: ${application.firm.id}` },
    );
  await application.comes('application.recommended');
}

async function check(story: Story, application: StoryCase): Promise<void> {
  const passed = ({ stage }: Readonly<Record<string, unknown>>) => stage === 'gathering';
  // The one that was sent back comes to the bureau twice: what counts is where it stands now.
  if (!(await application.recorded('stage.entered', passed))) await application.standsAt('formal-check');
  await application.give({
    by: story.bureau,
    type: 'pass',
    payload: { opinion: '形式审查合格（虚构意见）' },
    leaves: 'stage.entered',
    fits: passed,
    says: { zh: '形式审查通过，等待候选名单冻结', en: 'formal check passed' },
  });
}
