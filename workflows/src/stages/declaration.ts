import type { Walk } from '../walk.js';

/** 申报: the enterprise fills in and submits. Nobody else acts, and no limit runs. */
export async function declaration(walk: Walk): Promise<void> {
  while (walk.isDraft) await walk.untilMoved('企业填报并提交');
}
