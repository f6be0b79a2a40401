import { jest } from '@jest/globals';
import { SYSTEM } from '@vermilion/domain';
import { connect, type Connection } from '@vermilion/ledger';
import { startPostgres, type TestDatabase } from '../../support/postgres.js';

jest.setTimeout(60_000);

let database: TestDatabase;
/** One connection, so that whatever a transaction leaves behind meets the next one. */
let ledger: Connection;

const RING = 'INSERT INTO journey_probe VALUES ($1)';
const rung = () =>
  ledger.read(SYSTEM, (session) => session.rows<{ n: number }>('SELECT n FROM journey_probe ORDER BY n'));

/** Until what has been asked so far is on its way, and before anything of it can be answered. */
const departure = () => new Promise<void>((resolve) => process.nextTick(() => process.nextTick(resolve)));

beforeAll(async () => {
  database = await startPostgres();
  await database.admin('CREATE TABLE journey_probe (n int PRIMARY KEY CHECK (n > 0))');
  await database.admin('GRANT ALL ON journey_probe TO vermilion_app, vermilion_engine');
  ledger = await connect({ url: database.app, poolSize: 1 });
}, 120_000);
afterAll(async () => {
  await ledger.close();
  await database.stop();
});
beforeEach(() => database.admin('TRUNCATE journey_probe'));

/** Source: promise P1: what is acknowledged was kept, what failed leaves nothing. */
describe('statements that travel together', () => {
  it('are answered each by itself, in the order in which they were asked', async () => {
    const answers = await ledger.write(SYSTEM, (session) =>
      Promise.all([
        session.execute(RING, [1]),
        session.first<{ n: number }>('SELECT max(n) AS n FROM journey_probe'),
        session.execute(RING, [2]),
        session.first<{ n: number }>('SELECT max(n) AS n FROM journey_probe'),
        session.rows<{ day: string; words: string[] }>(`SELECT DATE '2018-03-01' AS day, ARRAY['一', '二'] AS words`),
      ]),
    );
    expect(answers).toEqual([1, { n: 1 }, 1, { n: 2 }, [{ day: '2018-03-01', words: ['一', '二'] }]]);
  });

  it('are unheard behind one that failed, and those before it are taken back', async () => {
    const heard: string[] = [];
    const note = (name: string) => [() => heard.push(`${name} done`), () => heard.push(`${name} failed`)] as const;
    const failing = ledger.write(SYSTEM, async (session) => {
      const asked = [session.execute(RING, [1]), session.execute(RING, [-1]), session.execute(RING, [3])];
      asked.forEach((one, index) => void one.then(...note(String(index))));
      await Promise.all(asked);
    });
    await expect(failing).rejects.toMatchObject({ code: '23514' });
    expect(heard).toEqual(['0 done', '1 failed', '2 failed']);
    expect(await rung()).toEqual([]);
  });

  it('whose answer nobody waits for fail the transaction at its end, with their own reason', async () => {
    const failing = ledger.write(SYSTEM, (session) => {
      session.later(RING, [1]);
      session.later(RING, [1]);
      session.later(RING, [2]);
      return Promise.resolve('done');
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await rung()).toEqual([]);
  });

  it('fail it just so when their answers came long before the end', async () => {
    const failing = ledger.write(SYSTEM, async (session) => {
      session.later(RING, [-1]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await expect(failing).rejects.toMatchObject({ code: '23514' });
    expect(await rung()).toEqual([]);
  });

  it('are prepared once more by a journey that leaves before the first is back, and neither fails', async () => {
    for (const values of [[1], [2]]) {
      const query = `SELECT $1::int + ${values[0]} AS n`;
      const answers = await ledger.read(SYSTEM, async (session) => {
        const asked = [];
        for (const n of [10, 20, 30]) {
          asked.push(session.first<{ n: number }>(query, [n]), session.first<{ n: number }>(query, [n]));
          await departure();
        }
        return Promise.all(asked);
      });
      const more = values[0] ?? 0;
      expect(answers.map((row) => row?.n)).toEqual([10, 10, 20, 20, 30, 30].map((n) => n + more));
      const after = () => ledger.read(SYSTEM, (session) => session.first<{ n: number }>(query, [0]));
      expect([await after(), await after()]).toEqual([{ n: more }, { n: more }]);
    }
  });

  it('are there for the next transaction although a journey failed that was to prepare them once more', async () => {
    for (const behind of [false, true]) {
      const query = `SELECT 7 AS n, ${behind} AS behind`;
      const failing = ledger.read(SYSTEM, async (session) => {
        const asked = [session.first('SELECT 1 / 0'), session.first(query)];
        if (behind) void asked.reverse();
        await departure();
        asked.push(session.first(query));
        await Promise.all(asked.map((one) => one.catch(() => undefined)));
        await Promise.all(asked);
      });
      await expect(failing).rejects.toMatchObject({ code: '22012' });
      const found = await ledger.read(SYSTEM, (session) => Promise.all([session.first(query), session.first(query)]));
      expect(found).toEqual(Array(2).fill({ n: 7, behind }));
    }
  });

  it('leave the connection to the next one as if nothing had been, whatever went wrong the first time they were asked', async () => {
    const wrong = 'SELECT n / ($1 - 1) AS n FROM (VALUES (6)) AS t(n)';
    const ask = (by: number) => ledger.read(SYSTEM, (session) => session.first<{ n: number }>(wrong, [by]));
    await expect(ask(1)).rejects.toMatchObject({ code: '22012' });
    await expect(ledger.read(SYSTEM, (session) => session.rows('SELECT nothing_such'))).rejects.toMatchObject({
      code: '42703',
    });
    expect([await ask(3), await ask(4)]).toEqual([{ n: 3 }, { n: 2 }]);
  });

  it('leave it so, too, when the work is given up before they have left', async () => {
    const givenUp = ledger.write(SYSTEM, (session) => {
      session.later(RING, [-1]);
      return Promise.reject(new Error('given up'));
    });
    await expect(givenUp).rejects.toThrow('given up');
    expect(await rung()).toEqual([]);
  });

  it('are refused together when one carries a value that cannot be put into words, and nothing has been sent', async () => {
    const unspeakable: { self?: unknown } = {};
    unspeakable.self = unspeakable;
    const failing = ledger.write(SYSTEM, (session) =>
      Promise.all([session.execute(RING, [1]), session.execute(RING, [unspeakable])]),
    );
    await expect(failing).rejects.toThrow(/circular/i);
    expect(await rung()).toEqual([]);
  });
});

describe('a glance', () => {
  it('reads in one journey', async () => {
    await ledger.write(SYSTEM, (session) => session.execute(RING, [7]));
    expect(await ledger.glance(SYSTEM, (session) => session.rows('SELECT n FROM journey_probe'))).toEqual([{ n: 7 }]);
  });

  it('changes nothing, and asks nothing behind its first answer', async () => {
    await expect(ledger.glance(SYSTEM, (session) => session.execute(RING, [8]))).rejects.toMatchObject({
      code: '25006',
    });
    const twice = ledger.glance(SYSTEM, async (session) => {
      await session.rows('SELECT 1');
      return session.rows('SELECT 2');
    });
    await expect(twice).rejects.toThrow(/has ended/);
    expect(await rung()).toEqual([]);
  });
});
