import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startFlow, type Flow } from '../support/flow.js';
import { officer, operator, pool } from '../support/small-people.js';
import { storyOn } from '../support/small-story.js';

describe('the expert panel', () => {
  let flow: Flow;
  let story: ReturnType<typeof storyOn>;
  beforeEach(async () => {
    flow = await startFlow();
    story = storyOn(flow);
  });
  afterEach(async () => flow.close());

  const seedsOf = (caseId: string) =>
    flow.ledger.stored(caseId).events.flatMap(({ event }) => (event.type === 'panel.drawn' ? [event.data.seed] : []));

  it('is drawn from the frozen pool by a seed of at least 128 bits, marks, and hands the case to the leader', async () => {
    const caseId = await story.convened();
    await flow.waits(caseId, '专家评分');

    for (const { seat } of story.seats(caseId)) await story.mark(caseId, seat, 80);

    await flow.waits(caseId, '领导签发');
    expect(seedsOf(caseId)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it('ends the case when the marks are below the pass mark', async () => {
    const caseId = await story.convened();

    for (const { seat } of story.seats(caseId)) await story.mark(caseId, seat, 40);

    expect(await flow.ended(caseId)).toBe('refused');
  });

  it('replaces whoever declines', async () => {
    const caseId = await story.atPanel(3, 2);
    await story.drawn(caseId);
    const before = flow.ledger.expertOn(caseId, 1);

    await story.decline(caseId, 1);

    await story.drawn(caseId);
    expect(flow.ledger.expertOn(caseId, 1)).not.toBe(before);
    await flow.waits(caseId, '专家应邀');
  });

  it('replaces everybody who does not answer in time', async () => {
    const caseId = await story.atPanel(4, 2);
    await story.drawn(caseId);

    await flow.runClockTo('2018-03-08T00:00:00+08:00');

    await flow.until('all seats are invited again', () => story.seats(caseId).every((seat) => seat.invitation === 2));
    const trail = flow.ledger.trail(caseId);
    expect(trail.filter((type) => type === 'panel.seat-replaced')).toHaveLength(3);
    expect(trail.filter((type) => type === 'panel.drawn')).toHaveLength(1);
  });

  it('is dissolved and drawn anew by the bureau when there is nobody left', async () => {
    const caseId = await story.atPanel(2, 1);
    await story.drawn(caseId);
    await story.decline(caseId, 3);
    await flow.waits(caseId, '候补专家已用尽,由主管部门重新抽取');

    flow.ledger.experts = pool(3, 2);
    await flow.give(caseId, { type: 'redraw' }, officer);

    await flow.waits(caseId, '专家应邀');
    expect(new Set(seedsOf(caseId)).size).toBe(2);
  });

  it('becomes an incident while the pool is too small, and goes on by itself when it has grown', async () => {
    const caseId = await story.atPanel(1, 0);
    await flow.until('an incident is open', () => flow.ledger.incidents.some(({ open }) => open));
    expect(flow.ledger.incidents[0]).toMatchObject({ kind: 'system-work', detail: { reason: 'pool-too-small' } });

    flow.ledger.experts = pool(3, 2);
    await flow.temporal.sleep('11 minutes');

    await story.drawn(caseId);
    expect(flow.ledger.incidents.every(({ open }) => !open)).toBe(true);
  });

  it('needs the incident no longer when operations do the work by hand', async () => {
    const caseId = await story.atPanel(1, 0);
    await flow.until('an incident is open', () => flow.ledger.incidents.some(({ open }) => open));

    flow.ledger.experts = pool(3, 2);
    await flow.give(caseId, { type: 'freeze-pool' }, operator);

    await story.drawn(caseId);
    await flow.waits(caseId, '专家应邀');
    expect(flow.ledger.incidents.every(({ open }) => !open)).toBe(true);
  });
});
