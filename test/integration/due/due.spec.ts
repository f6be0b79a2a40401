import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadProcedures } from '@vermilion/catalogue';
import { SYSTEM } from '@vermilion/domain';
import { caseDesk, incidentBook, openDueBook, readClock, setTarget, type DueBook } from '@vermilion/ledger';
import { storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { recordRung, tellDueRungs } from '../../support/tell-rung.js';

const ALL = { from: 0, to: 63 };
const missed = { obligation: 'smart-t2', dueAt: '2018-03-16T00:00:00+08:00' };
const quiet = () => undefined;

describe('the due book on PostgreSQL', () => {
  let test: TestLedger;
  let due: DueBook;
  beforeEach(async () => {
    test = await startLedger();
    due = openDueBook(test.ledger, loadProcedures());
  }, 60_000);
  afterEach(async () => test.stop());

  const types = async (caseId: string) => {
    const rows = await test.ledger.read(SYSTEM, (session) =>
      session.rows<{ type: string }>('SELECT type FROM event WHERE stream = $1 ORDER BY seq', [
        `application:${caseId}`,
      ]),
    );
    return rows.map(({ type }) => type);
  };
  /** Accepted on Thursday 1 March 2018; the review's limit of ten working days ends on Thursday 15 March, 24时. */
  async function inReview(enterprise: string): Promise<string> {
    const story = storyOn(test.ledger);
    const { caseId, cast } = await story.submitted(enterprise);
    await story.must(caseId, cast.industry, { type: 'accept' });
    return caseId;
  }

  it('fires nothing early, and everything once when it is due', async () => {
    const caseId = await inReview('ENT01');
    await test.setClock('2018-03-15T23:59:59+08:00');
    await due.fireDue({ shards: ALL, limit: 500 }, quiet);
    expect(await types(caseId)).not.toContain('limit.lapsed');

    await test.setClock('2018-03-16T00:00:00+08:00');
    const [first, second] = await Promise.all([1, 2].map(() => due.fireDue({ shards: ALL, limit: 500 }, quiet)));

    expect((first?.fired ?? 0) + (second?.fired ?? 0)).toBeGreaterThanOrEqual(1);
    expect((await types(caseId)).filter((type) => type === 'limit.lapsed')).toHaveLength(1);
    expect(await due.fireDue({ shards: ALL, limit: 500 }, quiet)).toMatchObject({
      fired: 0,
      more: false,
      escalationsDue: true,
    });
  }, 60_000);

  it('lets people go first: a locked case is left, tried again, and fired when it is free', async () => {
    const caseId = await inReview('ENT01');
    await test.setClock('2018-03-16T00:00:00+08:00');
    const blocked = await test.ledger.write(SYSTEM, async (session) => {
      await session.rows('SELECT id FROM "case" WHERE id = $1 FOR UPDATE', [caseId]);
      return due.fireDue({ shards: ALL, limit: 500 }, quiet);
    });
    expect(blocked).toMatchObject({ fired: 0, more: false, nextDueInMs: 1_000 });

    await due.fireDue({ shards: ALL, limit: 500 }, quiet);

    expect(await types(caseId)).toContain('limit.lapsed');
  }, 60_000);

  it('repairs a due row that is out of step with its case instead of firing it', async () => {
    const caseId = await inReview('ENT01');
    await test.database.admin(`UPDATE deadline SET due_at = '2018-03-02T00:00:00+08:00' WHERE case_id = $1`, [caseId]);
    await test.setClock('2018-03-02T09:00:00+08:00');

    await due.fireDue({ shards: ALL, limit: 500 }, quiet);

    expect(await types(caseId)).not.toContain('limit.lapsed');
    expect(await due.oldestUnrecordedDue()).toBeNull();
  }, 60_000);

  it('moves the manual clock from due instant to due instant, and not while something is unrecorded', async () => {
    await inReview('ENT01');
    await test.ledger.write(SYSTEM, (session) => setTarget(session, '2018-03-20T00:00:00+08:00'));
    const stops: string[] = [];
    for (let step = await due.stepClock(); step.hasTarget; step = await due.stepClock()) {
      stops.push(await clockNow());
      expect(await due.stepClock()).toEqual({ moved: false, hasTarget: true });
      await due.fireDue({ shards: ALL, limit: 500 }, quiet);
      await tellDueRungs(test.ledger, due);
    }

    expect(stops).toContain('2018-03-16T00:00:00+08:00');
    expect(await clockNow()).toBe('2018-03-20T00:00:00+08:00');
  }, 60_000);

  it('writes one digest a recipient and dates the next rung, once', async () => {
    const cases = [await inReview('ENT01'), await inReview('ENT02')];
    await test.setClock('2018-03-16T00:00:00+08:00');
    await due.fireDue({ shards: ALL, limit: 500 }, quiet);
    const late = await due.unresolvedCases(missed);
    expect(late.map(({ caseId }) => caseId)).toEqual(cases);
    expect(await due.dueEscalations(ALL)).toEqual([
      { ...missed, owner: 'escalation:smart-t2:2018-03-16T00', rung: 'lead' },
    ]);

    const told = await recordRung(test.ledger, late, missed, 'lead');
    const report = { ...missed, rung: 'lead', recipients: ['bureau:miit'], told, passedOver: [] } as const;
    const outcome = await due.finishRung(report);
    const again = await due.finishRung(report);

    expect(outcome).toMatchObject({ unresolved: 2 });
    expect(again).toEqual(outcome);
    expect(await due.outcomeOf({ ...missed, rung: 'lead' })).toEqual(outcome);
    const digests = await test.ledger.read(SYSTEM, (session) =>
      session.rows<{ recipient: string; items: number }>(
        `SELECT n.recipient, count(i.event_id)::int AS items
           FROM notification n LEFT JOIN notification_item i ON i.notification_id = n.id
          WHERE n.kind = 'escalation' GROUP BY n.id`,
      ),
    );
    expect(digests).toEqual([{ recipient: 'bureau:miit', items: 2 }]);
    expect((await due.fireDue({ shards: ALL, limit: 1 }, quiet)).escalationsDue).toBe(false);
  }, 60_000);

  it('notes how far the workflow has read, and keeps one open incident a subject', async () => {
    const caseId = await inReview('ENT01');
    const read = await caseDesk(test.ledger).read(caseId);
    expect(read?.dueAt).toBe('2018-03-16T00:00:00+08:00');
    const [row] = await query<{ behind: boolean }>(
      'SELECT stage_seq > workflow_seq AS behind FROM "case" WHERE id = $1',
      [caseId],
    );
    expect(row?.behind).toBe(false);

    const incidents = incidentBook(test.ledger);
    const stuck = { kind: 'system-work', subject: `${caseId}:x`, detail: { reason: 'test' } };
    await incidents.open(stuck);
    await incidents.open(stuck);
    await incidents.close('system-work', stuck.subject);
    await incidents.open(stuck);

    expect(await query('SELECT id FROM incident WHERE subject = $1', [stuck.subject])).toHaveLength(2);
    await caseDesk(test.ledger).read(caseId);
    expect(await query('SELECT id FROM incident WHERE closed_at IS NULL', [])).toHaveLength(0);
  }, 60_000);

  const query = <Row>(sql: string, parameters: readonly unknown[]) =>
    test.ledger.read(SYSTEM, (session) => session.rows<Row>(sql, parameters));

  async function clockNow(): Promise<string> {
    return (await test.ledger.read(SYSTEM, readClock)).now;
  }
});
