import { fillIn } from '../support/fill-in.js';
import type { Story } from './story.js';
import type { StoryCase } from './story-case.js';

/** Opens and fills in the application of an enterprise of the sample. @returns the case, and the draft's version; null when it was submitted before. */
export async function prepare(
  story: Story,
  enterprise: string,
  faulty = false,
): Promise<{ readonly application: StoryCase; readonly draftVersion: number | null }> {
  const application = await story.caseOf(enterprise);
  if (await application.recorded('application.submitted')) return { application, draftVersion: null };
  const { now } = await story.clock.read();
  const programme = await story.procedure();
  const draftVersion = await fillIn(application.filler, { caseId: application.id, enterprise, programme, faulty });
  const { displayName, district, declaration } = application.firm;
  story.narrator.tell(now, {
    zh: `${displayName}（${district.name}）填报“${declaration?.workshopName ?? ''}”，办件 ${application.id}，材料齐全`,
    en: `${enterprise} fills in case ${application.id} and attaches its documents`,
  });
  return { application, draftVersion };
}

/** 填报人填报，审核人提交: the filler fills in, the approver of the enterprise submits. */
export async function submit(story: Story, enterprise: string, faulty = false): Promise<StoryCase> {
  const { application, draftVersion } = await prepare(story, enterprise, faulty);
  await application.give({
    by: application.approver,
    type: 'submit',
    payload: { draftVersion: draftVersion ?? 0 },
    leaves: 'application.submitted',
    says: { zh: `${application.firm.displayName}审核人提交`, en: `the approver of ${enterprise} submits` },
  });
  return application;
}
