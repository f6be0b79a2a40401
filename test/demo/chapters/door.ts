import { RefusedByApi } from '../../support/api-client.js';
import { CAST } from '../cast.js';
import { refuse } from '../review.js';
import type { StoryCase } from '../story-case.js';
import type { Story } from '../story.js';

/** ENT07 (严重失信) and ENT09 (同一车间已有称号): acceptance is refused to the district itself; it tells the firms why. FIL04 withdraws. */
export async function closeTheDoor(story: Story): Promise<void> {
  story.narrator.begin('door', { zh: '第三章 信用与称号核查，不予受理', en: 'Chapter 3: not accepted' });
  for (const { id, code, ground } of CAST.barred) {
    const application = await story.caseOf(id);
    if (!(await application.recorded('application.refused'))) await tryToAccept(story, application, code);
    await refuse(application, ground, '核查结果不符合受理条件，依据和救济途径见告知书（虚构意见）');
  }
  const leaving = await story.caseOf(CAST.fillers.withdrawn);
  await leaving.give({
    by: leaving.approver,
    type: 'withdraw',
    payload: {},
    leaves: 'application.withdrawn',
    says: { zh: '企业自愿撤回申报', en: 'the firm withdraws' },
  });
}

async function tryToAccept(story: Story, application: StoryCase, code: string): Promise<void> {
  const refusal = await application.command({ by: application.industry, type: 'accept', payload: {} }).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refusal instanceof RefusedByApi) || refusal.problem.code !== code)
    throw new Error(`${application.id}: acceptance should be refused with ${code}`);
  const { title, detail, en } = refusal.problem;
  story.narrator.remark({ zh: `✗ 受理被系统拦截：${title}，${detail}`, en: `${en.title}. ${en.detail}` });
}
