import { verifyChain, verifyLedger } from '@vermilion/ledger';
import { SYSTEM, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

describe('the chain of events', () => {
  let test: TestLedger;
  let stream: string;
  const verify = () => test.ledger.read(SYSTEM, (session) => verifyChain(session, stream));
  const verifyAll = () => verifyLedger(test.ledger);
  /** Does to the event table, as superuser, what nobody may do; verifies; puts everything back. */
  const afterTampering = async (sql: string, seenBy: 'both' | 'only the database' = 'both') => {
    await test.database.admin('BEGIN');
    await test.database.admin('CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM event WHERE stream = $1', [
      stream,
    ]);
    await test.database.admin(sql, [stream]);
    await test.database.admin('CREATE TABLE tampered AS SELECT * FROM kept');
    await test.database.admin('COMMIT');
    try {
      const { faults } = await verify();
      const all = (await verifyAll()).faults;
      // Whoever verifies the whole ledger is told the same of this stream, and nothing of the others.
      if (seenBy === 'both') expect(all).toEqual(faults.map((fault) => ({ stream, ...fault })));
      else expect([faults, all.map((one) => one.stream)]).toEqual([[], [stream]]);
      return all;
    } finally {
      await test.database.admin('DELETE FROM event WHERE stream = $1', [stream]);
      await test.database.admin('INSERT INTO event SELECT * FROM tampered');
      await test.database.admin('DROP TABLE tampered');
    }
  };
  beforeAll(async () => {
    test = await startLedger();
    const { caseId } = await storyOn(test.ledger).inPanel('ENT01');
    stream = `application:${caseId}`;
  }, 60_000);
  afterAll(() => test.stop());

  it('verifies as it was written', async () => {
    const report = await verify();
    expect(report.faults).toEqual([]);
    expect(report.events).toBeGreaterThan(8);
    expect(report.head).toMatch(/^[0-9a-f]{64}$/);
    const [counted] = await test.database.admin<{ events: number }>('SELECT count(*)::int AS events FROM event');
    expect(await verifyAll()).toEqual({ events: counted?.events, streams: 1, faults: [] });
  });

  it.each([
    ['the data', `UPDATE event SET data = data || '{"stage":"other"}' WHERE stream = $1 AND seq = 3`],
    ['the body', `UPDATE event SET body = replace(body, 'acceptance', 'sign-off') WHERE stream = $1 AND seq = 3`],
    ['the actor', `UPDATE event SET actor_person = 'somebody' WHERE stream = $1 AND seq = 3`],
    ['the time', `UPDATE event SET at = at + interval '1 second' WHERE stream = $1 AND seq = 3`],
    [
      'the machine time',
      `UPDATE event SET recorded_at = recorded_at + interval '1 second' WHERE stream = $1 AND seq = 3`,
    ],
    ['the type', `UPDATE event SET type = 'application.refused' WHERE stream = $1 AND seq = 3`],
    ['the hash', `UPDATE event SET hash = repeat('0', 64) WHERE stream = $1 AND seq = 3`],
    ['the body, so that it is none any more,', `UPDATE event SET body = '{' WHERE stream = $1 AND seq = 3`],
  ])('shows that %s of an event was changed', async (_what, sql) => {
    expect(await afterTampering(sql)).toContainEqual({ stream, seq: 3, fault: 'altered' });
  });

  it('shows that an event was rewritten together with its hash', async () => {
    const sql = `UPDATE event SET prev_hash = repeat('1', 64), hash = encode(sha256(convert_to(repeat('1', 64) || body, 'UTF8')), 'hex')
                  WHERE stream = $1 AND seq = 3`;
    expect(await afterTampering(sql)).toEqual([
      { stream, seq: 3, fault: 'relinked' },
      { stream, seq: 4, fault: 'relinked' },
    ]);
  });

  /** From event 3 on every hash is made anew, as somebody would who knows how chains are made. */
  const remade = (body: string) => `
    WITH RECURSIVE chain AS (
      SELECT stream, seq, prev_hash, body, encode(sha256(convert_to(prev_hash || body, 'UTF8')), 'hex') AS hash
        FROM (SELECT stream, seq, prev_hash, ${body} AS body FROM event WHERE stream = $1 AND seq = 3) third
      UNION ALL
      SELECT e.stream, e.seq, c.hash, e.body, encode(sha256(convert_to(c.hash || e.body, 'UTF8')), 'hex')
        FROM chain c JOIN event e ON e.stream = c.stream AND e.seq = c.seq + 1)
    UPDATE event e SET body = c.body, prev_hash = c.prev_hash, hash = c.hash FROM chain c WHERE e.stream = c.stream AND e.seq = c.seq`;

  it.each([
    ['white space', `replace(body, ',"at":', ', "at":')`],
    ['another order of its words', `replace('{"version":1,' || substr(body, 2), ',"version":1}', '}')`],
    ['a word twice', `replace(body, '"version":1}', '"version":0,"version":1}')`],
    ['another spelling of a letter', `replace(body, '"kind":', '"\\u006bind":')`],
  ])('shows that a body was written again with %s, though every hash behind it was made anew', async (_what, body) => {
    expect(await afterTampering(remade(body))).toEqual([{ stream, seq: 3, fault: 'altered' }]);
  });

  it.each([
    [
      'the time, by less than its text can say',
      `UPDATE event SET at = at + interval '1 microsecond' WHERE stream = $1 AND seq = 3`,
    ],
    [
      'a figure, by less than a computer’s number can tell',
      `UPDATE event SET data = data || '{"version":1.00000000000000000001}' WHERE stream = $1 AND seq = 1`,
    ],
  ])('does not keep silent where only the database sees that %s was changed', async (_what, sql) => {
    const [fault, ...others] = await afterTampering(sql, 'only the database');
    expect([fault?.fault, others]).toEqual(['disputed', []]);
  });

  it('shows that an event was removed', async () => {
    expect(await afterTampering('DELETE FROM event WHERE stream = $1 AND seq = 3')).toContainEqual({
      stream,
      seq: 3,
      fault: 'missing',
    });
  });

  it('shows that the last event was removed', async () => {
    const { events } = await verify();
    expect(await afterTampering(`DELETE FROM event WHERE stream = $1 AND seq = ${events}`)).toEqual([
      { stream, seq: events, fault: 'cut' },
    ]);
  });

  it.each([
    ['change', `UPDATE event SET type = 'x'`],
    ['remove', 'DELETE FROM event'],
    ['empty', 'TRUNCATE event'],
    ['change a partition of', `UPDATE event_0 SET type = 'x'`],
    ['switch off the policies of', 'ALTER TABLE event DISABLE ROW LEVEL SECURITY'],
  ])('is safe from the application: it may not %s it', async (_what, sql) => {
    const client = await test.database.client(test.database.app);
    await client.query('SET ROLE vermilion_engine');
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
  });
});
