import type { Walk } from '../walk.js';

/**
 * 受理、审核、推荐: one office decides, where the procedure says so a second one countersigns, and the enterprise may be asked once for
 * corrections. All of it is people's work, and lateness is the keepers'; the workflow follows until the case leaves this visit.
 */
export async function review(walk: Walk): Promise<void> {
  const here = walk.here();
  while (walk.isAt(here)) {
    if (walk.isCorrecting) await walk.untilMoved('企业补正');
    else await walk.untilMoved(walk.isByRound ? '县区排序推荐' : '经办部门办理');
  }
}
