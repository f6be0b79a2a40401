import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KEEPER, QUEUES, wake } from '@vermilion/workflows';
import { ONE_KEEPER, startFlow, type Flow } from '../support/flow.js';

describe('a keeper', () => {
  let flow: Flow;
  beforeEach(async () => {
    flow = await startFlow();
    await flow.temporal.client.workflow.start(KEEPER, {
      workflowId: ONE_KEEPER,
      taskQueue: QUEUES.keepers,
      args: [{ shards: { from: 0, to: 63 } }],
    });
  });
  afterEach(async () => flow.close());

  const keeper = () => flow.temporal.client.workflow.getHandle(ONE_KEEPER);
  const timersFired = async () => {
    const { events } = await keeper().fetchHistory();
    return (events ?? []).filter(({ timerFiredEventAttributes }) => timerFiredEventAttributes).length;
  };
  const sleeping = () =>
    flow.until('the keeper sleeps', async () => {
      const { events } = await keeper().fetchHistory();
      return (events ?? []).some(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
    });

  it('finds what is due at its next beat, although nobody wakes it', async () => {
    const caseId = await flow.submitted();
    await sleeping();

    flow.ledger.now = '2018-03-13T00:00:01+08:00';
    await flow.temporal.sleep('6 seconds');

    await flow.until('the limit has lapsed', () => flow.ledger.trail(caseId).includes('limit.lapsed'));
    expect(await timersFired()).toBeGreaterThan(0);
  });

  it('never fires before the time', async () => {
    const caseId = await flow.submitted();

    flow.ledger.now = '2018-03-12T23:59:59+08:00';
    await flow.temporal.sleep('30 seconds');

    await flow.until('the reminder is recorded', () => flow.ledger.trail(caseId).includes('limit.reminded'));
    expect(flow.ledger.trail(caseId)).not.toContain('limit.lapsed');
  });

  it('looks at once when it is woken', async () => {
    const caseId = await flow.submitted();
    await sleeping();
    const before = await timersFired();

    flow.ledger.now = '2018-03-13T00:00:01+08:00';
    await keeper().signal(wake);

    await flow.until('the limit has lapsed', () => flow.ledger.trail(caseId).includes('limit.lapsed'));
    expect(await timersFired()).toBeLessThanOrEqual(before + 1);
  });

  it('stops the clock at every due instant on the way to its target', async () => {
    const caseId = await flow.submitted();

    await flow.runClockTo('2018-04-02T00:00:00+08:00');

    const { events } = flow.ledger.stored(caseId);
    const at = (type: string) => events.filter(({ event }) => event.type === type).map((entry) => entry.at);
    expect(at('limit.reminded')).toEqual(['2018-03-09T09:00:00+08:00', '2018-03-22T09:00:00+08:00']);
    expect(at('limit.lapsed')).toEqual(['2018-03-13T00:00:00+08:00', '2018-03-27T00:00:00+08:00']);
  });

  it('hands over to a new run long before its history becomes long', async () => {
    const { runId } = await keeper().describe();

    await flow.temporal.sleep('25 minutes');

    await flow.until('a new run keeps', async () => (await keeper().describe()).runId !== runId);
    expect((await keeper().describe()).status.name).toBe('RUNNING');
  });
});
