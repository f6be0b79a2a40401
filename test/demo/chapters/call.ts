import { CAST } from '../cast.js';
import { submit } from '../declaration.js';
import type { Story } from '../story.js';

/** 申报通知、企业申报: the round is called; everybody but the late one hands in on the first day. */
export async function callAndDeclare(story: Story): Promise<void> {
  const { narrator, round } = story;
  narrator.begin('declarations', { zh: '第一章 申报通知，企业申报', en: 'Chapter 1: the call, and who answers it' });
  await round.call();
  await round.comes('open');
  const { sound, returned, late, blocked, barred, asleep, fillers } = CAST;
  for (const id of sound) await submit(story, id);
  await submit(story, returned, true);
  for (const id of [late, blocked, ...barred.map((firm) => firm.id), asleep]) await submit(story, id);
  for (const id of [...fillers.unlisted, fillers.withdrawn, fillers.silent, fillers.refused]) await submit(story, id);
}
