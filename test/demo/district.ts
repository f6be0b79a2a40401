import type { StoryCase } from './story-case.js';

/** 受理: the district takes the application on. */
export function accept(application: StoryCase): Promise<void> {
  const { name } = application.firm.district;
  return application.give({
    by: application.industry,
    type: 'accept',
    payload: {},
    leaves: 'application.accepted',
    says: { zh: `${name}工信部门受理，县区初审开始计时`, en: 'the district accepts; the limit of its review begins' },
  });
}

/** 初审通过、会签: the industry office passes, the finance office countersigns. */
export async function passReview(application: StoryCase): Promise<void> {
  const { name } = application.firm.district;
  await application.give({
    by: application.industry,
    type: 'pass',
    payload: { opinion: '材料齐全，情况属实，同意推荐（虚构意见）' },
    leaves: 'application.endorsed',
    says: { zh: `${name}工信部门初审通过，送财政部门会签`, en: 'the industry office of the district passes' },
  });
  await application.give({
    by: application.finance,
    type: 'countersign',
    payload: { opinion: '同意（虚构意见）' },
    leaves: 'application.countersigned',
    says: {
      zh: `${name}财政部门会签同意，转市级专家评审`,
      en: 'the finance office countersigns; on to the city panel',
    },
  });
}
