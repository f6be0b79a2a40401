import { z } from 'zod';
import { requestInvalid } from './validation.js';

const shape = z.strictObject({ name: z.string(), inner: z.strictObject({ count: z.number().int().min(1) }) });

/** What a caller is told about a value. */
function told(value: unknown) {
  const { error } = shape.safeParse(value);
  return requestInvalid(error?.issues ?? []).body.problems.map(({ at, code }) => [at, code]);
}

describe('a request that does not fit its shape', () => {
  it('is answered with every fault at its place', () => {
    expect(told({ inner: { count: 0, more: 1 }, extra: true })).toEqual([
      ['name', 'missing'],
      ['inner.count', 'malformed'],
      ['inner.more', 'unknown-field'],
      ['extra', 'unknown-field'],
    ]);
  });

  it('names at most fifty faults', () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`field${index}`, 1]));
    expect(told(many)).toHaveLength(50);
  });
});
