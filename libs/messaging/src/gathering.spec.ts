import { Gathering } from './gathering.js';

const WISH = { above: 25, restMs: 1_000 };

describe('gathering', () => {
  let now: number;
  let gathering: Gathering;
  beforeEach(() => {
    now = 0;
    gathering = new Gathering(WISH, () => now);
  });
  /** A poll at an instant, in ms. @returns how long the partition rests */
  const poll = (at: number, messages: number) => {
    now = at;
    return gathering.restAfter(messages);
  };

  it('never keeps the messages of a quiet time waiting', () => {
    for (let at = 200; at <= 60_000; at += 200) expect(poll(at, 5)).toBe(0); // 25 a second
  });

  it('lets a partition rest once more than so many a second have come', () => {
    expect(poll(500, 26)).toBe(0);
    expect(poll(1_000, 1)).toBe(1_000);
    expect(poll(1_500, 1)).toBe(1_000);
  });

  it('ends when the rush is over', () => {
    poll(1_000, 100);
    expect(poll(2_000, 25)).toBe(0);
  });

  it('does nothing when nobody has wished for it', () => {
    expect(new Gathering(null, () => 5_000).restAfter(1_000_000)).toBe(0);
  });
});
