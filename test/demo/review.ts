import { fillIn } from '../support/fill-in.js';
import type { StoryCase } from './story-case.js';
import type { Story } from './story.js';

/** 退回补正: once, with all defects, each with the rule that it offends. */
export function giveBack(
  application: StoryCase,
  defects: readonly { readonly target: string; readonly what: string; readonly how: string }[],
): Promise<void> {
  return application.give({
    by: application.industry,
    type: 'return',
    payload: { defects: defects.map((defect) => ({ ...defect, why: '申报通知关于申报材料的要求' })) },
    leaves: 'application.returned',
    says: {
      zh: `一次性告知${defects.length}项缺陷：${defects.map(({ what }) => what).join('；')}`,
      en: `returned once with all ${defects.length} defects; the limit of the review stands still`,
    },
  });
}

/** 补正: the documents that were named, with other bytes. */
export async function correct(story: Story, application: StoryCase): Promise<void> {
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

/** 不予: an office refuses on a ground of the procedure, with its reasons. */
export function refuse(application: StoryCase, ground: string, reason: string): Promise<void> {
  return application.give({
    by: application.industry,
    type: 'refuse',
    payload: { ground, opinion: reason },
    leaves: 'application.refused',
    says: { zh: `不予：${reason}`, en: `refused: ${ground}` },
  });
}
