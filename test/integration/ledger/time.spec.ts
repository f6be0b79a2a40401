import { randomUUID } from 'node:crypto';
import { calendarSources, demoExperts, demoMembers, demoParties, seedCalendar } from '@vermilion/catalogue';
import type { Command, Person } from '@vermilion/domain';
import {
  businessNow,
  connect,
  readClock,
  seedCalendarInto,
  seedClock,
  seedRegisters,
  setTarget,
} from '@vermilion/ledger';
import { SYSTEM, castOf, operations, storyOn } from '../../support/case-story.js';
import { startLedger, testStart, type TestLedger } from '../../support/ledger.js';

describe('time in the ledger', () => {
  let test: TestLedger;
  let story: ReturnType<typeof storyOn>;
  const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
  beforeAll(async () => {
    test = await startLedger();
    story = storyOn(test.ledger);
  }, 60_000);
  beforeEach(() => test.setClock(testStart));
  afterEach(() => sql(`UPDATE business_clock SET mode = 'manual', now_at = $1, target_at = $1`, testStart));
  afterAll(() => test.stop());

  const realClock = () => sql(`UPDATE business_clock SET mode = 'real', now_at = NULL, target_at = NULL`);
  const open = async (actor: Person, receivedAt?: string) => {
    const command: Command = { type: 'open', procedure: 'smart-workshop', version: 1 };
    const outcome = await test.ledger.transact({
      caseId: null,
      command,
      actor,
      key: randomUUID(),
      expectedSeq: null,
      receivedAt,
    });
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome.receipt;
  };

  it('is where the manual clock stands, whatever the machine says', async () => {
    await test.setClock('2018-05-04T16:30:00.250+08:00');
    expect((await open(castOf('ENT01').filler)).at).toBe('2018-05-04T16:30:00.250+08:00');
    expect(await test.ledger.read(SYSTEM, businessNow)).toBe('2018-05-04T16:30:00.250+08:00');
  });

  it('is the time of receipt for a person, when the clock is real', async () => {
    await realClock();
    const received = new Date(Date.now() - 60_000).toISOString();
    const receipt = await open(castOf('ENT01').filler, received);
    expect(Date.parse(receipt.at)).toBe(Date.parse(received));
    const ahead = await open(castOf('ENT01').filler, new Date(Date.now() + 60_000).toISOString());
    expect(Date.parse(ahead.at)).toBeLessThanOrEqual(Date.now());
  });

  it('never goes back within a case', async () => {
    await realClock();
    const { approver, filler } = castOf('ENT01');
    const { caseId, at } = await open(filler);
    const earlier = new Date(Date.now() - 3_600_000).toISOString();
    const request = {
      caseId,
      command: { type: 'withdraw' },
      actor: approver,
      key: randomUUID(),
      expectedSeq: 1,
    } as const;
    const outcome = await test.ledger.transact({ ...request, receivedAt: earlier });
    expect(outcome).toMatchObject({ kind: 'accepted', receipt: { at } });
  });

  it('gets a target from operations alone, and never one in the past', async () => {
    const target = '2018-03-09T09:00:00+08:00';
    const asked = await test.ledger.write(operations, (session) => setTarget(session, target));
    expect(asked).toEqual({ mode: 'manual', now: testStart, target });
    const { filler } = castOf('ENT01');
    await expect(
      test.ledger.write(filler, (session) => setTarget(session, '2019-01-01T00:00:00+08:00')),
    ).rejects.toThrow(RangeError);
    const back = test.ledger.write(operations, (session) => setTarget(session, '2018-02-01T00:00:00+08:00'));
    await expect(back).rejects.toThrow(RangeError);
    expect((await test.ledger.read(SYSTEM, readClock)).target).toBe(target);
    await realClock();
    await expect(test.ledger.write(operations, (session) => setTarget(session, target))).rejects.toThrow(RangeError);
  });

  it('counts by the calendar as it is now: a changed day moves the dates that are made from then on', async () => {
    const due = async () => {
      const { caseId } = await story.submitted('ENT01');
      const [row] = await sql<{ due: string }>(
        `SELECT to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS due FROM deadline WHERE case_id = $1`,
        caseId,
      );
      return row?.due;
    };
    expect(await due()).toBe('2018-03-09');
    await sql(`INSERT INTO calendar_day VALUES ('2018-03-06', 'holiday', '临时放假', 2018)`);
    expect(await due()).toBe('2018-03-09');
    await sql('UPDATE calendar_version SET version = version + 1');
    expect(await due()).toBe('2018-03-10');
  }, 30_000);

  it('and registers are seeded once: a second time changes nothing, and what people changed stays', async () => {
    const owner = await connect({ url: test.database.owner, role: 'vermilion_owner', poolSize: 1 });
    try {
      const again = await owner.write(SYSTEM, async (session) => ({
        ...(await seedRegisters(session, {
          ...{ parties: demoParties(), members: demoMembers(), experts: demoExperts(), issuer: 'http://issuer.test' },
        })),
        calendar: await seedCalendarInto(session, seedCalendar(), calendarSources()),
        clock: await seedClock(session, undefined, '2019-01-01T00:00:00+08:00'),
      }));
      expect(again).toEqual({ parties: 0, members: 0, experts: 0, calendar: 0, clock: false });
      await sql(`UPDATE party SET email = 'old@example.invalid' WHERE organisation = 'bureau:miit'`);
      const registers = { parties: demoParties(), members: [], experts: [], issuer: 'x' };
      expect(await owner.write(SYSTEM, (session) => seedRegisters(session, registers))).toMatchObject({ parties: 1 });
    } finally {
      await owner.close();
    }
    expect(await sql('SELECT FROM calendar_day')).not.toHaveLength(0);
  });

  describe('and its setting', () => {
    let owner: Awaited<ReturnType<typeof connect>>;
    beforeAll(async () => {
      owner = await connect({ url: test.database.owner, role: 'vermilion_owner', poolSize: 1 });
    });
    afterAll(() => owner.close());
    const seed = (asked?: 'manual' | 'real', start?: string) =>
      owner.write(SYSTEM, (session) => seedClock(session, asked, start));
    const clock = () => test.ledger.read(SYSTEM, readClock);

    it('switch a clock that exists from manual to real, once and for good', async () => {
      expect(await seed('manual', '2019-01-01T00:00:00+08:00')).toBe(false);
      expect(await clock()).toEqual({ mode: 'manual', now: testStart, target: testStart });
      expect(await seed('real')).toBe(true);
      const { mode, now, target } = await clock();
      expect([mode, target]).toEqual(['real', null]);
      expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
      expect([await seed('real'), await seed(), await seed(undefined, testStart)]).toEqual([false, false, false]);
      await expect(seed('manual', testStart)).rejects.toThrow(/cannot become manual again/);
      expect((await clock()).mode).toBe('real');
    });

    it('leave a clock alone that would have to go back', async () => {
      const ahead = '2999-01-01T00:00:00+08:00';
      await test.setClock(ahead);
      await expect(seed('real')).rejects.toThrow(`stands at ${ahead}, ahead of the machine`);
      expect(await clock()).toEqual({ mode: 'manual', now: ahead, target: ahead });
    });

    it('make a new clock manual where it has a start, else real', async () => {
      const made = async (asked?: 'manual' | 'real', start?: string) => {
        await test.database.admin('DELETE FROM business_clock');
        expect(await seed(asked, start)).toBe(true);
        return (await clock()).mode;
      };
      expect([await made(), await made('real', testStart)]).toEqual(['real', 'real']);
      expect([await made(undefined, testStart), await made('manual', testStart)]).toEqual(['manual', 'manual']);
      await expect(seed('manual')).rejects.toThrow(RangeError);
    });
  });
});
