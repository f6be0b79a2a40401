import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startFlow, type Flow } from '../support/flow.js';
import { approver, districtReviewer, financeReviewer } from '../support/small-people.js';

const defects = [{ target: 'workshop.name', what: '名称有误', how: '改正' }];
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

  it('tells a case too that comes late while the others are told', async () => {
    const [first, second] = [await inReview(), await inReview()];
    const all = flow.due.unresolvedCases.bind(flow.due);
    let looks = 0;
    flow.due.unresolvedCases = async (missed) => {
      looks += 1;
      return (await all(missed)).filter(({ caseId }) => looks > 1 || caseId === first);
    };

    await flow.runClockTo('2018-03-20T00:00:00+08:00');

    expect(told()).toEqual([`bureau:miit: ${first},${second}`]);
  });

  it('climbs on while the case stands still, and tells the supervision office when it comes back', async () => {
    const caseId = await inReview();
    await flow.runClockTo('2018-03-20T00:00:00+08:00');
    await flow.give(caseId, { type: 'return', defects }, districtReviewer);

    await flow.runClockTo('2018-03-28T00:00:00+08:00');
    expect(told()).toEqual([`bureau:miit: ${caseId}`]);
    flow.ledger.stored(caseId).draft = { version: 2, form: { workshop: { name: '改正车间' } } };
    await flow.give(caseId, { type: 'correct', draftVersion: 2 }, approver);
    await flow.runClockTo('2018-03-29T00:00:00+08:00');

    await flow.until('the escalation has ended', async () => (await status()) === 'COMPLETED');
    expect(told()).toEqual([`bureau:miit: ${caseId}`, `bureau:supervision: ${caseId}`]);
  });
});
