import { signOutEverywhere, standingsOf, type Standing } from '@vermilion/ledger';
import { SYSTEM } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

const ISSUER = 'http://issuer.test';
const AT = 1_700_000_000;

let test: TestLedger;

beforeAll(async () => {
  test = await startLedger();
  await test.ledger.write(SYSTEM, (session) => signOutEverywhere(session, ISSUER, 'ent02-filler', AT));
});

afterAll(async () => test?.stop());

type Asked = readonly [subject: string, issuedAt?: number | null, issuer?: string];

/** What the register says of each, asked all at once. */
async function standings(...asked: readonly Asked[]) {
  const credentials = asked.map(([subject, issuedAt = AT + 1, issuer = ISSUER]) => ({ issuer, subject, issuedAt }));
  const found = await test.ledger.glance(SYSTEM, (session) => standingsOf(session, credentials));
  return found.map(({ signedOut, memberships }: Standing) => ({
    signedOut,
    as: memberships.map(({ organisation, role }) => `${organisation} ${role}`),
  }));
}

it('of people who are asked for together each is told of by their own memberships and sign-out', async () => {
  const [firm, signedOut, signedInAgain, browser, stranger, elsewhere, again] = await standings(
    ['ent01-filler'],
    ['ent02-filler', AT],
    ['ent02-filler'],
    ['ent02-filler', null],
    ['nobody'],
    ['ent01-filler', null, 'http://another.test'],
    ['ent01-filler', null],
  );
  const [one] = await standings(['ent02-filler']);
  expect(firm).toEqual({ signedOut: false, as: [expect.stringMatching(/^\S+ filler$/)] });
  expect(again).toEqual(firm);
  expect(signedOut).toEqual({ signedOut: true, as: one?.as });
  expect(signedInAgain).toEqual(one);
  expect(browser).toEqual(one);
  expect(one?.signedOut).toBe(false);
  expect(one?.as).not.toEqual(firm?.as);
  expect([stranger, elsewhere]).toEqual(Array(2).fill({ signedOut: false, as: [] }));
});
