import { putStandIn, verifyStreams } from '@vermilion/ledger';
import { castOf, miitLeader, miitOfficer, SYSTEM } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { roundStoryOn, smallBook } from '../../support/round-story.js';
import { ROUND_ID, TERMS } from '../../support/small-round.js';

const { approver, industry } = castOf('ENT01');
const secondLeader = { ...miitLeader, person: 'miit-leader-2' };
const day = { from: '2018-03-31', until: '2018-04-30' };
const propose = { type: 'propose', opinion: '同意' } as const;

/** A round before a bureau's leader who is not there, or may not decide (ADR 7: what helps is a stand-in). */
describe('a round whose leaders cannot decide', () => {
  let test: TestLedger;
  let story: ReturnType<typeof roundStoryOn>;
  const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
  const incidents = () =>
    sql<{ subject: string; open: boolean }>(
      `SELECT split_part(subject, '/', 2) AS subject, closed_at IS NULL AS open FROM incident WHERE kind = 'office-empty'`,
    );
  const leave = (leader: typeof miitLeader, person: string | null) =>
    test.ledger.write(leader, (session) => putStandIn(session, leader, { absent: leader.person, person, ...day }));
  const acted = async (type: string) =>
    sql<{ actor: string; on_behalf_of: string | null }>(
      `SELECT actor_person AS actor, on_behalf_of FROM event WHERE stream = $1 AND type = $2`,
      `round:${ROUND_ID}`,
      type,
    );

  beforeAll(async () => {
    test = await startLedger({ procedures: smallBook, poolSize: 20 });
    story = roundStoryOn(test.ledger);
    await story.call();
    await test.setClock('2018-03-06T09:00:00+08:00');
    await story.fireDue();
    const caseId = await story.reviewed();
    await story.mustRound(industry, { type: 'recommend', cases: [caseId] });
    await story.doOwedWork();
    await story.must(caseId, miitOfficer, { type: 'pass', opinion: '材料齐全' });
    await test.setClock(TERMS.cutOff);
    await story.fireDue();
    await story.doOwedWork();
    await story.judge(caseId, 90);
    await story.doOwedWork();
  }, 120_000);
  afterAll(() => test.stop());

  it('is an incident for each case that waits, and no case is raised: above a leader there is nobody', async () => {
    await leave(miitLeader, null);
    await story.fireDue();
    expect(await incidents()).toEqual([]);
    await leave(secondLeader, null);
    await story.fireDue();
    expect(await incidents()).toEqual([{ subject: expect.stringMatching(/^proposal#/) as string, open: true }]);
    expect(await sql(`SELECT FROM event WHERE type = 'desk.raised'`)).toEqual([]);
    expect(await story.giveRound(miitOfficer, propose)).toMatchObject({ refusal: { code: 'not-permitted' } });
  }, 60_000);

  it('goes on with whom a leader names; the incident closes', async () => {
    await leave(miitLeader, miitOfficer.person);
    await story.fireDue();
    expect(await incidents()).toMatchObject([{ open: false }]);
    expect(await story.giveRound({ ...miitOfficer, person: 'miit-officer-2' }, propose)).toMatchObject({
      refusal: { code: 'not-permitted' },
    });
  }, 60_000);

  it('keeps a leader and a stand-in away from the list of their own firm, whatever role they hold there', async () => {
    for (const { person } of [miitLeader, miitOfficer])
      await sql(
        `INSERT INTO member (issuer, sub, organisation, role) VALUES ('http://issuer.test', $1, $2, 'filler')`,
        person,
        approver.organisation,
      );
    for (const actor of [miitLeader, miitOfficer])
      expect(await story.giveRound(actor, propose)).toMatchObject({
        kind: 'refused',
        refusal: { code: 'own-firm-listed' },
      });
    await sql('DELETE FROM member WHERE organisation = $1 AND sub = $2', approver.organisation, miitOfficer.person);
  }, 60_000);

  it('names both in the record, and the chain stays whole', async () => {
    await story.mustRound(miitOfficer, propose);
    expect(await acted('round.proposed')).toEqual([{ actor: miitOfficer.person, on_behalf_of: miitLeader.person }]);
    expect(await acted('round.called')).toEqual([{ actor: miitOfficer.person, on_behalf_of: null }]);
    const verify = test.ledger.read(SYSTEM, (session) => verifyStreams(session, { roundId: ROUND_ID, limit: 1 }));
    expect(await verify).toMatchObject({ intact: true });
  }, 60_000);
});
