import { describe, expect, it } from '@jest/globals';
import { SYSTEM } from '@vermilion/domain';
import { convoy } from './convoy.js';
import type { TransactOutcome } from './request.js';
import type { CaseRequest } from './transact-many.js';

const DONE: TransactOutcome = { kind: 'not-found' };
const request = (caseId: string): CaseRequest => ({
  caseId,
  command: { type: 'accept' },
  actor: SYSTEM,
  key: caseId,
  expectedSeq: null,
});

/** Lets the test say when each transaction ends. */
function gate() {
  const open: (() => void)[] = [];
  return { wait: () => new Promise<void>((resolve) => open.push(resolve)), openNext: () => open.shift()?.() };
}

describe('a convoy', () => {
  it('lets the first go at once, those who come meanwhile together, and of one case only one at a time', async () => {
    const { wait, openNext } = gate();
    const trips: string[][] = [];
    const put = convoy({
      together: async (requests) => {
        trips.push(requests.map(({ caseId }) => caseId));
        await wait();
        return requests.map(() => DONE);
      },
      alone: () => Promise.reject(new Error('nobody goes alone here')),
    });

    const answers = Promise.all(['a', 'b', 'c', 'b', 'd'].map((caseId) => put(request(caseId))));
    for (let trip = 0; trip < 3; trip += 1) {
      openNext();
      await new Promise(setImmediate);
    }

    expect(await answers).toHaveLength(5);
    expect(trips).toEqual([['a'], ['b', 'c', 'd'], ['b']]);
  });

  it('opens a second lane when many wait, and no third', async () => {
    const trips: number[] = [];
    const { wait } = gate();
    const put = convoy({
      together: async (requests) => {
        trips.push(requests.length);
        await wait();
        return [];
      },
      alone: () => Promise.resolve(DONE),
    });
    for (let n = 0; n < 60; n += 1) void put(request(`case-${n}`));
    await new Promise(setImmediate);
    expect(trips).toEqual([1, 8]);
  });

  it('does not wait for whoever must go alone, and gives each error to the one whom it concerns', async () => {
    const put = convoy({
      together: async (requests) => requests.map(({ caseId }) => (caseId === 'plain' ? DONE : null)),
      alone: ({ caseId }) => (caseId === 'broken' ? Promise.reject(new Error('away')) : new Promise(() => undefined)),
    });

    const busy = put(request('busy'));
    const broken = put(request('broken'));
    const plain = put(request('plain'));

    await expect(plain).resolves.toEqual(DONE);
    await expect(broken).rejects.toThrow('away');
    await expect(Promise.race([busy, Promise.resolve('still waits')])).resolves.toBe('still waits');
  });
});
