import type { RoundView } from '@vermilion/contracts';
import { CANDIDATES, CAST } from '../cast.js';
import { lodgeObjection, objectionOf, verifyObjection } from '../objection.js';
import type { Story } from '../story.js';

type Firmness = { readonly [part in 'cut' | 'stability']: NonNullable<RoundView[part]> };

/** 综合排序、拟认定: the order, the cut line and how firm it is; the leader takes the list. */
export async function rankAndPropose(story: Story): Promise<void> {
  const { narrator, round, leader } = story;
  narrator.begin('ranking', { zh: '第十一章 综合排序，拟认定', en: 'Chapter 11: ranking and proposal' });
  await round.comes('ranked');
  const { ranking, cut, stability } = await round.view(leader);
  if (!ranking || !cut || !stability) throw new Error('the leader does not see the ranking');
  for (const { rank, mark, applicant, result } of ranking)
    narrator.remark({
      zh: `第${rank}名 ${mark.toFixed(2)} ${applicant.name.zh} ${result === 'within-quota' ? '名额内' : '培育库'}`,
      en: `${rank}: ${mark.toFixed(2)} ${result}`,
    });
  tellFirmness(narrator, { cut, stability });
  if (!(await round.reached('proposed')))
    await round.command(
      leader,
      'propose',
      { opinion: '同意按综合排序拟认定（虚构意见）' },
      {
        zh: '市工信委领导拟认定',
        en: 'the leader proposes the list',
      },
    );
}

/** 稳定性: how far the list hangs on one expert, in whatever cases. */
function tellFirmness(narrator: Story['narrator'], { cut, stability }: Firmness): void {
  const { tried, unchanged, changes } = stability;
  narrator.remark({
    zh: `名额${cut.quota}，线上线下相差${cut.gap ?? '—'}分；评分专家${tried}位，逐一去掉其全部评分，名单不变${unchanged}种`,
    en: `the list stays in ${unchanged} of ${tried} omissions of one expert`,
  });
  for (const { expert, seats, into, out } of changes)
    narrator.remark({
      zh: `若无专家${expert}（${seats.length}个席位）：退出${out.join('、')}，进入${into.join('、')}`,
      en: `without expert ${expert} (${seats.length} seats): out ${out.join(', ')}; in ${into.join(', ')}`,
    });
}

/** 公示: five working days; somebody objects to ENT03 on the last day; the others go on. */
export async function publish(story: Story): Promise<void> {
  const { narrator, round, clock } = story;
  narrator.begin('notice', { zh: '第十二章 公示与异议', en: 'Chapter 12: public notice, and an objection' });
  const { notice } = await round.comes('published');
  if (!notice) throw new Error('the round has no notice');
  narrator.remark({ zh: `${notice.number}：公示 ${notice.from} 至 ${notice.until}`, en: 'the list is public' });
  await clock.moveTo(`${notice.until}T16:00:00+08:00`);
  await lodgeObjection(story, await story.caseOf(CAST.disputed));
  await clock.moveTo(notice.closesAt);
  await round.comes('cleared');
}

/** 签发: one document for the list; ENT03, cleared later, gets the next number. */
export async function award(story: Story): Promise<void> {
  const { narrator, clock } = story;
  narrator.begin('award', { zh: '第十三章 认定发文', en: 'Chapter 13: award' });
  const disputed = await story.caseOf(CAST.disputed);
  const { list } = await story.round.view();
  const listed = [];
  for (const id of CANDIDATES) {
    const application = await story.caseOf(id);
    if (id !== CAST.disputed && list?.includes(application.id)) listed.push(application);
  }
  for (const application of listed) await application.comes('stage.entered', ({ stage }) => stage === 'award');
  await sign(story, 1, '签发认定文件');
  for (const application of listed) await awarded(story, application);
  await verifyObjection(disputed);
  const window = await disputed.dueOf(`objection-${await objectionOf(disputed)}/appeal`);
  if (window) await clock.moveTo(window);
  await disputed.comes('stage.entered', ({ stage }) => stage === 'award');
  await sign(story, 2, '签发补充认定文件');
  await awarded(story, disputed);
}

/** Signs until the round has so many documents. */
async function sign({ round, leader }: Story, documents: number, zh: string): Promise<void> {
  const { documents: there } = await round.view();
  if (there.length >= documents) return;
  await round.command(
    leader,
    'issue',
    { opinion: '同意（虚构意见）' },
    { zh: `市工信委领导${zh}`, en: 'the leader signs' },
  );
}

async function awarded(story: Story, application: Awaited<ReturnType<Story['caseOf']>>): Promise<void> {
  const issued = await application.comes('award.issued');
  const { documentNumber, certificateNumber, validUntil } = issued.data;
  story.narrator.report(issued, {
    zh: `${application.firm.displayName}：${String(documentNumber)}，证书 ${String(certificateNumber)}，有效期至 ${String(validUntil)}`,
    en: `${application.firm.id}: certificate ${String(certificateNumber)}`,
  });
}
