import type { StoryCase } from './story-case.js';
import type { Story } from './story.js';

/** 实名异议: somebody who is no user of the system writes, by name and signed. Everything about the person is fictional. */
export async function lodgeObjection(story: Story, application: StoryCase): Promise<void> {
  const says = {
    zh: '公示最后一日收到实名异议，该项目暂缓，其余项目照常',
    en: 'a signed objection on the last day: this entry alone is held up',
  };
  const lodged = await application.recorded('objection.lodged');
  if (lodged) return story.narrator.report(lodged, says);
  const response = await fetch(`${story.api.addresses.api}/api/v1/notices/${story.round.id}/objections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `story-${application.id}-objection` },
    body: JSON.stringify({
      caseId: application.id,
      paper: {
        kind: 'individual',
        name: '示例异议人（虚构）',
        address: '河南省郑州市示例路1号（虚构）',
        phone: '13800000099',
        signed: true,
        facts: '反映该车间部分设备未实际联网，请予核查（虚构内容）',
      },
    }),
  });
  if (response.status !== 201) throw new Error(`the objection was answered with ${response.status}`);
  story.narrator.report(await application.comes('objection.lodged'), says);
}

/** 异议核查: the district looks, and finds nothing in it; both sides are told. */
export async function verifyObjection(application: StoryCase): Promise<void> {
  await application.give({
    by: application.industry,
    type: 'verify-objection',
    payload: {
      objection: await objectionOf(application),
      upheld: false,
      opinion: '经两人现场核查，设备均已联网，异议不成立（虚构意见）',
    },
    leaves: 'objection.verified',
    says: { zh: '县区核查：异议不成立，结论告知双方', en: 'verified: not upheld; both sides are told' },
  });
}

/** The number of the one objection to the case. */
export async function objectionOf(application: StoryCase): Promise<string> {
  const lodged = await application.recorded('objection.lodged');
  if (!lodged) throw new Error(`nobody has objected to ${application.id}`);
  return String(lodged.data['objection']);
}
