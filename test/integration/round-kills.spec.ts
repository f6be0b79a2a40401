import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProcedures } from '@vermilion/catalogue';
import type { EventType, RoundEventType } from '@vermilion/domain';
import { openLedger, verifyChain, type Ledger } from '@vermilion/ledger';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { RoundAtWork } from '../chaos/round-at-work.js';
import { SYSTEM } from '../support/case-story.js';

/** How many of the list have followed when the worker dies. */
const FOLLOWED = 2;

describe('kill -9 of the worker in the middle of ranking, of the notice and of the award of a round', () => {
  let home: string;
  let system: RunningSystem;
  let ledger: Ledger;
  let round: RoundAtWork;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vermilion-round-kills-'));
    system = await startSystem({ home, portBase: 22_000, apps: ['relay', 'listener', 'worker'] });
    const env = (name: string) => system.env[name] ?? '';
    ledger = await openLedger({
      url: env('DATABASE_URL'),
      masterKeyFile: env('VERMILION_MASTER_KEY_FILE'),
      procedures: loadProcedures(),
      poolSize: 6,
    });
    round = new RoundAtWork(ledger);
    await round.untilDrawn();
  }, 300_000);

  afterAll(async () => {
    await ledger?.close();
    await system?.stop();
    if (home) await rm(home, { recursive: true, force: true });
  }, 60_000);

  /** The worker dies while a transaction of it waits for the row; then the row is given free, and a new worker starts. */
  async function killWhileItWaits(release: () => Promise<void>): Promise<void> {
    await round.untilSomebodyWaits();
    await system.kill('worker');
    await release();
    await system.restart('worker');
  }

  const timesOf = async (type: EventType | RoundEventType, cases: readonly string[]) => {
    const events = await round.events();
    return cases.map(
      (caseId) => events.filter((event) => event.type === type && event.stream === `application:${caseId}`).length,
    );
  };
  const once = (cases: readonly unknown[]) => cases.map(() => 1);

  it('ranks once, and every case follows once, when the worker dies within the ranking transaction', async () => {
    const [first = ''] = round.cases;
    let release: () => Promise<void> = () => Promise.reject(new Error('nothing is held'));
    await round.judge(async () => {
      release = await round.hold(first, 'UPDATE');
    });
    await round.untilSomebodyWaits();
    expect(await round.count('round.ranked')).toBe(0);
    await killWhileItWaits(release);

    await round.until('all are before the leader', () => round.allAt('proposal'));
    expect(await round.count('round.ranked')).toBe(1);
    expect(await timesOf('application.ranked', round.cases)).toEqual(once(round.cases));
  }, 180_000);

  it('publishes once under one number, and every entry goes on notice once, when the worker dies between two of them', async () => {
    const held = round.cases[FOLLOWED] ?? '';
    const release = await round.hold(held, 'SHARE');
    await round.propose();
    await round.until('the first have followed', async () => (await round.count('notice.published')) === FOLLOWED);
    await killWhileItWaits(release);

    await round.until('the list is on notice', async () => {
      const list = await round.list();
      return list.length > 0 && (await round.allAt('notice', list));
    });
    const list = await round.list();
    expect(list).toEqual(round.cases.slice(0, 6));
    expect(await round.count('round.published')).toBe(1);
    expect(await timesOf('notice.published', list)).toEqual(once(list));
    expect(await timesOf('notice.published', round.cases.slice(6))).toEqual([0, 0]);
    await round.until(
      'the surplus is on the nursery list',
      async () => (await round.count('application.closed')) === 2,
    );
  }, 180_000);

  it('awards each entry once, under one document number and without a gap in the certificates, when the worker dies between two of them', async () => {
    const list = await round.list();
    await round.clockTo(await round.endOfNotice());
    await round.until('the list waits for the signature', () => round.allAt('award', list));
    const release = await round.hold(list[FOLLOWED] ?? '', 'SHARE');
    await round.sign();
    await round.until('the first are awarded', async () => (await round.count('award.issued')) === FOLLOWED);
    await killWhileItWaits(release);

    await round.until('the round is completed', async () => (await round.phase()) === 'completed');
    const awards = (await round.events()).filter(({ type }) => type === 'award.issued');
    expect(awards.map(({ stream }) => stream)).toEqual(list.map((caseId) => `application:${caseId}`));
    expect(new Set(awards.map(({ data }) => data['documentNumber'])).size).toBe(1);
    const numbers = awards.map(({ data }) => Number(/(\d+)$/.exec(String(data['certificateNumber']))?.[1]));
    const [from = 0] = numbers;
    expect(numbers).toEqual(list.map((_, index) => from + index));
  }, 180_000);

  it('leaves nothing stuck, and unbroken chains', async () => {
    expect(await round.openIncidents()).toEqual([]);
    const streams = ['round:smart-workshop-2018', ...round.cases.map((caseId) => `application:${caseId}`)];
    const faults = await ledger.read(SYSTEM, async (session) => {
      const found = [];
      for (const stream of streams) found.push(...(await verifyChain(session, stream)).faults);
      return found;
    });
    expect(faults).toEqual([]);
  });
});
