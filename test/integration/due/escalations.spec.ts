import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadProcedures, sampleForm } from '@vermilion/catalogue';
import { draftOf, openDueBook, saveDraft, type DueBook } from '@vermilion/ledger';
import { SYSTEM, storyOn, type Cast } from '../../support/case-story.js';
import { startLedger, testStart, type TestLedger } from '../../support/ledger.js';
import { recordRung, tellDueRungs } from '../../support/tell-rung.js';

const ALL = { from: 0, to: 63 };
const missed = { obligation: 'smart-t2', dueAt: '2018-03-16T00:00:00+08:00' };
const quiet = () => undefined;

describe('the ladder on PostgreSQL', () => {
  let test: TestLedger;
  let due: DueBook;
  let story: ReturnType<typeof storyOn>;
  beforeEach(async () => {
    test = await startLedger();
    due = openDueBook(test.ledger, loadProcedures());
    story = storyOn(test.ledger);
  }, 60_000);
  afterEach(async () => test.stop());

  /** Accepted on Thursday 1 March 2018; the review's limit of ten working days ends on Thursday 15 March, 24时. */
  async function inReview(enterprise: string) {
    const { caseId, cast } = await story.submitted(enterprise);
    await story.must(caseId, cast.industry, { type: 'accept' });
    return { caseId, cast };
  }
  const fire = () => due.fireDue({ shards: ALL, limit: 500 }, quiet);
  async function at(instant: string) {
    await test.setClock(instant);
    await fire();
    return tellDueRungs(test.ledger, due);
  }
  const giveBack = (caseId: string, cast: Cast) =>
    story.must(caseId, cast.industry, {
      type: 'return',
      defects: [{ target: 'workshop.name', what: '名称有误', how: '改正' }],
    });
  async function correct(caseId: string, cast: Cast) {
    const draft = await test.ledger.read(cast.filler, (session) => draftOf(session, caseId));
    const sample = sampleForm('ENT01');
    const form = { ...sample, workshop: { ...sample['workshop'], name: '更正后的车间' } };
    const save = { version: draft?.version ?? 0, form, by: cast.filler.person, at: testStart };
    const saved = await test.ledger.write(cast.filler, (session) => saveDraft(session, caseId, save));
    if (!saved?.saved) throw new Error('the draft was not saved');
    await story.must(caseId, cast.approver, { type: 'correct', draftVersion: saved.version });
  }
  const digests = () =>
    test.database.admin<{ recipient: string; title: { en: string } }>(
      `SELECT recipient, title FROM notification WHERE kind = 'escalation' ORDER BY id`,
    );

  it('goes on while the case stands still for a correction, and tells when it comes back', async () => {
    const { caseId, cast } = await inReview('ENT01');
    await test.setClock('2018-03-16T00:00:00+08:00');
    await fire();
    await giveBack(caseId, cast);

    expect(await tellDueRungs(test.ledger, due)).toEqual([
      { rung: 'lead', told: [], outcome: { unresolved: 0, nextDueAt: '2018-03-20T00:00:00+08:00' } },
    ]);
    await correct(caseId, cast);
    expect(await at('2018-03-20T00:00:00+08:00')).toMatchObject([
      { rung: 'co-responsible', told: [caseId], outcome: { unresolved: 1, nextDueAt: '2018-03-23T00:00:00+08:00' } },
    ]);
    expect((await digests()).map(({ recipient }) => recipient)).toEqual(['to:co-responsible']);
  }, 60_000);

  it('does not lose a case that stands still at the last rung, and tells the others there once', async () => {
    const [still, open] = [await inReview('ENT01'), await inReview('ENT02')];
    await at('2018-03-16T00:00:00+08:00');
    await at('2018-03-20T00:00:00+08:00');
    await giveBack(still.caseId, still.cast);

    expect(await at('2018-03-23T00:00:00+08:00')).toMatchObject([
      { rung: 'supervision', told: [open.caseId], outcome: { unresolved: 1, nextDueAt: '2018-03-24T00:00:00+08:00' } },
    ]);
    expect(await at('2018-03-24T00:00:00+08:00')).toMatchObject([
      { rung: 'supervision', outcome: { unresolved: 1, nextDueAt: '2018-03-27T00:00:00+08:00' } },
    ]);
    await correct(still.caseId, still.cast);
    expect(await at('2018-03-27T00:00:00+08:00')).toMatchObject([
      { rung: 'supervision', outcome: { unresolved: 2, nextDueAt: null } },
    ]);

    expect(await at('2018-04-27T00:00:00+08:00')).not.toContainEqual(expect.objectContaining({ rung: 'supervision' }));
    const supervision = (await digests()).filter(({ recipient }) => recipient === 'to:supervision');
    expect(supervision.map(({ title }) => title.en)).toEqual(Array(2).fill('Escalation: 1 overdue case(s)'));
  }, 60_000);

  it('ends when every case of the instant is handled', async () => {
    const { caseId, cast } = await inReview('ENT01');
    await at('2018-03-16T00:00:00+08:00');
    await giveBack(caseId, cast);
    await story.must(caseId, cast.approver, { type: 'withdraw' });

    expect(await at('2018-03-20T00:00:00+08:00')).toEqual([
      { rung: 'co-responsible', told: [], outcome: { unresolved: 0, nextDueAt: null } },
    ]);
  }, 60_000);

  it('waits until the whole herd of the instant is recorded, and records no rung over the head of a case', async () => {
    const cases = [(await inReview('ENT01')).caseId, (await inReview('ENT02')).caseId];
    await test.setClock('2018-03-15T12:00:00+08:00');
    await fire();
    await test.setClock('2018-03-16T00:00:00+08:00');
    await due.fireDue({ shards: ALL, limit: 1 }, quiet);
    const [first] = await due.unresolvedCases(missed);
    expect(cases).toContain(first?.caseId);
    expect(await due.dueEscalations(ALL)).toEqual([]);

    await fire();
    const [rung] = await due.dueEscalations(ALL);
    expect(rung).toMatchObject({ ...missed, rung: 'lead' });
    const late = await due.unresolvedCases(missed);
    const report = { ...missed, rung: 'lead', recipients: ['to:lead'], passedOver: [] } as const;
    const some = await recordRung(test.ledger, late.slice(0, 1), missed, 'lead');
    expect(await due.finishRung({ ...report, told: some })).toBeNull();
    expect([await due.outcomeOf({ ...missed, rung: 'lead' }), await digests()]).toEqual([null, []]);

    const told = await recordRung(test.ledger, late, missed, 'lead');
    expect(await due.finishRung({ ...report, told })).toMatchObject({ unresolved: 2 });
    expect((await digests()).map(({ title }) => title.en)).toEqual(['Escalation: 2 overdue case(s)']);
  }, 60_000);

  it('does not wait for ever for a limit that cannot be recorded, and keeps the ladder up for it', async () => {
    const [, stuck] = [await inReview('ENT01'), await inReview('ENT02')];
    await test.setClock('2018-03-15T12:00:00+08:00');
    await fire();
    await test.database.admin(`UPDATE deadline SET attempts = 5 WHERE case_id = $1`, [stuck.caseId]);
    await test.setClock('2018-03-16T00:00:00+08:00');
    await test.ledger.write(SYSTEM, async (session) => {
      await session.rows('SELECT id FROM "case" WHERE id = $1 FOR UPDATE', [stuck.caseId]);
      await fire();
    });
    const [lead] = await tellDueRungs(test.ledger, due);
    expect(lead).toMatchObject({ rung: 'lead', outcome: { unresolved: 1, nextDueAt: '2018-03-20T00:00:00+08:00' } });
  }, 60_000);
});
