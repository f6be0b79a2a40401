import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applicationId, standing } from '@vermilion/workflows';
import { startFlow, type Flow } from '../support/flow.js';
import { approver, districtReviewer, financeReviewer } from '../support/small-people.js';

describe('acceptance and review', () => {
  let flow: Flow;
  beforeEach(async () => {
    flow = await startFlow();
  });
  afterEach(async () => flow.close());

  const at = async (caseId: string) => {
    const { stage } = await flow.temporal.client.workflow.getHandle(applicationId(caseId)).query(standing);
    return stage;
  };
  const stageOf = (caseId: string) => flow.ledger.stored(caseId).state.stage;
  it('follows the case when the district accepts it', async () => {
    const caseId = await flow.submitted();
    await flow.waits(caseId, '经办部门办理');

    await flow.give(caseId, { type: 'accept' }, districtReviewer);

    await flow.until('the workflow is at the review', async () => (await at(caseId)) === 'district-review');
    expect(flow.ledger.trail(caseId)).not.toContain('limit.lapsed');
  });

  it('follows the case when nobody answers and silence accepts', async () => {
    const caseId = await flow.submitted();

    await flow.runClockTo('2018-03-13T00:00:00+08:00');

    await flow.until('the workflow is at the review', async () => (await at(caseId)) === 'district-review');
    const trail = flow.ledger.trail(caseId);
    expect(trail.slice(-4)).toEqual(['limit.reminded', 'limit.lapsed', 'application.accepted', 'stage.entered']);
  });

  it('waits for the enterprise while it corrects, and for the office again afterwards', async () => {
    const caseId = await flow.submitted();
    await flow.give(caseId, { type: 'accept' }, districtReviewer);

    await flow.give(caseId, returned, districtReviewer);
    await flow.waits(caseId, '企业补正');

    flow.ledger.stored(caseId).draft = { version: 2, form: { workshop: { name: '二号车间' } } };
    await flow.give(caseId, { type: 'correct', draftVersion: 2 }, approver);
    await flow.waits(caseId, '经办部门办理');
  });

  it('ends with the case when the enterprise does not correct in time', async () => {
    const caseId = await flow.submitted();
    await flow.give(caseId, { type: 'accept' }, districtReviewer);
    await flow.give(caseId, returned, districtReviewer);

    await flow.runClockTo('2018-03-20T00:00:00+08:00');

    expect(await flow.ended(caseId)).toBe('lapsed');
  });

  it('goes on when the second office countersigns', async () => {
    const caseId = await flow.submitted();
    flow.ledger.experts = [];
    await flow.give(caseId, { type: 'accept' }, districtReviewer);
    await flow.give(caseId, { type: 'pass', opinion: '同意' }, districtReviewer);
    expect(stageOf(caseId)).toBe('district-review');

    await flow.give(caseId, { type: 'countersign', opinion: '同意' }, financeReviewer);

    await flow.until('the workflow is at the panel', async () => (await at(caseId)) === 'expert-review');
  });

  it('ends with the case when the district does not accept it (不予受理), or refuses what it had accepted', async () => {
    const refusal = { type: 'refuse', ground: 'not-in-scope', opinion: '不属于认定范围' } as const;
    const atTheDoor = await flow.submitted();
    await flow.give(atTheDoor, refusal, districtReviewer);
    expect(await flow.ended(atTheDoor)).toBe('not-accepted');

    const accepted = await flow.submitted();
    await flow.give(accepted, { type: 'accept' }, districtReviewer);
    await flow.give(accepted, { ...refusal, ground: 'below-threshold' }, districtReviewer);
    expect(await flow.ended(accepted)).toBe('refused');
  });

  it('ends with the case when the enterprise withdraws it', async () => {
    const caseId = await flow.submitted();

    await flow.give(caseId, { type: 'withdraw' }, approver);

    expect(await flow.ended(caseId)).toBe('withdrawn');
  });
});

const returned = {
  type: 'return',
  defects: [{ target: 'workshop.name', what: '名称有误', how: '请更正名称' }],
} as const;
