import type { ProblemBody } from '@vermilion/contracts';
import { problemOf } from '@vermilion/contracts';
import { Refused, Unreachable } from '../api/client.js';
import { outcomeOf, runBulk, type Outcome } from './bulk-run.js';

const items = Array.from({ length: 10 }, (_, at) => ({ id: `task ${at}`, key: `key ${at}` }));
const refusal = (code: ProblemBody['code']) => new Refused(problemOf(code as never));

async function ran(act: (id: string) => Promise<unknown>): Promise<ReadonlyMap<string, Outcome['kind']>> {
  const told = new Map<string, Outcome['kind']>();
  await runBulk(
    items,
    ({ id }) => act(id),
    (id, { kind }) => told.set(id, kind),
  );
  return told;
}

describe('doing the same with many', () => {
  it('tells of each what came of it: done, refused with its reason, or somebody else was first', async () => {
    const told = await ran(async (id) => {
      if (id === 'task 2') throw refusal('stale-version');
      if (id === 'task 3') throw refusal('task-taken');
      if (id === 'task 4') throw refusal('signers-pending');
    });
    expect(told.size).toBe(10);
    expect(['task 1', 'task 2', 'task 3', 'task 4'].map((id) => told.get(id))).toEqual([
      'done',
      'overtaken',
      'overtaken',
      'refused',
    ]);
  });

  it('does three at a time', async () => {
    let [running, most] = [0, 0];
    await ran(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
    });
    expect(most).toBe(3);
  });

  it('stops when nobody answers: the rest is not tried, and may be tried again under the same keys', async () => {
    let tries = 0;
    const told = await ran(async (id) => {
      tries++;
      if (id === 'task 3') throw new Unreachable();
      if (tries > 4) await new Promise((resolve) => setTimeout(resolve, 1));
    });
    expect(told.get('task 3')).toBe('unanswered');
    expect(tries).toBeLessThan(items.length);
  });

  it('goes on with the others when only one of them fails', async () => {
    const told = await ran(async (id) => {
      if (id === 'task 0') throw refusal('internal');
    });
    expect([told.get('task 0'), told.get('task 9')]).toEqual(['unanswered', 'done']);
  });

  it('takes a busy server, a full minute and a lost session for no answer', () => {
    const kinds = ['busy', 'too-many-requests', 'unauthorised'].map((code) => outcomeOf(refusal(code)).kind);
    expect(kinds).toEqual(['unanswered', 'unanswered', 'unanswered']);
  });
});
