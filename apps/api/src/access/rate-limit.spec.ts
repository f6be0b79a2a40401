import { Problem } from '@vermilion/runtime';
import { RateLimit } from './rate-limit.js';

/** The problem with which a request is refused, or null. */
function refusalOf(take: () => void): Problem | null {
  try {
    take();
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

describe('the rate limit', () => {
  it('lets so many through in a minute, says how long to wait, and begins anew', () => {
    const limit = new RateLimit(2);
    expect([1, 2].map(() => refusalOf(() => limit.take('a', 60_000)))).toEqual([null, null]);
    const refused = refusalOf(() => limit.take('a', 90_000));
    expect([refused?.body.code, refused?.headers['retry-after']]).toEqual(['too-many-requests', '30']);
    expect(refusalOf(() => limit.take('b', 90_000))).toBeNull();
    expect(refusalOf(() => limit.take('a', 120_000))).toBeNull();
  });

  it('of zero counts nothing', () => {
    const limit = new RateLimit(0);
    expect(
      Array.from({ length: 100 }, () => refusalOf(() => limit.take('a', 0))).every((found) => found === null),
    ).toBe(true);
  });
});
