import type { Story } from './story.js';
import type { StoryCase } from './story-case.js';

/** 市局审定、认定发文: the leader signs, the system numbers and issues. */
export async function signAndAward(story: Story, application: StoryCase): Promise<void> {
  await application.give({
    by: story.leader,
    type: 'sign',
    payload: {},
    leaves: 'application.signed',
    says: { zh: '市工信委领导审定签发', en: 'the leader of the bureau signs' },
  });
  const issued = await application.comes('award.issued');
  const { award } = await application.view();
  story.narrator.report(issued, {
    zh: `认定：${award?.documentNumber}，证书 ${award?.certificateNumber}，有效期至 ${award?.validUntil}`,
    en: `awarded: certificate ${award?.certificateNumber}, valid until ${award?.validUntil}`,
  });
}
