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

/** When the mail of the digest goes, in seconds from now, which stands still within a transaction. */
const secondsLeft = async (session: Session, digestKey: string) =>
  (
    await session.first<{ left: number }>(
      `SELECT extract(epoch FROM d.next_at - now())::float8 AS left FROM delivery d
         JOIN notification n ON n.id = d.notification_id WHERE n.digest_key = $1`,
      [digestKey],
    )
  )?.left;

/** Tells of an item, changes the mail, tells of another, all at the same instant. @returns the seconds that are left to the mail */
const putOff = (digestKey: string, change: string, age = 0) =>
  test.ledger.write(SYSTEM, async (session) => {
    await tellIn(session, digestKey, `case:${digestKey}/1`);
    await session.execute(
      `UPDATE delivery SET ${change} WHERE notification_id = (SELECT id FROM notification WHERE digest_key = $1)`,
      [digestKey],
    );
    await session.execute(
      `UPDATE notification SET created_at = now() - $2 * interval '1 second' WHERE digest_key = $1`,
      [digestKey, age],
    );
    await tellIn(session, digestKey, `case:${digestKey}/2`);
    return secondsLeft(session, digestKey);
  });

/** Source: what a bureau is told of one missed date is one mail (design: one digest per recipient and rung), soon, however many the items are. */
describe('the mail of a digest', () => {
  it('waits a quiet time, anew for an item that comes late in it', async () => {
    expect(await putOff('late', `next_at = now() + interval '0.5 seconds'`)).toBe(QUIET);
  });

  it('is not put off by each of many items that come close upon one another', async () => {
    expect(await putOff('close', `next_at = now() + interval '2.8 seconds'`)).toBe(2.8);
  });

  it('waits ten quiet times at the longest', async () => {
    expect(await putOff('long', `next_at = now() + interval '0.1 seconds'`, LONGEST - 1)).toBe(1);
    expect(await putOff('longer', `next_at = now() + interval '0.1 seconds'`, LONGEST - QUIET)).toBe(QUIET);
  });

  it('stays as it is once it was tried, and is never a second one', async () => {
    expect(await putOff('tried', `attempts = 1, next_at = now() - interval '1 second'`)).toBe(-1);
    const mails = await test.database.admin(
      `SELECT FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE n.digest_key = 'tried'`,
    );
    expect(mails).toHaveLength(1);
  });
});
