import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startFlow, type Flow } from '../support/flow.js';
import { leader } from '../support/small-people.js';
import { storyOn } from '../support/small-story.js';

describe('sign-off and award', () => {
  let flow: Flow;
  let story: ReturnType<typeof storyOn>;
  beforeEach(async () => {
    flow = await startFlow();
    story = storyOn(flow);
  });
  afterEach(async () => flow.close());

  it('issues the certificate once when the leader signs', async () => {
    const caseId = await story.atSignOff();

    await story.sign(caseId);

    expect(await flow.ended(caseId)).toBe('awarded');
    expect(flow.ledger.stored(caseId).state.award?.documentNumber).toBe('郑工信〔2018〕1号');
  });

  it('ends the case when the leader refuses', async () => {
    const caseId = await story.atSignOff();

    await flow.give(caseId, { type: 'refuse', ground: 'unfit', opinion: '不符合要求' }, leader);

    expect(await flow.ended(caseId)).toBe('refused');
  });

  it('leaves the case with the leader, overdue, when nobody signs in time', async () => {
    const caseId = await story.atSignOff();

    await flow.runClockTo('2018-03-13T00:00:00+08:00');

    await flow.waits(caseId, '领导签发');
    expect(flow.ledger.trail(caseId).at(-1)).toBe('escalation.notified');
    expect(flow.due.digests.map(({ rung }) => rung)).toEqual(['lead']);
  });

  it('says that it is stuck while transactions fail, and issues one certificate as soon as they do not', async () => {
    const caseId = await story.atSignOff();
    await flow.waits(caseId, '领导签发');
    await flow.give(caseId, { type: 'sign' }, leader, () => (flow.ledger.outage = 'database away'));

    await flow.until('an incident is open', () =>
      flow.temporal.sleep('1 minute').then(() => flow.ledger.incidents.some(({ open }) => open)),
    );
    flow.ledger.outage = null;

    expect(await flow.ended(caseId)).toBe('awarded');
    expect(flow.ledger.trail(caseId).filter((type) => type === 'award.issued')).toHaveLength(1);
    expect(flow.ledger.incidents.every(({ open }) => !open)).toBe(true);
  });
});
