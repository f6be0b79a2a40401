import type { Walk } from '../walk.js';

/** 签发: the leader signs or refuses. */
export async function signOff(walk: Walk): Promise<void> {
  const here = walk.here();
  while (walk.isAt(here)) await walk.untilMoved('领导签发');
}
