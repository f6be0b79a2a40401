import { RoundBell } from './round-bell.js';

/** A bell whose signals arrive when the test says so. */
function slowBell() {
  const sent: string[] = [];
  const arrivals: { arrive: () => void; fail: (reason: Error) => void }[] = [];
  const bell = new RoundBell((roundId) => {
    sent.push(roundId);
    return new Promise((arrive, fail) => arrivals.push({ arrive, fail }));
  });
  return { bell, sent, arrivals };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('the bell of rounds', () => {
  it('rings once more, and only once, for all who came while a signal was on its way', async () => {
    const { bell, sent, arrivals } = slowBell();
    const first = bell.ring('r');
    const later = [bell.ring('r'), bell.ring('r'), bell.ring('r')];
    expect(sent).toEqual(['r']);

    arrivals[0]?.arrive();
    await first;
    await soon();
    expect(sent).toEqual(['r', 'r']);

    arrivals[1]?.arrive();
    await Promise.all(later);
    expect(sent).toEqual(['r', 'r']);
  });

  it('never counts a signal that was sent before somebody came as theirs', async () => {
    const { bell, arrivals } = slowBell();
    void bell.ring('r');
    let rung = false;
    void bell.ring('r').then(() => (rung = true));

    arrivals[0]?.arrive();
    await soon();

    expect(rung).toBe(false);
  });

  it('lets different rounds ring side by side', () => {
    const { bell, sent } = slowBell();
    void bell.ring('r');
    void bell.ring('s');
    expect(sent).toEqual(['r', 's']);
  });

  it('tells those whose signal failed, and rings again for those after them', async () => {
    const { bell, sent, arrivals } = slowBell();
    const first = bell.ring('r');
    const second = bell.ring('r');

    arrivals[0]?.fail(new Error('engine away'));
    await expect(first).rejects.toThrow('engine away');
    await soon();
    arrivals[1]?.arrive();

    await second;
    expect(sent).toEqual(['r', 'r']);
  });
});
