import type { Walk } from '../walk.js';

/** 待评、排序、公示: the round of the case decides for all its cases together, and brings this one along. An objection stops its entry alone. */
export async function waiting(walk: Walk): Promise<void> {
  const here = walk.here();
  while (walk.isAt(here)) await walk.untilMoved(walk.isDisputed ? '异议核查' : '本轮次统一推进');
}
