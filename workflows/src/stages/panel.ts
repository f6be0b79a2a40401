import { uuid4 } from '@temporalio/workflow';
import type { SystemWork } from '@vermilion/domain';
import type { Walk } from '../walk.js';

/**
 * 专家评审: freeze the pool, draw the panel, replace whoever declines; then the experts mark, blind. The bureau may dissolve a panel that
 * cannot be filled, and the stage begins again from the pool.
 */
export async function panel(walk: Walk): Promise<void> {
  const here = walk.here();
  while (walk.isAt(here)) {
    const work = walk.owes();
    if (work?.type === 'freeze-pool') await freezePool(walk, work);
    else if (work?.type === 'draw') await draw(walk, work);
    else if (work?.type === 'replace') await replaceDeclined(walk, work);
    else await walk.untilMoved(waitingFor(walk));
  }
}

/** 冻结专家库: who may be drawn is settled, and its fingerprint is recorded, before any seed exists. */
async function freezePool(walk: Walk, work: SystemWork): Promise<void> {
  await walk.perform(
    work,
    { type: 'freeze-pool' },
    { effect: `freeze-pool@${walk.panelMark}`, summary: '冻结候选专家库' },
  );
}

/**
 * 随机抽取: the seed is made here, after the freeze, so that nobody could choose it for a result; it stands in this history and in the
 * ledger. 244 random bits of the workflow's own source, which a replay repeats.
 */
async function draw(walk: Walk, work: SystemWork): Promise<void> {
  const seed = `${uuid4()}${uuid4()}`.replaceAll('-', '');
  await walk.perform(work, { type: 'draw', seed }, { effect: `draw@${walk.panelMark}`, summary: '随机抽取评审专家' });
}

/** 补抽: every declined or unanswered invitation goes to the next alternate of its category. */
async function replaceDeclined(walk: Walk, work: SystemWork & { type: 'replace' }): Promise<void> {
  const effect = `replace@${walk.panelMark}:seat-${work.seat}.${work.invitation}`;
  await walk.perform(work, { type: 'replace', seat: work.seat }, { effect, summary: `替换第 ${work.seat} 席专家` });
}

function waitingFor(walk: Walk): string {
  switch (walk.seats) {
    case 'none':
      return '系统组建专家组';
    case 'inviting':
      return '专家应邀';
    case 'marking':
      return '专家评分';
    case 'minute':
      return '组长说明分差';
    case 'exhausted':
      return '候补专家已用尽,由主管部门重新抽取';
  }
}
