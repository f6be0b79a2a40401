import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startFlow, type Flow } from '../support/flow.js';
import { districtReviewer, financeReviewer } from '../support/small-people.js';

const ESCALATION = 'escalation:small-duty:2018-03-20T00';

describe('the escalation of a missed instant', () => {
  let flow: Flow;
  beforeEach(async () => {
    flow = await startFlow();
  });
  afterEach(async () => flow.close());

  /** Accepted on Monday 5 March: the review's limit of ten working days ends on Monday 19 March, 24时. */
  async function inReview(): Promise<string> {
    const caseId = await flow.submitted();
    await flow.give(caseId, { type: 'accept' }, districtReviewer);
    return caseId;
  }
  async function pass(caseId: string): Promise<void> {
    await flow.give(caseId, { type: 'pass', opinion: '同意' }, districtReviewer);
    await flow.give(caseId, { type: 'countersign', opinion: '同意' }, financeReviewer);
  }
  const status = async () => (await flow.gateway.describe(ESCALATION))?.status;
  const told = () => flow.due.digests.map(({ recipient, cases }) => `${recipient}: ${cases.join()}`);

  it('tells the lead bureau once, with all cases of the instant, although both lapse at the same midnight', async () => {
    const [first, second] = [await inReview(), await inReview()];

    await flow.runClockTo('2018-03-20T00:00:00+08:00');

    expect(told()).toEqual([`bureau:miit: ${first},${second}`]);
    expect(await status()).toBe('RUNNING');
  });

  it('climbs to the co-responsible bureaus and the supervision office while nobody acts, and ends there', async () => {
    const caseId = await inReview();

    await flow.runClockTo('2018-03-28T00:00:00+08:00');

    await flow.until('the escalation has ended', async () => (await status()) === 'COMPLETED');
    expect(told()).toEqual([
      `bureau:miit: ${caseId}`,
      `bureau:finance: ${caseId}`,
      `bureau:tax: ${caseId}`,
      `bureau:supervision: ${caseId}`,
    ]);
    expect(flow.ledger.trail(caseId).filter((type) => type === 'escalation.notified')).toHaveLength(3);
  });

  it('tells higher rungs only of what is still open', async () => {
    const [first, second] = [await inReview(), await inReview()];
    await flow.runClockTo('2018-03-20T00:00:00+08:00');

    await pass(first);
    await flow.runClockTo('2018-03-23T00:00:00+08:00');

    expect(told().slice(1)).toEqual([`bureau:finance: ${second}`, `bureau:tax: ${second}`]);
  });

  it('stops when everything is handled between two rungs', async () => {
    const caseId = await inReview();
    await flow.runClockTo('2018-03-20T00:00:00+08:00');

    await pass(caseId);
    await flow.runClockTo('2018-03-28T00:00:00+08:00');

    await flow.until('the escalation has ended', async () => (await status()) === 'COMPLETED');
    expect(told()).toEqual([`bureau:miit: ${caseId}`]);
  });

  it('tells nobody twice when it is terminated and started anew', async () => {
    const caseId = await inReview();
    await flow.runClockTo('2018-03-20T00:00:00+08:00');
    await flow.temporal.client.workflow.getHandle(ESCALATION).terminate('test');

    await flow.runClockTo('2018-03-23T00:00:00+08:00');

    expect(told()).toEqual([`bureau:miit: ${caseId}`, `bureau:finance: ${caseId}`, `bureau:tax: ${caseId}`]);
    expect(flow.ledger.trail(caseId).filter((type) => type === 'escalation.notified')).toHaveLength(2);
  });
});
