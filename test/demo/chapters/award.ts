import { signAndAward } from '../award.js';
import { submit } from '../declaration.js';
import { accept, passReview } from '../district.js';
import { sitPanel } from '../panel.js';
import type { Story } from '../story.js';

/** Seat of the expert who declares a conflict in this chapter. */
const CONFLICTED_SEAT = 2;

/** ENT01: everything in order; one expert steps aside and is replaced; recognised. */
export async function awardAtOnce(story: Story): Promise<void> {
  story.narrator.begin('award', { zh: '第一章 材料齐全，一次通过', en: 'Chapter 1: in order, awarded at once' });
  const application = await submit(story, 'ENT01');
  await accept(application);
  await passReview(application);
  await sitPanel(story, application, CONFLICTED_SEAT);
  await signAndAward(story, application);
}
