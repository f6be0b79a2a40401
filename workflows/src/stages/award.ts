import type { Walk } from '../walk.js';

/** 发证: document number, certificate and title, issued once; in a round under the document of the whole list. */
export async function award(walk: Walk): Promise<void> {
  const here = walk.here();
  while (walk.isAt(here)) {
    const work = walk.owes();
    if (work?.type === 'issue')
      await walk.perform(work, { type: 'issue' }, { effect: 'issue', summary: '编文号、发证书' });
    else await walk.untilMoved(walk.isByRound ? '本轮次统一签发' : '系统发证');
  }
}
