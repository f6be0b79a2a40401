import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '@vermilion/domain';
import { roundWorkflowId } from '@vermilion/workflows';
import { startFlow, type Flow } from '../support/flow.js';
import { CLEAN } from '../support/memory-rounds.js';
import { districtReviewer, officer } from '../support/small-people.js';
import { ROUND_ID, smallRoundProcedure, TERMS } from '../support/small-round.js';
import { roundStoryOn } from '../support/small-round-story.js';

describe('a round', () => {
  let flow: Flow;
  let story: ReturnType<typeof roundStoryOn>;
  beforeEach(async () => {
    flow = await startFlow(smallRoundProcedure);
    story = roundStoryOn(flow);
  });
  afterEach(async () => flow.close());

  const endOfNotice = () => story.round().notice?.closesAt ?? '';
  const runOfRound = async () => (await flow.gateway.describe(roundWorkflowId(ROUND_ID)))?.runId;

  it('goes from its call to its end: the quota is awarded in the order of the list under one number, the surplus is kept in reserve', async () => {
    const [first, second, third] = await story.ranked();
    await flow.roundWaits(ROUND_ID, '领导拟认定');
    await flow.waits(first, '本轮次统一拟认定');

    await story.propose();
    await story.at([first, second], 'notice');
    await flow.roundWaits(ROUND_ID, '公示期满');
    await flow.runClockTo(endOfNotice());
    await story.at([first, second], 'award');
    await flow.waits(first, '本轮次统一签发');
    await story.sign();

    expect([await flow.ended(first), await flow.ended(second), await flow.ended(third)]).toEqual([
      'awarded',
      'awarded',
      'nursery-list',
    ]);
    const awards = [first, second].map((caseId) => flow.ledger.stored(caseId).state.award);
    const [document] = story.round().documents;
    expect(awards.map((award) => award?.documentNumber)).toEqual([document?.number, document?.number]);
    expect(awards.map((award) => award?.certificateNumber)).toEqual([
      expect.stringMatching(/1$/),
      expect.stringMatching(/2$/),
    ]);
    await flow.until('the round is completed', () => story.round().phase === 'completed');
    expect(flow.ledger.rounds.trail(ROUND_ID)).toEqual([
      'round.called',
      'round.opened',
      'round.recommended',
      'round.closed',
      'round.reminded',
      'round.frozen',
      'round.ranked',
      'round.proposed',
      'round.published',
      'round.cleared',
      'round.issued',
      'round.completed',
    ]);
  });

  it('goes on without anybody when nobody recommends: what is reviewed ends, what is still with the district leaves the round', async () => {
    await story.open();
    const reviewed = await story.reviewed();
    const young = await flow.submitted();
    await flow.waits(reviewed, '县区排序推荐');

    await flow.runClockTo(TERMS.cutOff);

    expect(await flow.ended(reviewed)).toBe('not-recommended');
    await flow.until('the young case has left', () => flow.ledger.stored(young).state.round === null);
    expect(story.trail(young)).toContain('application.left-round');
    expect(flow.ledger.stored(young).state.phase).toBe('running');
    await flow.until('the round is completed', () => story.round().phase === 'completed');
  });

  it('keeps a case that credit blocks at the cut-off waiting for the firm, outside the round', async () => {
    await story.open();
    const caseId = await story.reviewed();
    const credit = { ...CLEAN.credit, grade: 'general' as const, record: 'CR-1' };
    flow.ledger.rounds.checks.set(caseId, { ...CLEAN, credit });

    await flow.runClockTo(TERMS.cutOff);

    await flow.waits(caseId, '企业修复信用');
    expect(flow.ledger.stored(caseId).state).toMatchObject({ phase: 'running', round: null, suspension: {} });
  });

  it('sends a case back to the district, which may recommend it anew', async () => {
    await story.open();
    const caseId = await story.reviewed();
    await story.recommend([caseId]);

    await flow.give(caseId, { type: 'send-back', opinion: '附件不清晰' }, officer);
    await flow.waits(caseId, '县区排序推荐');
    await flow.giveToRound(ROUND_ID, { type: 'recommend', cases: [caseId] }, districtReviewer);

    await story.at([caseId], 'formal-check');
    expect(story.times(caseId, 'application.recommended')).toBe(2);
  });

  it('signs what is clear, and lets an entry under objection follow under a supplementary document of its own', async () => {
    const [clear, disputed] = await story.ranked();
    await story.propose();
    await story.at([clear, disputed], 'notice');
    const paper = {
      receipt: 'receipt-1',
      kind: 'individual' as const,
      name: '某人',
      address: '某路 1 号',
      phone: '13800000000',
      facts: '设备清单与现场不符',
      signed: true,
    };
    const order = { caseId: disputed, command: { type: 'object', paper }, actor: SYSTEM, key: 'o', expectedSeq: null };
    expect(await flow.ledger.transact(order as Parameters<typeof flow.ledger.transact>[0])).toMatchObject({
      kind: 'accepted',
    });

    await flow.runClockTo(endOfNotice());
    await story.at([clear], 'award');
    await story.sign();
    expect(await flow.ended(clear)).toBe('awarded');
    expect(flow.ledger.stored(disputed).state.stage).toBe('notice');
    await flow.roundWaits(ROUND_ID, '异议核查、补充签发');

    const [objection] = flow.ledger.stored(disputed).state.objections;
    const verify = {
      type: 'verify-objection',
      objection: objection?.id ?? '',
      upheld: false,
      opinion: '不属实',
    } as const;
    await flow.give(disputed, verify, districtReviewer);
    await flow.runClockTo('2018-05-01T00:00:00+08:00');
    await story.at([disputed], 'award');
    await story.sign();

    expect(await flow.ended(disputed)).toBe('awarded');
    await flow.until('the round is completed', () => story.round().phase === 'completed');
    expect(story.round().documents.map(({ cases, supplementary }) => ({ cases, supplementary }))).toEqual([
      { cases: [clear], supplementary: false },
      { cases: [disputed], supplementary: true },
    ]);
  });

  it('awards each case once when the ledger fails in the middle of the list', async () => {
    const [first, second] = await story.ranked();
    await story.propose();
    await flow.until('the notice runs', () => story.round().phase === 'published');
    await story.at([first, second], 'notice');
    await flow.runClockTo(endOfNotice());
    await story.at([first, second], 'award');
    const { onMoved } = flow.ledger;
    flow.ledger.onMoved = (caseId) => {
      onMoved(caseId);
      if (caseId === first) flow.ledger.outage = 'database away';
    };

    await story.sign();
    await flow.until('the first one is awarded', () => flow.ledger.stored(first).state.award !== null);
    expect(flow.ledger.stored(second).state.award).toBeNull();
    await flow.until('an incident is open', () =>
      flow.temporal.sleep('1 minute').then(() => flow.ledger.incidents.some(({ open }) => open)),
    );
    flow.ledger.outage = null;

    expect(await flow.ended(second)).toBe('awarded');
    expect([first, second].map((caseId) => story.times(caseId, 'award.issued'))).toEqual([1, 1]);
    const certificates = [first, second].map((caseId) => flow.ledger.stored(caseId).state.award?.certificateNumber);
    expect(certificates).toEqual([expect.stringMatching(/1$/), expect.stringMatching(/2$/)]);
  });

  it('says that it is stuck while the notice has no number, and publishes once there is one', async () => {
    const [first] = await story.ranked();
    flow.ledger.rounds.numbersGiven = false;
    await story.propose();
    await flow.until('an incident is open', () =>
      flow.ledger.incidents.some(({ open, subject }) => open && subject === `round:${ROUND_ID}:publish`),
    );

    flow.ledger.rounds.numbersGiven = true;
    await flow.until('the notice runs', () =>
      flow.temporal.sleep('5 minutes').then(() => story.round().phase === 'published'),
    );

    await story.at([first], 'notice');
    expect(flow.ledger.rounds.trail(ROUND_ID).filter((type) => type === 'round.published')).toHaveLength(1);
    expect(flow.ledger.incidents.every(({ open }) => !open)).toBe(true);
  });

  it('that was lost goes on where the ledger says it is, and ranks nobody a second time', async () => {
    const [first] = await story.ranked();
    await flow.roundWaits(ROUND_ID, '领导拟认定');
    await flow.temporal.client.workflow.getHandle(roundWorkflowId(ROUND_ID)).terminate('test');

    await story.propose();

    await story.at([first], 'notice');
    expect(flow.ledger.rounds.trail(ROUND_ID).filter((type) => type === 'round.ranked')).toHaveLength(1);
    expect(story.times(first, 'application.ranked')).toBe(1);
  });

  it('goes on as a new run when operations ask it to', async () => {
    await story.open();
    await flow.roundWaits(ROUND_ID, '企业申报');
    const before = await runOfRound();

    await flow.gateway.renewRound(ROUND_ID);

    await flow.until('a new run has begun', async () => (await runOfRound()) !== before);
    await flow.roundWaits(ROUND_ID, '企业申报');
  });

  it('ends at once when the ledger knows no such round', async () => {
    await flow.gateway.signalRound('small-round-1999');

    const handle = flow.temporal.client.workflow.getHandle(roundWorkflowId('small-round-1999'));
    expect(await handle.result()).toBeNull();
  });
});
