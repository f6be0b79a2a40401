import type { Walk } from '../walk.js';

/** 签发: the leader signs or refuses, this case alone or the list of its round. */
export async function signOff(walk: Walk): Promise<void> {
  const here = walk.here();
  while (walk.isAt(here)) await walk.untilMoved(walk.isByRound ? '本轮次统一拟认定' : '领导签发');
}
