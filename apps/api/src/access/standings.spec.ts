import type { Session } from '@vermilion/ledger';
import { Standings } from './standings.js';

/** A register that knows nobody but tells for whom it was asked, journey by journey. */
function register() {
  const journeys: string[][] = [];
  const members = new Set(['leaver']);
  const rows = (_text: string, [, subjects]: readonly [unknown, string[]]) => {
    journeys.push(subjects);
    return Promise.resolve(
      subjects.map((subject, index) => ({
        n: index + 1,
        signed_out: false,
        organisation: members.has(subject) ? 'enterprise:x' : null,
        role: 'filler',
      })),
    );
  };
  const standings = new Standings({ glance: (_actor, work) => work({ rows } as unknown as Session) });
  const of = (subject: string) => standings.of({ issuer: 'http://issuer.test', subject, issuedAt: null });
  return { journeys, members, of };
}

test('requests that come in together ask the register in one journey', async () => {
  const { journeys, of } = register();
  await Promise.all(['a', 'b', 'a'].map(of));
  await of('c');
  expect(journeys).toEqual([['a', 'b', 'a'], ['c']]);
});

test('nothing is remembered: who loses a membership loses its rights with the next request', async () => {
  const { members, of } = register();
  expect((await of('leaver')).memberships).toHaveLength(1);
  members.clear();
  expect((await of('leaver')).memberships).toEqual([]);
});
