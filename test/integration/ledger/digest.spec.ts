import { jest } from '@jest/globals';
import { SYSTEM } from '@vermilion/domain';
import { writeNotification, type Session } from '@vermilion/ledger';
import { startLedger, type TestLedger } from '../../support/ledger.js';

jest.setTimeout(60_000);

/** How long a mail waits for further items, and the longest of all waits; in seconds. */
const QUIET = 3;
const LONGEST = 10 * QUIET;

let test: TestLedger;
beforeAll(async () => void (test = await startLedger({ poolSize: 1 })), 120_000);
afterAll(() => test.stop());

/** Tells the bureau of industry of one more item. */
const tellIn = (session: Session, digestKey: string, eventId: string) =>
  writeNotification(session, {
    recipient: 'bureau:miit',
    kind: 'case.escalated',
    instant: '2018-03-02T00:00:00+08:00',
    digestKey,
    title: { zh: '示例摘要', en: 'Sample digest' },
    body: { zh: '虚构', en: 'Fictional' },
    items: [{ eventId, caseId: '2018-000001', dueAt: '2018-03-02T00:00:00+08:00' }],
  });
const tell = (digestKey: string, eventId: string) =>
  test.ledger.write(SYSTEM, (session) => tellIn(session, digestKey, eventId));

/** The mail of the digest, and how many seconds are left to it. */
async function mailOf(digestKey: string) {
  const rows = await test.database.admin<{ nextAt: Date; left: number; state: string }>(
    `SELECT d.next_at AS "nextAt", extract(epoch FROM d.next_at - now())::float8 AS left, d.state FROM delivery d
       JOIN notification n ON n.id = d.notification_id WHERE n.digest_key = $1`,
    [digestKey],
  );
  expect(rows).toHaveLength(1);
  return rows[0] as (typeof rows)[number];
}

const nextIn = async (session: Session) =>
  (await session.first<{ nextAt: Date }>(
    `SELECT next_at AS "nextAt" FROM delivery
      WHERE notification_id = (SELECT id FROM notification WHERE digest_key = 'close')`,
  )) as { nextAt: Date };

const change = (digestKey: string, what: string) =>
  test.database.admin(
    `UPDATE delivery d SET ${what} FROM notification n WHERE n.id = d.notification_id AND n.digest_key = $1`,
    [digestKey],
  );

/** Source: what a bureau is told of one missed date is one mail (design: one digest per recipient and rung), soon, however many the items are. */
describe('the mail of a digest', () => {
  it('is put off by an item that comes late in its quiet time', async () => {
    await tell('late', 'case:1/1');
    await change('late', `next_at = now() + interval '0.5 seconds'`);
    await tell('late', 'case:1/2');
    const { left } = await mailOf('late');
    expect(left).toBeGreaterThan(QUIET - 1);
    expect(left).toBeLessThanOrEqual(QUIET);
  });

  it('is not put off by each of many items that come close upon one another', async () => {
    // In one transaction, for which all of it happens at the same instant.
    await test.ledger.write(SYSTEM, async (session) => {
      await tellIn(session, 'close', 'case:2/1');
      await session.execute(`UPDATE delivery SET next_at = now() + interval '2.8 seconds' WHERE state = 'pending'
        AND notification_id = (SELECT id FROM notification WHERE digest_key = 'close')`);
      const { nextAt } = await nextIn(session);
      await tellIn(session, 'close', 'case:2/2');
      expect(await nextIn(session)).toEqual({ nextAt });
    });
  });

  it('waits ten quiet times at the longest', async () => {
    await tell('long', 'case:3/1');
    await test.database.admin(
      `UPDATE notification SET created_at = now() - interval '${LONGEST - 1} seconds' WHERE digest_key = 'long'`,
    );
    await change('long', `next_at = now() + interval '0.1 seconds'`);
    await tell('long', 'case:3/2');
    expect((await mailOf('long')).left).toBeLessThanOrEqual(1);
  });

  it('stays as it is once it was tried, and is never a second one', async () => {
    await tell('tried', 'case:4/1');
    await change('tried', `attempts = 1, next_at = now() - interval '1 second'`);
    const { nextAt } = await mailOf('tried');
    await tell('tried', 'case:4/2');
    expect((await mailOf('tried')).nextAt).toEqual(nextAt);
  });
});
