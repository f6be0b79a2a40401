import { fillIn } from '../../support/fill-in.js';
import { signAndAward } from '../award.js';
import { submit } from '../declaration.js';
import { accept, passReview } from '../district.js';
import { sitPanel } from '../panel.js';
import type { Story } from '../story.js';
import type { StoryCase } from '../story-case.js';

/** ENT02: returned once with all its defects, corrected with other bytes, recognised. */
export async function returnAndCorrect(story: Story): Promise<void> {
  story.narrator.begin('correction', {
    zh: '第二章 一次性告知，补正后通过',
    en: 'Chapter 2: returned once, corrected, awarded',
  });
  const application = await submit(story, 'ENT02', true);
  await accept(application);
  await giveBack(application);
  await correct(story, application);
  await passReview(application);
  await sitPanel(story, application);
  await signAndAward(story, application);
}

async function giveBack(application: StoryCase): Promise<void> {
  const { defects } = application.firm;
  await application.give({
    by: application.industry,
    type: 'return',
    payload: {
      defects: defects.map(({ document, what, fix }) => ({ target: `document:${document}`, what, how: fix })),
    },
    leaves: 'application.returned',
    says: {
      zh: `一次性告知${defects.length}项缺陷：${defects.map(({ what }) => what).join('；')}`,
      en: `returned once with all ${defects.length} defects; the limit of the review stands still`,
    },
  });
}

async function correct(story: Story, application: StoryCase): Promise<void> {
  const says = {
    zh: '企业重新上传审计报告和盖章的承诺书，补正提交',
    en: 'a new audit report and a sealed declaration: corrected',
  };
  const done = await application.recorded('application.corrected');
  if (done) return story.narrator.report(done, says);
  const { filler, approver, firm, id } = application;
  const draftVersion = await fillIn(filler, { caseId: id, enterprise: firm.id, programme: await story.procedure() });
  await application.give({
    by: approver,
    type: 'correct',
    payload: { draftVersion },
    leaves: 'application.corrected',
    says,
  });
}
