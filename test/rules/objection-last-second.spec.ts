import { documentsDue, holderOf, tasksOf } from '@vermilion/domain';
import { CASE, OnNotice, roundProcedure } from '../support/on-notice.js';

const tasks = ({ state }: OnNotice) =>
  tasksOf(roundProcedure, state).map(({ kind, organisation }) => [kind, organisation]);

describe('an objection of the last second that is recorded after the entry has moved on (公示期至最后一日24时)', () => {
  const RULES = roundProcedure.round;
  if (!RULES) throw new Error('the procedure has lost its round');
  const arrived = (receivedAt: string) => {
    const walk = new OnNotice().moveTo('2018-06-16T00:00:00+08:00').followed();
    walk.receivedAt = receivedAt;
    return walk;
  };
  const dueOf = ({ round, state }: OnNotice) => documentsDue(RULES, round, [{ caseId: CASE, state }]);

  it('counts as of when it was received: in time, and the entry is held back from the signing alone', () => {
    const walk = arrived('2018-06-15T23:59:59.900+08:00');
    expect([walk.state.stage, dueOf(walk).ready]).toEqual(['award', [CASE]]);
    const objection = walk.objected('last-second');
    expect(walk.state.objections).toMatchObject([{ late: false, status: 'verifying' }]);
    expect(dueOf(walk)).toEqual({ ready: [], pending: [] });
    expect(tasks(walk)).toEqual([['verify-objection', 'district:410122/industry']]);
    expect(holderOf(roundProcedure, walk.state)?.organisation).toBe('district:410122/industry');
    walk.verified(objection, false);
    expect(dueOf(walk).ready).toEqual([]); // either side may still ask for the second instance
    walk.moveTo('2018-07-05T00:00:00+08:00');
    expect(dueOf(walk).ready).toEqual([CASE]);
  });

  it('upheld, it ends the case before it is signed', () => {
    const walk = arrived('2018-06-15T23:59:59.900+08:00');
    walk.verified(walk.objected('last-second'), true).moveTo('2018-07-05T00:00:00+08:00');
    expect(walk.state).toMatchObject({ phase: 'closed', outcome: 'refused' });
  });

  it('received at the first instant after the last day it is late, and the entry may be signed', () => {
    const walk = arrived('2018-06-16T00:00:00+08:00');
    walk.objected('first-instant');
    expect(walk.state.objections).toMatchObject([{ late: true }]);
    expect(dueOf(walk).ready).toEqual([CASE]);
  });

  it('recorded after the round has signed for the entry it is late: what is signed is not held up', () => {
    const walk = arrived('2018-06-15T23:59:59.900+08:00');
    const document = { number: '郑工信〔2018〕1号', cases: [CASE], on: '2018-06-16', supplementary: false };
    walk.round = { ...walk.round, phase: 'issued', documents: [document] };
    walk.objected('last-second');
    expect(walk.state.objections).toMatchObject([{ late: true }]);
  });
});
