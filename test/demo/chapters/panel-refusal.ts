import { submit } from '../declaration.js';
import { accept, passReview } from '../district.js';
import { sitPanel } from '../panel.js';
import type { Story } from '../story.js';

/** ENT10: the experts mark it below the pass mark, with a comment on every low item; refused. */
export async function refuseByPanel(story: Story): Promise<void> {
  story.narrator.begin('panel-refusal', { zh: '第四章 专家评审不合格', en: 'Chapter 4: below the pass mark' });
  const application = await submit(story, 'ENT10');
  await accept(application);
  await passReview(application);
  await sitPanel(story, application);
  const refused = await application.comes('application.refused');
  story.narrator.report(refused, { zh: '不予认定，告知理由和逐项评语', en: 'not recognised; the reasons are given' });
}
