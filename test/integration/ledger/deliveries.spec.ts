import { jest } from '@jest/globals';
import { SYSTEM } from '@vermilion/domain';
import {
  claimDeliveries,
  recordDeliveries,
  writeNotification,
  type DeliveryOutcome,
  type DueDelivery,
} from '@vermilion/ledger';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { plantMails } from '../../support/planted-mails.js';

jest.setTimeout(60_000);

/** A claim that is over at once. */
const NO_LEASE_MS = 0;

let test: TestLedger;
beforeAll(async () => void (test = await startLedger()), 120_000);
afterAll(() => test.stop());

const query = async (sql: string, parameters: readonly unknown[] = []) => ({
  rows: await test.database.admin(sql, parameters),
});
const plant = (name: string, mails: number, addresses: number) =>
  plantMails({ query } as Parameters<typeof plantMails>[0], name, { mails, addresses });
const claim = (limit: number, leaseMs: number) =>
  test.ledger.write(SYSTEM, (session) => claimDeliveries(session, limit, leaseMs));

/** Plants one mail and lets it be claimed twice, as the first claim is over before anything is written down. */
async function claimedTwice(name: string): Promise<readonly [DueDelivery, DueDelivery]> {
  await plant(name, 1, 1);
  const [[first], [second]] = [await claim(1, NO_LEASE_MS), await claim(1, NO_LEASE_MS)];
  return [first as DueDelivery, second as DueDelivery];
}

/** What is then known of the mail, and how often it was told that it went out. */
async function known(delivery: DueDelivery) {
  const [row] = await test.database.admin<{ state: string }>('SELECT state FROM delivery WHERE id = $1', [delivery.id]);
  const told = await test.database.admin(
    `SELECT FROM outbox WHERE payload LIKE '%notification.delivered%' AND payload LIKE $1`,
    [`%"notificationId":"${delivery.notificationId}"%`],
  );
  return [row?.state, told.length];
}

/** Source: design, "each step at least once, each effect once": a mail that went out is never called unsent, and told of once. */
describe('a mail that was claimed anew before its sending was written down', () => {
  it.each([
    ['sent first', ([sent, again]: readonly DueDelivery[]) => [outcome(sent, 'sent'), outcome(again, 'untried')]],
    ['sent last', ([sent, again]: readonly DueDelivery[]) => [outcome(again, 'untried'), outcome(sent, 'sent')]],
    ['sent twice', ([sent, again]: readonly DueDelivery[]) => [outcome(sent, 'sent'), outcome(again, 'sent')]],
  ])('is sent, and told of once: %s', async (name, outcomes) => {
    const claims = await claimedTwice(name.replace(' ', '-'));
    await test.ledger.write(SYSTEM, (session) => recordDeliveries(session, outcomes(claims)));
    expect(await known(claims[0])).toEqual(['sent', 1]);
  });
});

/** Source: design, a missed date is told at once; a day on which thousands of dates are missed gives rise to thousands of other mails. */
describe('the mail of a rung', () => {
  const tell = (digestKey: string, rung?: string) =>
    test.ledger.write(SYSTEM, (session) =>
      writeNotification(session, {
        ...{ recipient: 'bureau:miit', kind: 'escalation', instant: '2018-03-02T00:00:00+08:00', digestKey },
        ...{ title: { zh: '示例督办', en: 'Sample escalation' }, body: { zh: '虚构', en: 'Fictional' } },
        items: [{ eventId: `case:${digestKey}/1`, caseId: '2018-000001', dueAt: '2018-03-02T00:00:00+08:00' }],
        ...(rung === undefined ? {} : { rung }),
      }),
    );

  it('goes at once, and before all that has waited longer and is no rung', async () => {
    await plant('routine', 30, 30);
    const routine = await tell('routine');
    const rung = await tell('rung', 'lead');
    const claimed = await claim(10, 60_000);
    expect(claimed.map(({ notificationId }) => notificationId === rung)).toEqual([
      true,
      ...Array<boolean>(9).fill(false),
    ]);
    const rest = await claim(100, 60_000);
    expect(rest.map(({ notificationId }) => notificationId)).not.toContain(routine); // it still waits for what may join it
    expect(claimed.length + rest.length).toBe(31);
  });
});

function outcome(delivery: DueDelivery | undefined, result: 'sent' | 'untried'): DeliveryOutcome {
  if (!delivery) throw new Error('the mail was not claimed');
  return result === 'sent' ? { delivery, result } : { delivery, result, reason: null, retryMs: 0 };
}
