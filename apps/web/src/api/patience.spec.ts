import type { ProblemBody } from '@vermilion/contracts';
import { Refused, Unreachable } from './client.js';
import { askAgain, giveAgain, pauseBefore } from './patience.js';

const refused = (status: number, retryAfter: number | null = null) =>
  new Refused({ code: 'x', status } as unknown as ProblemBody, retryAfter);

describe('patience with a server that does not answer', () => {
  it('goes on asking while nobody answers, or while the server asks for time', () => {
    for (const error of [new Unreachable(), refused(503), refused(429)]) expect(askAgain(100, error)).toBe(true);
  });

  it('does not repeat what was refused, and gives up on a fault after a few tries', () => {
    for (const status of [400, 401, 404, 409, 413]) expect(askAgain(0, refused(status))).toBe(false);
    expect([0, 1, 2, 3].map((failures) => askAgain(failures, refused(500)))).toEqual([true, true, true, false]);
  });

  it('gives a command again while nobody answers or the server asks for time, but not for ever, and never what was refused or has failed', () => {
    for (const error of [new Unreachable(), refused(503), refused(429)])
      expect([0, 5, 6].map((failures) => giveAgain(failures, error))).toEqual([true, true, false]);
    for (const status of [400, 401, 403, 404, 409, 422, 500]) expect(giveAgain(0, refused(status))).toBe(false);
  });

  it('waits as long as it was asked to, else longer each time, and never for ever', () => {
    expect(pauseBefore(0, refused(503, 4))).toBe(4_000);
    expect(pauseBefore(0, refused(503, 3_600))).toBe(15_000);
    expect([0, 1, 2, 9].map((failures) => pauseBefore(failures, new Unreachable()))).toEqual([
      1_000, 2_000, 4_000, 15_000,
    ]);
  });
});
