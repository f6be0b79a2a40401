import { jest } from '@jest/globals';
import { connect, removeExpired, type Connection } from '@vermilion/ledger';
import { startPostgres, type TestDatabase } from '../../support/postgres.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let relay: Connection;
const ALWAYS = () => true;

const count = async (table: string, where = 'true') => {
  const [row] = await database.admin<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`);
  return row?.n;
};

beforeAll(async () => {
  database = await startPostgres();
  relay = await connect({ url: database.relay, role: 'vermilion_relay', poolSize: 2 });
}, 60_000);
afterAll(async () => {
  await relay.close();
  await database.stop();
});
beforeEach(async () => {
  await database.admin('TRUNCATE command, inbox, delivery, webhook_delivery, retention_run');
  await database.admin(
    `INSERT INTO command (actor, key, body_hash, at) SELECT actor, n::text, '', now() - age
       FROM generate_series(1, 1500) n, (VALUES ('person:a@b'), ('system')) a(actor), LATERAL (SELECT CASE WHEN n > 200 THEN interval '91 days' ELSE interval '89 days' END AS age) t`,
  );
  await database.admin(
    `INSERT INTO inbox SELECT 'notifier', n::text, now() - n * interval '1 day' FROM generate_series(1, 120) n`,
  );
  await database.admin(
    `INSERT INTO delivery (notification_id, channel, address, state, next_at, message_id, sent_at)
     SELECT n, 'mail', '', state, now(), state || n, CASE state WHEN 'sent' THEN now() - interval '366 days' END
       FROM generate_series(1, 3) n, unnest(ARRAY['sent', 'pending']) state`,
  );
  await database.admin(
    `INSERT INTO webhook_delivery (webhook, event_id, body, state, created_at)
     SELECT gen_random_uuid(), '', '', state, now() - days * interval '1 day'
       FROM unnest(ARRAY['sent', 'failed', 'pending']) state, unnest(ARRAY[89, 91, 92]) days`,
  );
});

/** design.md 6: "`command` … 90 days"; what else goes, and what stays for ever, is in docs/growth.md. */
describe('retention', () => {
  it('removes what is older than its rule says, and nothing else', async () => {
    const removals = await removeExpired(relay, ALWAYS);
    expect(removals).toEqual([
      { relation: 'command', removed: 1300 },
      { relation: 'inbox', removed: 31 },
      { relation: 'delivery', removed: 3 },
      { relation: 'webhook_delivery', removed: 4 },
    ]);
    expect([await count('command', `actor LIKE 'person:%'`), await count('inbox'), await count('delivery')]).toEqual([
      200, 89, 3,
    ]);
  });

  it('keeps the keys of clock and system for ever: a workflow that is built anew may come with them again', async () => {
    await removeExpired(relay, ALWAYS);
    expect(await count('command', `actor = 'system'`)).toBe(1500);
  });

  it('obeys the rule as it stands in the table, which the owner may change and nobody else', async () => {
    await database.admin(`UPDATE retention_rule SET days = 120 WHERE relation = 'command'`);
    expect((await removeExpired(relay, ALWAYS))[0]).toEqual({ relation: 'command', removed: 0 });
    await database.admin(`UPDATE retention_rule SET days = 90 WHERE relation = 'command'`);
    for (const url of [database.relay, database.app])
      await expect((await database.client(url)).query('UPDATE retention_rule SET days = 30')).rejects.toMatchObject({
        code: '42501',
      });
    await expect(database.admin('UPDATE retention_rule SET days = 1')).rejects.toMatchObject({ code: '23514' });
  });

  it('cannot remove what is younger, whatever the program asks for', async () => {
    const client = await database.client(database.relay);
    await client.query('DELETE FROM command');
    await client.query('DELETE FROM inbox');
    expect([await count('command'), await count('inbox')]).toEqual([1700, 89]);
    for (const table of ['event', '"case"', 'anchor', 'private_payload'])
      await expect(client.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
  });

  it('says for each table that it was gone through, and how much went', async () => {
    await removeExpired(relay, ALWAYS);
    const runs = await database.admin('SELECT relation, removed FROM retention_run ORDER BY id');
    expect(runs).toEqual([
      { relation: 'command', removed: 1300 },
      { relation: 'inbox', removed: 31 },
      { relation: 'delivery', removed: 3 },
      { relation: 'webhook_delivery', removed: 4 },
    ]);
  });

  it('does not wait for anybody, and leaves the batch for the next time', async () => {
    await database.admin('BEGIN');
    await database.admin(`SELECT FROM command WHERE actor = 'person:a@b' AND key = '1500' FOR UPDATE`);
    const began = performance.now();
    await expect(removeExpired(relay, ALWAYS)).rejects.toMatchObject({ code: '55P03' });
    expect(performance.now() - began).toBeLessThan(5_000);
    await database.admin('ROLLBACK');
    expect((await removeExpired(relay, ALWAYS)).map(({ removed }) => removed)[1]).toBe(31);
  });
});
