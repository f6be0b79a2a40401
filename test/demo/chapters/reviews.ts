import { CAST } from '../cast.js';
import { accept, passReview } from '../district.js';
import { correct, giveBack, refuse } from '../review.js';
import type { Story } from '../story.js';

/** 受理、初审: what is in order passes; what is not is returned once, or refused. */
export async function review(story: Story): Promise<void> {
  story.narrator.begin('reviews', { zh: '第四章 受理、补正、初审', en: 'Chapter 4: acceptance, correction, review' });
  const { sound, blocked, fillers, asleep, returned } = CAST;
  await accept(await story.caseOf(asleep));
  for (const id of [...sound, blocked, ...fillers.unlisted]) {
    const application = await story.caseOf(id);
    await accept(application);
    await passReview(application);
  }
  const faulty = await story.caseOf(returned);
  await accept(faulty);
  await giveBack(
    faulty,
    faulty.firm.defects.map(({ document, what, fix }) => ({ target: `document:${document}`, what, how: fix })),
  );
  await correct(story, faulty);
  await passReview(faulty);
  const unfit = await story.caseOf(fillers.refused);
  await accept(unfit);
  await refuse(unfit, 'conditions-not-met', '现场核查设备未到位（虚构意见）');
  const silent = await story.caseOf(fillers.silent);
  await accept(silent);
  await giveBack(silent, [{ target: 'document:commitment', what: '承诺书未加盖公章', how: '加盖公章后重新上传' }]);
}
