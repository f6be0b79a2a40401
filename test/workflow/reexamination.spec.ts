import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { applicationId } from '@vermilion/workflows';
import { startFlow, type Flow } from '../support/flow.js';
import { reviewProcedure } from '../support/review-walk.js';
import { reviewStoryOn } from '../support/review-story.js';

/** Limits and ends as the procedure has them (`smart-workshop-review@1`), on a calendar without holidays. */
describe('the re-examination of a title', () => {
  let flow: Flow;
  let story: ReturnType<typeof reviewStoryOn>;
  beforeEach(async () => {
    flow = await startFlow(reviewProcedure);
    story = reviewStoryOn(flow);
  });
  afterEach(async () => flow.close());

  it('waits for the report of the firm, verified by the district and signed by the leader it renews the title', async () => {
    const caseId = await story.opened();
    await flow.waits(caseId, '企业填报并提交');

    await story.report(caseId);
    await flow.waits(caseId, '经办部门办理');
    await story.verify(caseId);
    await flow.waits(caseId, '领导签发');
    await story.sign(caseId);

    expect(await flow.ended(caseId)).toBe('renewed');
    expect(story.renewals(caseId)).toEqual([
      {
        certificateNumber: 'SW-2015-001',
        documentNumber: '郑工信〔2018〕1号',
        validFrom: '2018-04-20',
        validUntil: '2021-04-19',
      },
    ]);
  });

  it('goes to the district without the firm when it stays silent for twenty working days, and revokes the title', async () => {
    const caseId = await story.opened();
    await flow.waits(caseId, '企业填报并提交');

    await flow.runClockTo('2018-04-03T00:00:00+08:00');
    await flow.waits(caseId, '经办部门办理');
    await story.find(caseId, 'not-attended');
    await flow.waits(caseId, '领导签发');
    await story.sign(caseId);

    expect(await flow.ended(caseId)).toBe('revoked');
    expect(flow.ledger.trail(caseId)).not.toContain('application.submitted');
    expect(story.revocations(caseId)).toEqual([
      { certificateNumber: 'SW-2015-001', ground: 'not-attended', barredUntil: '2020-04-02', on: '2018-04-03' },
    ]);
  });

  it('does not go on before the last of the twenty working days is over', async () => {
    const caseId = await story.opened();

    await flow.runClockTo('2018-04-02T23:59:59+08:00');
    await flow.waits(caseId, '企业填报并提交');
    await story.report(caseId);

    await flow.waits(caseId, '经办部门办理');
    expect(flow.ledger.trail(caseId)).not.toContain('limit.lapsed');
  });

  it('waits for the firm while it puts right what the district found, and renews the title', async () => {
    const caseId = await story.rectifying();
    await flow.waits(caseId, '企业补正');

    await story.putRight(caseId);
    await flow.waits(caseId, '经办部门办理');
    await story.verify(caseId);
    await story.sign(caseId);

    expect(await flow.ended(caseId)).toBe('renewed');
    expect(story.revocations(caseId)).toEqual([]);
  });

  it('goes to the leader when nothing is put right within thirty days, and revokes the title', async () => {
    const caseId = await story.rectifying();

    await flow.runClockTo('2018-04-05T00:00:00+08:00');
    await flow.waits(caseId, '领导签发');
    await story.sign(caseId);

    expect(await flow.ended(caseId)).toBe('revoked');
    expect(story.revocations(caseId)).toMatchObject([{ ground: 'rectification-failed' }]);
  });

  it('renews the title when the leader does not revoke it', async () => {
    const caseId = await story.opened();
    await story.report(caseId);
    await story.find(caseId, 'production-ceased');
    await flow.waits(caseId, '领导签发');

    await story.keep(caseId);
    await flow.until('the leader signs the renewal', () => flow.ledger.stored(caseId).state.stage === 'renewal');
    await story.sign(caseId);

    expect(await flow.ended(caseId)).toBe('renewed');
    expect(story.revocations(caseId)).toEqual([]);
  });

  it('leaves the title with the leader, overdue, when nobody decides in time', async () => {
    const caseId = await story.opened();
    await story.report(caseId);
    await story.find(caseId, 'production-ceased');

    await flow.runClockTo('2018-03-20T00:00:00+08:00');

    await flow.waits(caseId, '领导签发');
    expect(flow.ledger.trail(caseId).slice(-2)).toEqual(['limit.lapsed', 'escalation.notified']);
    expect(story.revocations(caseId)).toEqual([]);
  });

  it('says that it is stuck while the renewal fails, and renews once as soon as it does not', async () => {
    const caseId = await story.opened();
    await story.report(caseId);
    await story.verify(caseId);
    await flow.waits(caseId, '领导签发');

    await story.sign(caseId, () => (flow.ledger.outage = 'database away'));
    await flow.until('an incident is open', () =>
      flow.temporal.sleep('1 minute').then(() => flow.ledger.incidents.some(({ open }) => open)),
    );
    flow.ledger.outage = null;

    expect(await flow.ended(caseId)).toBe('renewed');
    expect(story.renewals(caseId)).toHaveLength(1);
    expect(flow.ledger.incidents.every(({ open }) => !open)).toBe(true);
  });

  it('that was lost is taken up where the ledger says it is, and revokes the title once', async () => {
    const caseId = await story.opened();
    await flow.runClockTo('2018-04-03T00:00:00+08:00');
    await story.find(caseId, 'production-ceased');
    await flow.waits(caseId, '领导签发');
    await flow.temporal.client.workflow.getHandle(applicationId(caseId)).terminate('lost');

    await flow.signal(caseId);
    await flow.waits(caseId, '领导签发');
    await story.sign(caseId);

    expect(await flow.ended(caseId)).toBe('revoked');
    expect(story.revocations(caseId)).toHaveLength(1);
  });
});
