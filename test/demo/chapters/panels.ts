import { CANDIDATES, CAST } from '../cast.js';
import { sitPanel } from '../panel.js';
import type { Story } from '../story.js';

/** Seat of the expert who declares a conflict. */
const CONFLICTED_SEAT = 2;

/** 候选冻结: at the cut-off the list is final. ENT06, not repaired, leaves the round and waits; who was not recommended is told so. */
export async function freeze(story: Story): Promise<void> {
  const { narrator, round, clock } = story;
  narrator.begin('cut-off', { zh: '第九章 推荐截止，候选冻结', en: 'Chapter 9: the candidates are frozen' });
  const { terms } = await round.view();
  if (!terms) throw new Error('the round has no terms');
  await clock.moveTo(terms.cutOff);
  const { candidates } = await round.comes('frozen');
  narrator.tell(terms.cutOff, {
    zh: `候选项目${candidates?.length ?? 0}个，名单冻结`,
    en: `${candidates?.length ?? 0} candidates, frozen`,
  });
  const blocked = await story.caseOf(CAST.blocked);
  narrator.report(await blocked.comes('application.suspended'), {
    zh: '信用未修复：转出本轮次，中止办理，待修复后恢复',
    en: 'credit not repaired: suspended, out of this round',
  });
  for (const id of CAST.fillers.unlisted) {
    const application = await story.caseOf(id);
    narrator.report(await application.comes('application.closed'), { zh: '未获县区推荐', en: 'not recommended' });
  }
}

/** 专家评审: seven panels, drawn anew for each case; the marks are the sample's, by seat. */
export async function judgeAll(story: Story): Promise<void> {
  story.narrator.begin('panels', { zh: '第十章 专家评审', en: 'Chapter 10: the panels' });
  await story.clock.moveTo('2018-05-21T09:00:00+08:00');
  for (const id of CANDIDATES)
    await sitPanel(story, await story.caseOf(id), id === CAST.sound[0] ? CONFLICTED_SEAT : null);
}
