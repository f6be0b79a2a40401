import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SYSTEM, type Person } from '@vermilion/domain';
import { verifyChain, type TransactOutcome, type TransactRequest } from '@vermilion/ledger';
import { person, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

jest.setTimeout(60_000);

/** Submitted applications of firms in different districts, and who accepts each. */
interface Submitted {
  readonly caseId: string;
  readonly industry: Person;
  readonly applicant: string;
  readonly seq: number;
}

const FIRMS = ['ENT01', 'ENT02', 'ENT03', 'ENT05', 'ENT07', 'ENT01', 'ENT02', 'ENT03', 'ENT05'];

/** Design §2.3: a command is one transaction. Those of people that come at once may share it, and nobody may be able to tell. */
describe('decisions that people take at the same moment', () => {
  let test: TestLedger;
  let cases: Submitted[];

  beforeAll(async () => {
    test = await startLedger({ poolSize: 8 });
    cases = [];
    for (const firm of FIRMS) cases.push(await submitted(firm));
  }, 120_000);
  afterAll(() => test.stop());

  async function submitted(firm: string): Promise<Submitted> {
    const { caseId, cast } = await storyOn(test.ledger).submitted(firm);
    const [row] = await test.database.admin<{ seq: number }>('SELECT seq FROM "case" WHERE id = $1', [caseId]);
    return { caseId, industry: cast.industry, applicant: cast.filler.organisation, seq: row?.seq ?? 0 };
  }

  /** Somebody comes into the register as one of a firm's people. */
  const belongs = ({ person: sub, organisation }: Pick<Person, 'person' | 'organisation'>) =>
    test.database.admin(
      `INSERT INTO member SELECT (jsonb_populate_record(m, jsonb_build_object('sub', $1::text, 'organisation', $2::text))).* FROM member m LIMIT 1`,
      [sub, organisation],
    );

  const accept = ({ caseId, industry, seq }: Submitted, key = `accept-${caseId}`): TransactRequest => ({
    caseId,
    command: { type: 'accept' },
    actor: industry,
    key,
    expectedSeq: seq,
  });
  const put = (request: TransactRequest): Promise<TransactOutcome> => test.ledger.transact(request);
  const eventsOf = (some: readonly Submitted[]) =>
    test.database.admin<{ caseId: string; by: string; transaction: string }>(
      `SELECT substr(stream, 13) AS "caseId", actor_organisation AS by, xmin::text AS transaction FROM event
        WHERE type = 'application.accepted' AND substr(stream, 13) = ANY($1) ORDER BY stream`,
      [some.map(({ caseId }) => caseId)],
    );

  /** Somebody works on a case, until it is let go. */
  async function hold(caseId: string): Promise<{ readonly release: () => Promise<void> }> {
    let letGo: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (letGo = resolve));
    let working: Promise<void> = Promise.resolve();
    await new Promise<void>((locked) => {
      working = test.ledger.write(SYSTEM, async (session) => {
        await session.rows('SELECT id FROM "case" WHERE id = $1 FOR UPDATE', [caseId]);
        locked();
        await until;
      });
    });
    return {
      release: () => {
        letGo();
        return working;
      },
    };
  }

  it('are answered each for itself: accepted, unknown to a stranger, too late, refused, and waiting for a case that is busy', async () => {
    const [first, second, third, strange, unseen, late, busy, ...rest] = cases as [
      Submitted,
      Submitted,
      Submitted,
      Submitted,
      Submitted,
      Submitted,
      Submitted,
      ...Submitted[],
    ];
    const stranger = { ...strange, industry: person('somebody', first.industry.organisation, 'reviewer') };
    const wrongRole = { ...third, industry: { ...third.industry, role: 'clerk' } as unknown as Person };
    // The rules would let the office decide upon this one; the rights of the rows do not show it.
    await test.database.admin('DELETE FROM case_access WHERE case_id = $1', [unseen.caseId]);
    const { release } = await hold(busy.caseId);

    const waits = put(accept(busy));
    const all = [first, second, ...rest, wrongRole, stranger, unseen, { ...late, seq: late.seq - 1 }];
    const answers = await Promise.all(all.map((one) => put(accept(one))));

    const kinds = [
      'accepted',
      'accepted',
      ...rest.map(() => 'accepted'),
      'refused',
      'not-found',
      'not-found',
      'conflict',
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(kinds);
    await release();
    expect(await waits).toMatchObject({ kind: 'accepted' });
    await test.ledger.rebuild(unseen.caseId, 'repair');
    const events = await eventsOf(cases);
    const accepted = [first, second, busy, ...rest].sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
    expect(events.map(({ caseId, by }) => ({ caseId, by }))).toEqual(
      accepted.map(({ caseId, industry }) => ({ caseId, by: industry.organisation })),
    );
    expect(new Set(events.map(({ transaction }) => transaction)).size).toBeLessThan(events.length);
  });

  it('may be repeated, and a key is of one command for ever', async () => {
    const [first, second] = cases as [Submitted, Submitted];
    const repeated = await put(accept(first));
    expect(repeated).toMatchObject({ kind: 'accepted', receipt: { caseId: first.caseId, replayed: true } });
    expect(await put({ ...accept(second), command: { type: 'pass', opinion: '同意（虚构）' } })).toEqual({
      kind: 'key-reused',
    });
  });

  it('on one case have one winner; the loser learns what happened', async () => {
    const open = cases.slice(2, 6);
    const answers = await Promise.all(
      open.flatMap((one) => [put(accept(one, `one-${one.caseId}`)), put(accept(one, `two-${one.caseId}`))]),
    );

    for (const kind of ['accepted', 'conflict'])
      expect(answers.filter((answer) => answer.kind === kind)).toHaveLength(open.length);
    expect(await eventsOf(open)).toHaveLength(open.length);
  });

  it('count the people of each firm for its own case alone: who belongs to another firm is no party', async () => {
    // The first goes ahead, so that the two behind it go together.
    const [ahead, own, other] = [await submitted('ENT03'), await submitted('ENT07'), await submitted('ENT08')];
    const reviewer = person('reviewer-of-another-firm', own.industry.organisation, 'reviewer');
    await belongs({ ...reviewer, organisation: other.applicant });

    const answers = await Promise.all([ahead, { ...own, industry: reviewer }, other].map((one) => put(accept(one))));
    expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
    const events = await eventsOf([own, other]);
    expect(new Set(events.map(({ transaction }) => transaction)).size).toBe(1);
    cases.push(ahead, own, other);
  });

  it('leave chains that verify and tables that are the fold of their events', async () => {
    for (const { caseId } of cases) {
      expect(await test.ledger.rebuild(caseId, 'look')).toEqual([]);
      const chain = await test.ledger.read(SYSTEM, (session) => verifyChain(session, `application:${caseId}`));
      expect(chain).toMatchObject({ faults: [] });
    }
  });
});
