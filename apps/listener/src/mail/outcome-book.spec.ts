import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryOutcome } from '@vermilion/ledger';
import { OutcomeBook } from './outcome-book.js';

const outcome = (id: string) => ({ delivery: { id }, result: 'sent' }) as DeliveryOutcome;
const idsOf = (outcomes: readonly DeliveryOutcome[]) => outcomes.map(({ delivery }) => delivery.id);

/** A database that is away for the first so many attempts. */
function bookWith(away: number) {
  const written: string[][] = [];
  let attempts = 0;
  const book = new OutcomeBook(
    (outcomes) => {
      attempts += 1;
      if (attempts <= away) return Promise.reject(new Error('away'));
      written.push(idsOf(outcomes));
      return Promise.resolve();
    },
    () => undefined,
  );
  return { book, written, attempts: () => attempts };
}

describe('what became of mails', () => {
  it('is written in groups, in the order in which it became known', async () => {
    const { book, written } = bookWith(0);
    for (const id of ['1', '2', '3']) book.add(outcome(id));
    await book.settle();
    expect(written).toEqual([['1', '2', '3']]);
    expect(book.isStuck).toBe(false);
  });

  it('is kept while it cannot be written, and said to be stuck until it is', async () => {
    const { book, written } = bookWith(1);
    book.add(outcome('1'));
    while (!book.isStuck) await sleep(10);
    book.add(outcome('2'));
    expect(written).toEqual([]);
    while (book.isStuck) await sleep(10);
    expect(written).toEqual([['1', '2']]);
  });

  it('is left to the end of the claim by a process that ends meanwhile', async () => {
    const { book, attempts } = bookWith(Number.POSITIVE_INFINITY);
    book.add(outcome('1'));
    await book.settle();
    expect(attempts()).toBe(1);
  });
});
