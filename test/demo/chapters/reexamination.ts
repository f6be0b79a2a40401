import { CAST } from '../cast.js';
import type { StoryCase } from '../story-case.js';
import type { Story } from '../story.js';

const PROCEDURE = 'smart-workshop-review';

/** ENT12: three years are over; the firm does not take part, the workshop stands still; the title is revoked. */
export async function reexamine(story: Story): Promise<void> {
  const { narrator, clock } = story;
  narrator.begin('re-examination', { zh: '第六章 三年复核，撤销称号', en: 'Chapter 6: re-examination and revocation' });
  const application = await story.adopt(CAST.titled, PROCEDURE);
  const opened = await application.comes('application.opened');
  narrator.report(opened, {
    zh: `称号 ${String(opened.data['origin'])} 将满三年，系统开启复核`,
    en: 'the system opens it',
  });
  const due = await declarationDue(application);
  if (due) await clock.moveTo(due);
  narrator.report(await application.comes('stage.entered', ({ stage }) => stage === 'verification'), {
    zh: '企业逾期未提交复核材料，转县区核实',
    en: 'the firm has not answered; the district looks',
  });
  await application.give({
    by: application.industry,
    type: 'refuse',
    payload: { ground: 'production-ceased', opinion: '车间已停产，设备已搬离（虚构意见）' },
    leaves: 'application.found',
    says: { zh: '县区核实：车间已停产', en: 'the workshop has ceased production' },
  });
  await application.give({
    by: story.leader,
    type: 'sign',
    payload: {},
    leaves: 'title.revoked',
    says: { zh: '市工信委领导决定撤销称号，向社会公布', en: 'the title is revoked, and published' },
  });
}

async function declarationDue(application: StoryCase): Promise<string | null> {
  return (await application.recorded('limit.lapsed')) ? null : application.dueOf('declaration#1');
}
