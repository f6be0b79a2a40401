import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applicationId } from '@vermilion/workflows';
import { startFlow, type Flow } from '../support/flow.js';
import { approver } from '../support/small-people.js';
import { storyOn } from '../support/small-story.js';

describe('a case workflow that was lost', () => {
  let flow: Flow;
  let story: ReturnType<typeof storyOn>;
  beforeEach(async () => {
    flow = await startFlow();
    story = storyOn(flow);
  });
  afterEach(async () => flow.close());

  const times = (caseId: string, type: string) => flow.ledger.trail(caseId).filter((other) => other === type).length;
  const runOf = async (caseId: string) => (await flow.gateway.describe(applicationId(caseId)))?.runId;

  it('goes on in the panel where the ledger says it is, and draws nobody a second time', async () => {
    const caseId = await story.atPanel(3, 2);
    await story.drawn(caseId);
    const before = flow.ledger.stored(caseId).state.panel?.seed;
    await flow.gateway.terminateCase(caseId, 'test');

    await flow.signal(caseId);

    await flow.waits(caseId, '专家应邀');
    expect(flow.ledger.stored(caseId).state.panel?.seed).toBe(before);
    expect(times(caseId, 'panel.drawn')).toBe(1);
  });

  it('is found by the next move, and issues one certificate', async () => {
    const caseId = await story.atSignOff();
    await flow.gateway.terminateCase(caseId, 'test');

    await story.sign(caseId);

    expect(await flow.ended(caseId)).toBe('awarded');
    expect(times(caseId, 'award.issued')).toBe(1);
  });

  it('ends at once when the case is closed', async () => {
    const caseId = await flow.submitted();
    await flow.give(caseId, { type: 'withdraw' }, approver);
    await flow.ended(caseId);
    const before = await runOf(caseId);

    await flow.signal(caseId);

    expect(await flow.ended(caseId)).toBe('withdrawn');
    expect(await runOf(caseId)).not.toBe(before);
  });

  it('ends at once when the ledger knows no such case', async () => {
    await flow.gateway.signalCaseMoved('2018-999999', 1);

    expect(await flow.ended('2018-999999')).toBeNull();
  });

  it('goes on as a new run when operations ask it to', async () => {
    const caseId = await story.atSignOff();
    await flow.waits(caseId, '领导签发');
    const before = await runOf(caseId);

    await flow.gateway.renewCase(caseId);

    await flow.until('a new run has begun', async () => (await runOf(caseId)) !== before);
    await flow.waits(caseId, '领导签发');
    await story.sign(caseId);
    expect(await flow.ended(caseId)).toBe('awarded');
  });

  it('takes a late signal for what it is', async () => {
    const caseId = await story.atSignOff();
    await flow.waits(caseId, '领导签发');

    await flow.gateway.signalCaseMoved(caseId, 1);

    const looks = async () => {
      const { events } = await flow.temporal.client.workflow.getHandle(applicationId(caseId)).fetchHistory();
      return (events ?? []).filter((event) => event.markerRecordedEventAttributes).length;
    };
    const before = await looks();
    expect(before).toBeGreaterThan(0);
    await flow.temporal.sleep('1 minute');
    expect(await looks()).toBe(before);
  });
});
