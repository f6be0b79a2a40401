import type { RoundView } from '@vermilion/activities';
import type { RoundInput } from './messages/round.js';
import { RoundWalk } from './round-walk.js';

/**
 * One round, from its call to its end: 申报期 → 推荐 → 候选冻结 → 评审 → 综合排序 → 拟认定 → 公示 → 签发 → 办结. People and the clock act through
 * the ledger; this workflow follows them from phase to phase, brings the cases along, and does what the procedure gives to nobody: it ranks,
 * publishes and ends. It holds nothing of its own: started anew, it goes on wherever the ledger says the round is.
 *
 * @returns the phase in which the round ended, null when the ledger knows no such round.
 */
export async function round({ roundId }: RoundInput): Promise<RoundView['phase'] | null> {
  const walk = new RoundWalk(roundId);
  await walk.look();
  await declaration(walk);
  await recommendation(walk);
  await judgement(walk);
  await proposal(walk);
  await publicNotice(walk);
  await award(walk);
  return walk.end();
}

/** 申报期: enterprises apply between the opening and the closing hour; districts may recommend what they have reviewed. */
async function declaration(walk: RoundWalk): Promise<void> {
  while (walk.isIn('announced')) await walk.step('申报期开始');
  while (walk.isIn('open')) await walk.step('企业申报');
}

/** 推荐: the districts rank and recommend, the bureau checks the form; at the cut-off the clock freezes the candidates. */
async function recommendation(walk: RoundWalk): Promise<void> {
  while (walk.isIn('closed')) await walk.step('县区推荐、形式审查');
}

/** 评审、综合排序: every frozen candidate goes to its panel; when all are judged, they are ranked together. */
async function judgement(walk: RoundWalk): Promise<void> {
  while (walk.isIn('frozen')) {
    if (walk.owes('rank')) await walk.perform('rank', '综合排序');
    else await walk.step('专家评审');
  }
}

/** 拟认定: the leader takes the list that the ranking gives. */
async function proposal(walk: RoundWalk): Promise<void> {
  while (walk.isIn('ranked')) await walk.step('领导拟认定');
}

/** 公示: one notice for the whole list, until the clock ends it. */
async function publicNotice(walk: RoundWalk): Promise<void> {
  while (walk.isIn('proposed')) {
    if (walk.owes('publish')) await walk.perform('publish', '发布公示');
    else await walk.step('发布公示');
  }
  while (walk.isIn('published')) await walk.step('公示期满');
}

/** 签发、办结: the leader signs the document of the list, later ones for entries that an objection had held up; then the round ends. */
async function award(walk: RoundWalk): Promise<void> {
  while (walk.isIn('cleared')) await walk.step('领导签发');
  while (walk.isIn('issued')) await walk.step('异议核查、补充签发');
}
