import { Loop } from './loop.js';

/** A log that keeps what it is told, by level. */
function keepingLog() {
  const told: [level: string, message: string][] = [];
  const at = (level: string) => (_context: object, message: string) => void told.push([level, message]);
  return { told, log: { warn: at('warn'), error: at('error') } };
}

/** Resolves when the loop has worked so often; the answers of its pieces are given in turn. */
function working(answers: readonly (boolean | Error)[]) {
  let done: () => void;
  const all = new Promise<void>((resolve) => (done = resolve));
  let turn = 0;
  const work = async (): Promise<boolean> => {
    const answer = answers[turn] ?? false;
    turn += 1;
    if (turn >= answers.length) done();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { all, work, turns: () => turn };
}

describe('a loop', () => {
  it('goes on at once while there is more to do', async () => {
    const { all, work } = working([true, true, true, false]);
    const loop = new Loop({ what: 'it', pauseMs: 3_600_000, log: keepingLog().log }, work);
    loop.start();
    await all;
    await loop.stop();
  });

  it('tells of a failure, and tries again after its pause', async () => {
    const { all, work } = working([new Error('away'), false]);
    const { told, log } = keepingLog();
    let failures = 0;
    const loop = new Loop({ what: 'it', pauseMs: 1, log, level: 'error', failed: () => (failures += 1) }, work);
    loop.start();
    await all;
    await loop.stop();
    expect(told).toEqual([['error', 'it could not work']]);
    expect(failures).toBe(1);
  });

  it('ends its pause when it is stopped, and waits for the piece in hand', async () => {
    let ended = false;
    const loop = new Loop({ what: 'it', pauseMs: 3_600_000, log: keepingLog().log }, async (stopping) => {
      await new Promise((resolve) => stopping.addEventListener('abort', resolve));
      ended = true;
      return false;
    });
    loop.start();
    await loop.stop();
    expect(ended).toBe(true);
  });
});
