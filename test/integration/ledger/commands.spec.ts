import { randomUUID } from 'node:crypto';
import type { Command } from '@vermilion/domain';
import type { TransactRequest } from '@vermilion/ledger';
import { CLOCK, SYSTEM, castOf, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

describe('a command', () => {
  let test: TestLedger;
  let story: ReturnType<typeof storyOn>;
  const count = async (table: string) =>
    Number((await test.database.admin<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
  const everything = async () => {
    const tables = ['event', 'outbox', 'command', 'private_payload', '"case"', 'task', 'deadline', 'holder', 'counter'];
    const counts: number[] = [];
    for (const table of tables) counts.push(await count(table));
    return counts;
  };
  beforeAll(async () => {
    test = await startLedger({ poolSize: 60 });
    story = storyOn(test.ledger);
  }, 60_000);
  afterAll(() => test.stop());

  /** A submitted case, and the request by which its district office accepts it. */
  const acceptance = async (enterprise = 'ENT01') => {
    const { caseId, cast } = await story.submitted(enterprise);
    const command: Command = { type: 'accept' };
    const expectedSeq = await story.seqOf(caseId);
    const request: TransactRequest = { caseId, command, actor: cast.industry, key: randomUUID(), expectedSeq };
    return { caseId, cast, request };
  };

  it('repeated with its key gets its first receipt again and changes nothing', async () => {
    const { request } = await acceptance();
    const first = await test.ledger.transact(request);
    const before = await everything();
    const second = await test.ledger.transact(request);
    if (first.kind !== 'accepted') throw new Error(JSON.stringify(first));
    expect(second).toEqual({ kind: 'accepted', receipt: { ...first.receipt, replayed: true } });
    expect(await everything()).toEqual(before);
  });

  it('is refused when its key was used for another body', async () => {
    const { request } = await acceptance();
    await test.ledger.transact(request);
    const other: Command = { type: 'pass', opinion: 'x' };
    expect(await test.ledger.transact({ ...request, command: other })).toEqual({ kind: 'key-reused' });
  });

  it('belongs to its actor: the same key of somebody else is another key', async () => {
    const { request, cast } = await acceptance();
    await test.ledger.transact(request);
    const foreign = await test.ledger.transact({ ...request, actor: cast.approver });
    expect(foreign.kind).toBe('conflict');
  });

  it('sent 20 times at once with one key happens once, and all get the same receipt', async () => {
    const { request, caseId } = await acceptance();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => test.ledger.transact(request)));
    const receipts = outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.receipt : outcome));
    expect(new Set(receipts.map((receipt) => JSON.stringify({ ...receipt, replayed: null }))).size).toBe(1);
    expect(receipts.filter((receipt) => 'replayed' in receipt && !receipt.replayed)).toHaveLength(1);
    const accepted = await test.database.admin(
      `SELECT FROM event WHERE stream = $1 AND type = 'application.accepted'`,
      [`application:${caseId}`],
    );
    expect(accepted).toHaveLength(1);
  });

  it('to open a case, sent 10 times at once with one key, opens one case', async () => {
    const { filler } = castOf('ENT02');
    const command: Command = { type: 'open', procedure: 'smart-workshop', version: 1 };
    const request = { caseId: null, command, actor: filler, key: randomUUID(), expectedSeq: null };
    const before = await count('"case"');
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => test.ledger.transact(request)));
    expect(new Set(outcomes.map((outcome) => outcome.kind === 'accepted' && outcome.receipt.caseId)).size).toBe(1);
    expect(await count('"case"')).toBe(before + 1);
  });

  it('has one winner among 50 at once; the others learn who was faster', async () => {
    const { request, caseId, cast } = await acceptance();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => test.ledger.transact({ ...request, key: randomUUID() })),
    );
    const winners = outcomes.filter((outcome) => outcome.kind === 'accepted');
    const losers = outcomes.filter((outcome) => outcome.kind === 'conflict');
    expect([winners.length, losers.length]).toEqual([1, 49]);
    const seq = await story.seqOf(caseId);
    const at = '2018-03-01T09:00:00+08:00';
    expect(losers[0]).toEqual({
      kind: 'conflict',
      current: { seq, by: cast.industry.organisation, at, type: 'stage.entered' },
    });
  }, 30_000);

  it('that is refused leaves no trace, and its key is still free', async () => {
    const { request, caseId, cast } = await acceptance();
    const before = await everything();
    const command: Command = { type: 'refuse', ground: 'no-such-ground', opinion: 'x' };
    const outcome = await test.ledger.transact({ ...request, command });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'ground-unknown' } });
    expect(await everything()).toEqual(before);
    expect((await test.ledger.transact({ ...request, actor: cast.industry })).kind).toBe('accepted');
    expect(await story.seqOf(caseId)).toBeGreaterThan(request.expectedSeq ?? 0);
  });

  it('to a case of somebody else finds nothing', async () => {
    const { request } = await acceptance();
    const { approver } = castOf('ENT02');
    expect(await test.ledger.transact({ ...request, actor: approver })).toEqual({ kind: 'not-found' });
    expect(await test.ledger.transact({ ...request, caseId: '2018-999999' })).toEqual({ kind: 'not-found' });
  });

  it('of a person must say which version was seen', async () => {
    const { request } = await acceptance();
    await expect(test.ledger.transact({ ...request, expectedSeq: null })).rejects.toThrow(TypeError);
  });

  it('of the clock gives way when a person holds the case for long', async () => {
    const { caseId } = await story.submitted('ENT01');
    const holding = test.ledger.write(SYSTEM, async (session) => {
      await session.rows('SELECT FROM "case" WHERE id = $1 FOR UPDATE', [caseId]);
      const fire: Command = { type: 'fire', deadline: 'acceptance#1:lapse' };
      return test.ledger
        .transact({ caseId, command: fire, actor: CLOCK, key: randomUUID(), expectedSeq: null })
        .catch((error: { code?: string }) => error.code);
    });
    expect(await holding).toBe('55P03');
  }, 20_000);

  it('to award draws numbers without a gap, also when another command to award is refused', async () => {
    const ready = [];
    for (const enterprise of ['ENT01', 'ENT02', 'ENT03']) {
      const { caseId } = await story.marked(enterprise);
      await story.must(
        caseId,
        { kind: 'person', person: 'l', organisation: 'bureau:miit', role: 'leader' },
        { type: 'sign' },
      );
      ready.push(caseId);
    }
    const { caseId: early } = await story.submitted('ENT01');
    const outcomes = await Promise.all(
      [...ready, early, ...ready].map((caseId) => story.give(caseId, SYSTEM, { type: 'issue' })),
    );
    expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(3);
    const numbers = await test.database.admin<{ n: string }>('SELECT document_number AS n FROM award ORDER BY 1');
    expect(numbers.map(({ n }) => n)).toEqual(['郑工信〔2018〕1号', '郑工信〔2018〕2号', '郑工信〔2018〕3号']);
  }, 60_000);
});
