import { jest } from '@jest/globals';
import { SYSTEM } from '@vermilion/domain';
import { claimDeliveries, recordDeliveries, type DeliveryOutcome, type DueDelivery } from '@vermilion/ledger';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { plantMails } from '../../support/planted-mails.js';

jest.setTimeout(60_000);

/** A claim that is over at once. */
const NO_LEASE_MS = 0;

let test: TestLedger;
beforeAll(async () => void (test = await startLedger()), 120_000);
afterAll(() => test.stop());

/** Plants one mail and lets it be claimed twice, as the first claim is over before anything is written down. */
async function claimedTwice(name: string): Promise<readonly [DueDelivery, DueDelivery]> {
  const query = async (sql: string, parameters: readonly unknown[] = []) => ({
    rows: await test.database.admin(sql, parameters),
  });
  await plantMails({ query } as Parameters<typeof plantMails>[0], name, { mails: 1, addresses: 1 });
  const claim = () => test.ledger.write(SYSTEM, (session) => claimDeliveries(session, 1, NO_LEASE_MS));
  const [[first], [second]] = [await claim(), await claim()];
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

function outcome(delivery: DueDelivery | undefined, result: 'sent' | 'untried'): DeliveryOutcome {
  if (!delivery) throw new Error('the mail was not claimed');
  return result === 'sent' ? { delivery, result } : { delivery, result, reason: null, retryMs: 0 };
}
