import { appendFile, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { rootByPath, merkleLeaf, canonicalText } from '@vermilion/domain';
import { anchorAt, AnchorsDiffer, verifyLedger } from '@vermilion/ledger';
import { Anchoring, makeSigningKey } from '../../support/anchoring.js';
import { storyOn, auditor, operations, castOf, SYSTEM } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

jest.setTimeout(60_000);

/**
 * design.md 6: "Every few minutes a Merkle root over the heads is signed, stored, published to Kafka and to a file for outside keeping; `verify` finds an
 * altered or deleted row always, a cut tail up to the last outside anchor: say so."
 */
let test: TestLedger;
let anchoring: Anchoring;
let anchored: string;
let story: ReturnType<typeof storyOn>;

const streamOf = (caseId: string) => `application:${caseId}`;
const seqOf = async (stream: string) => {
  const [row] = await test.database.admin<{ seq: number }>('SELECT max(seq) AS seq FROM event WHERE stream = $1', [
    stream,
  ]);
  return row?.seq ?? 0;
};
const KEPT = ['event', 'case', 'anchor', 'anchor_head', 'unanchored'];

/** Does to the ledger, as superuser, what nobody may do; looks; puts everything back. */
async function afterTampering<T>(statements: readonly string[], look: () => Promise<T>): Promise<T> {
  for (const table of KEPT) await test.database.admin(`CREATE TABLE kept_${table} AS TABLE "${table}"`);
  try {
    for (const sql of statements) await test.database.admin(sql);
    return await look();
  } finally {
    for (const table of KEPT) {
      await test.database.admin(`DELETE FROM "${table}"`);
      await test.database.admin(`INSERT INTO "${table}" SELECT * FROM kept_${table}`);
      await test.database.admin(`DROP TABLE kept_${table}`);
    }
  }
}
const faultsAfter = (...statements: string[]) =>
  afterTampering(statements, async () => (await anchoring.verify()).faults);

beforeAll(async () => {
  test = await startLedger();
  anchoring = await Anchoring.beside(test.database);
  story = storyOn(test.ledger);
  anchored = streamOf((await story.inPanel('ENT01')).caseId);
  await anchoring.publish();
  await anchoring.take();
  await story.submitted('ENT02');
  await anchoring.take();
  await anchoring.publish();
  await anchoring.keepOutside();
}, 120_000);
afterAll(async () => {
  await anchoring.stop();
  await test.stop();
});

describe('anchors of the ledger', () => {
  it('cover every chain that has moved, also while nothing can be published', async () => {
    const report = await anchoring.verify();
    expect(report).toMatchObject({ anchors: 2, outside: 2, faults: [], uncovered: { events: 0, streams: 0 } });
    expect(
      await test.database.admin('SELECT anchor, count(*)::int AS heads FROM anchor_head GROUP BY 1 ORDER BY 1'),
    ).toEqual([
      { anchor: 1, heads: 1 },
      { anchor: 2, heads: 1 },
    ]);
  });

  it('are not taken again over what has not moved, and not at all while nothing moves', async () => {
    expect(await anchoring.take()).toEqual({ anchor: null, more: false, broken: [] });
  });

  it('go out as events, in the transaction in which they are taken', async () => {
    const { caseId } = await story.submitted('ENT03');
    const { anchor } = await anchoring.take();
    const [row] = await test.database.admin<{ payload: string }>(
      `SELECT payload FROM outbox WHERE topic = 'vermilion.anchors' ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.parse(row?.payload ?? '')).toMatchObject({
      id: `anchor/${anchor?.n}`,
      subject: 'anchor',
      data: anchor,
    });
    expect(await seqOf(streamOf(caseId))).toBeGreaterThan(0);
    await anchoring.publish();
    await anchoring.keepOutside();
  });

  it('are proved to cover a case by a path that an outsider can walk by himself', async () => {
    const proof = await test.ledger.read(auditor, (session) => anchorAt(session, 1, anchored));
    const { seq, hash, index, path } = proof?.proof ?? { seq: 0, hash: '', index: 0, path: [] };
    expect([seq, proof?.anchor.root]).toEqual([
      await seqOf(anchored),
      rootByPath(
        merkleLeaf(canonicalText({ hash, seq, stream: anchored })),
        { index, size: proof?.anchor.leaves ?? 0 },
        path,
      ),
    ]);
  });

  it('are taken by one process at a time, without gap or fork', async () => {
    for (const firm of ['ENT05', 'ENT06', 'ENT11']) {
      await story.submitted(firm);
      const taken = await Promise.all([anchoring.take(), anchoring.take(), anchoring.take()]);
      expect(taken.filter(({ anchor }) => anchor !== null)).toHaveLength(1);
    }
    await anchoring.publish();
    await anchoring.keepOutside();
    expect((await anchoring.verify()).faults).toEqual([]);
  });

  it('may be changed and removed by nobody who runs the system, and signed by nobody who writes events', async () => {
    for (const url of [test.database.app, test.database.relay])
      for (const sql of [
        `UPDATE anchor SET hash = ''`,
        'DELETE FROM anchor',
        'DELETE FROM anchor_head',
        'UPDATE anchor_head SET seq = 1',
      ])
        await expect((await test.database.client(url)).query(sql)).rejects.toMatchObject({ code: '42501' });
    const app = await test.database.client(test.database.app);
    await app.query('SET ROLE vermilion_engine');
    await expect(app.query('INSERT INTO anchor SELECT * FROM anchor')).rejects.toMatchObject({ code: '42501' });
    const relay = await test.database.client(test.database.relay);
    await expect(relay.query('SELECT body FROM event')).rejects.toMatchObject({ code: '42501' });
    await expect(relay.query('INSERT INTO event SELECT * FROM event')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a ledger that is compared with its anchors', () => {
  /** Everything that the database knows of the case, its anchors included: what the chain alone cannot miss. */
  const withoutTrace = (stream: string, from: number) => [
    `DELETE FROM event WHERE stream = '${stream}' AND seq >= ${from}`,
    `UPDATE "case" SET seq = ${from - 1} WHERE stream = '${stream}'`,
  ];

  it('shows that an event was altered, though the whole chain behind it was made anew', async () => {
    const faults = await faultsAfter(`
      WITH RECURSIVE chain AS (
        SELECT stream, seq, body, prev_hash, encode(sha256(convert_to(prev_hash || body, 'UTF8')), 'hex') AS hash
          FROM (SELECT stream, seq, prev_hash, replace(body, '"kind":"person"', '"kind":"clock"') AS body FROM event WHERE stream = '${anchored}' AND seq = 3) third
        UNION ALL
        SELECT e.stream, e.seq, e.body, c.hash, encode(sha256(convert_to(c.hash || e.body, 'UTF8')), 'hex')
          FROM chain c JOIN event e ON e.stream = c.stream AND e.seq = c.seq + 1)
      UPDATE event e SET body = c.body, actor_kind = c.body::jsonb->'actor'->>'kind', prev_hash = c.prev_hash, hash = c.hash
        FROM chain c WHERE e.stream = c.stream AND e.seq = c.seq`);
    expect(faults).toEqual([{ n: 1, fault: 'head', stream: anchored, seq: await seqOf(anchored) }]);
  });

  it('shows that a case was deleted with everything that belongs to it', async () => {
    const statements = [...withoutTrace(anchored, 1), `DELETE FROM "case" WHERE stream = '${anchored}'`];
    expect(await faultsAfter(...statements)).toEqual([
      { n: 1, fault: 'head', stream: anchored, seq: await seqOf(anchored) },
    ]);
    const chains = await afterTampering(statements, () => verifyLedger(test.ledger));
    // Only the anchors show it.
    expect(chains.faults).toEqual([]);
  });

  it('shows that a tail was cut together with the heads that were kept of it', async () => {
    const last = await seqOf(anchored);
    const statements = [...withoutTrace(anchored, last), `DELETE FROM anchor_head WHERE stream = '${anchored}'`];
    expect(await faultsAfter(...statements)).toEqual([{ n: 1, fault: 'root' }]);
    const lowered = [
      ...withoutTrace(anchored, last),
      `UPDATE anchor_head SET seq = seq - 1 WHERE stream = '${anchored}'`,
    ];
    expect(await faultsAfter(...lowered)).toContainEqual({ n: 1, fault: 'root' });
  });

  it('shows that a tail was cut together with its anchors, if these are kept outside', async () => {
    const statements = [...withoutTrace(anchored, 4), 'DELETE FROM anchor', 'DELETE FROM anchor_head'];
    const faults = await faultsAfter(...statements);
    expect([faults.length > 0, faults.every(({ fault }) => fault === 'cut')]).toEqual([true, true]);
    const alone = await afterTampering(statements, () => anchoring.verify({ alone: true }));
    expect(alone).toMatchObject({ outside: null, faults: [] });
  });

  it('does not know of a tail that was cut before an anchor saw it, and says what is not covered yet', async () => {
    const { caseId } = await story.submitted('ENT07');
    const stream = streamOf(caseId);
    await anchoring.publish();
    expect((await anchoring.verify()).uncovered).toMatchObject({ events: await seqOf(stream), streams: 1 });
    expect(await faultsAfter(...withoutTrace(stream, 2))).toEqual([]);
    // But who anchors notices that what was published is gone.
    const taken = await afterTampering(withoutTrace(stream, 2), () => anchoring.take());
    expect(taken.broken).toEqual([stream]);
    await anchoring.publish();
  });

  it('is not anchored anew where it has lost what was anchored: the loss is told instead', async () => {
    const last = await seqOf(anchored);
    const taken = await afterTampering(
      [...withoutTrace(anchored, last), `INSERT INTO unanchored VALUES ('${anchored}', ${last - 1})`],
      () => anchoring.take(),
    );
    expect(taken.broken).toEqual([anchored]);
  });
});

describe('a file of anchors outside', () => {
  beforeAll(async () => {
    await anchoring.take();
    await anchoring.publish();
    await anchoring.keepOutside();
  });

  it.each([
    ['another root', (line: string) => line.replace(/"root":"./, '"root":"f'), 'signature'],
    ['another signature', (line: string) => line.replace(/"signature":"..../, '"signature":"AAAA'), 'signature'],
    ['something that is no anchor', () => '{"n":2}', 'unreadable'],
    ['the same in other letters', (line: string) => line.replace('{', '{ '), 'unreadable'],
  ])('gives away a line that was forged: %s', async (_what, forge, fault) => {
    const undo = await anchoring.rewrite((lines) => lines.map((line, at) => (at === 1 ? forge(line) : line)));
    expect((await anchoring.verify()).faults).toContainEqual({ n: 2, fault });
    await undo();
  });

  it('gives away that a line is missing', async () => {
    const undo = await anchoring.rewrite((lines) => lines.filter((_, at) => at !== 1));
    expect((await anchoring.verify()).faults).toContainEqual({ n: 3, fault: 'order' });
    await undo();
  });

  it('convicts a ledger whose anchors were all taken anew by somebody with a key of his own', async () => {
    const forger = await Anchoring.beside(test.database);
    const faults = await afterTampering(
      [
        'DELETE FROM anchor',
        'DELETE FROM anchor_head',
        'INSERT INTO unanchored SELECT stream, max(seq) FROM event GROUP BY stream ON CONFLICT DO NOTHING',
      ],
      async () => {
        await forger.take();
        await expect(anchoring.keepOutside()).rejects.toBeInstanceOf(AnchorsDiffer);
        return (await anchoring.verify()).faults;
      },
    );
    await forger.stop();
    expect(faults[0]).toEqual({ n: 1, fault: 'differs' });
  });

  it('goes on where it was torn when the machine died, and where it was lost begins again from the first', async () => {
    const whole = await readFile(anchoring.file, 'utf8');
    await truncate(anchoring.file, whole.length - 20);
    expect(await anchoring.keepOutside()).toBe(1);
    expect(await readFile(anchoring.file, 'utf8')).toBe(whole);
    await appendFile(anchoring.file, '{"half":');
    expect(await anchoring.keepOutside()).toBe(0);
    expect(await readFile(anchoring.file, 'utf8')).toBe(whole);
    await rm(anchoring.file);
    await anchoring.keepOutside();
    expect(await readFile(anchoring.file, 'utf8')).toBe(whole);
  });
});

describe('the key that signs', () => {
  it('is followed by a new one with the word of the old one, and both are told', async () => {
    const [first] = (await anchoring.verify()).keys;
    await makeSigningKey(anchoring.home, '2018-b');
    await story.submitted('ENT08');
    expect((await anchoring.take()).anchor?.newKey?.endorsement).toEqual(expect.any(String));
    await rm(join(anchoring.home, '2018-a.pem'));
    await story.submitted('ENT09');
    expect((await anchoring.take()).anchor?.newKey).toBeNull();
    await anchoring.publish();
    await anchoring.keepOutside();
    const report = await anchoring.verify({ pinned: [first ?? ''] });
    expect([report.faults, report.keys.length]).toEqual([[], 2]);
  });

  it('is not believed when nobody vouches for it: neither the one before, nor whoever verifies', async () => {
    await rm(join(anchoring.home, '2018-b.pem'));
    await makeSigningKey(anchoring.home, '2018-c');
    const [lost] = (await anchoring.verify()).keys;
    await story.submitted('ENT10');
    const { anchor } = await anchoring.take();
    await anchoring.publish();
    await anchoring.keepOutside();
    expect((await anchoring.verify()).faults).toContainEqual({ n: anchor?.n, fault: 'key' });
    expect((await anchoring.verify({ pinned: [lost ?? '', anchor?.key ?? ''] })).faults).toEqual([]);
    expect((await anchoring.verify({ pinned: [anchor?.key ?? ''] })).faults).toContainEqual({ n: 1, fault: 'key' });
  });
});

it('the system itself sees anchors only for the audit administrator', async () => {
  const seen = (as: Parameters<TestLedger['ledger']['read']>[0]) =>
    test.ledger.read(as, async (session) => (await session.rows('SELECT FROM anchor')).length);
  expect(await seen(auditor)).toBeGreaterThan(0);
  for (const other of [operations, castOf('ENT01').filler]) expect(await seen(other)).toBe(0);
  expect(await seen(SYSTEM)).toBeGreaterThan(0);
});
