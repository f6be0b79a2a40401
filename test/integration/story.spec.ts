import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HistoryView } from '@vermilion/contracts';
import { SYSTEM, compareInstants } from '@vermilion/domain';
import { connect, type Connection } from '@vermilion/ledger';
import { startSystem, type RunningSystem } from '@vermilion/local';
import { ApiClient } from '../support/api-client.js';

const STORY = resolve(import.meta.dirname, '../dist/demo/main.js');
/** The run is killed when the ledger holds so many events: while the reviews go on. */
const KILL_AT = 120;
/** A limit against hanging. */
const PATIENCE_MS = 420_000;

/** The whole story has to be told in five minutes. */
const MOST_SECONDS = 300;

interface Ended {
  readonly id: string;
  readonly events: number;
}

interface Told {
  readonly enterprises: readonly Ended[];
  readonly fillers: readonly Ended[];
  readonly notifications: readonly unknown[];
  readonly durations: Readonly<Record<string, number>>;
}

const withoutCounts = (ended: readonly Ended[]) => ended.map(({ events: _events, ...ending }) => ending);

describe('npm run demo', () => {
  let home: string;
  let system: RunningSystem;
  let ledger: Connection;
  /** Seconds of the run that is killed. */
  let killedAfter = 0;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vermilion-story-'));
    system = await startSystem({ home, portBase: 9440, apps: ['api', 'relay', 'listener', 'worker'] });
    ledger = await connect({ url: system.env['DATABASE_URL'] ?? '', poolSize: 1 });
  }, PATIENCE_MS);

  afterAll(async () => {
    await ledger?.close();
    await system?.stop();
    if (home) await rm(home, { recursive: true, force: true });
  }, 60_000);

  const countEvents = async (): Promise<number> => {
    const row = await ledger.read(SYSTEM, (session) =>
      session.first<{ count: number }>('SELECT count(*)::int AS count FROM event', []),
    );
    return row?.count ?? 0;
  };

  /** Runs the story; `killAt` kills it (SIGKILL) as soon as the ledger holds so many events. */
  const run = async (
    killAt = Infinity,
  ): Promise<{ code: number | null; signal: string | null; out: string; errors: string }> => {
    const story = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', STORY, '--json'], {
      env: { ...system.env, PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, errors]: [string[], string[]] = [[], []];
    story.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
    story.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
    const ended = once(story, 'close') as Promise<[number | null, string | null]>;
    while (Number.isFinite(killAt) && story.exitCode === null && story.signalCode === null) {
      if ((await countEvents()) >= killAt) story.kill('SIGKILL');
      await sleep(100);
    }
    const [code, signal] = await ended;
    return { code, signal, out: out.join(''), errors: errors.join('') };
  };

  it(
    'killed in the middle leaves a story that is not finished',
    async () => {
      const from = performance.now();
      const { signal, out } = await run(KILL_AT);
      killedAfter = (performance.now() - from) / 1_000;
      expect(signal).toBe('SIGKILL');
      expect(out).toBe('');
      expect(await countEvents()).toBeGreaterThanOrEqual(KILL_AT);
    },
    PATIENCE_MS,
  );

  it(
    'goes on where it was, and everybody comes out as the sample says',
    async () => {
      const { code, out, errors } = await run();
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      const told = JSON.parse(out) as Told;
      expect(withoutCounts(told.enterprises)).toEqual([
        { id: 'ENT01', outcome: 'recognised', score: 88.33, rank: 2, result: 'recognised' },
        { id: 'ENT02', outcome: 'returned_then_recognised', score: 84.67, rank: 3, result: 'recognised' },
        { id: 'ENT03', outcome: 'recognised_after_objection', score: 79.33, rank: 5, result: 'recognised' },
        { id: 'ENT04', outcome: 'submission_refused', score: null, rank: null, result: null },
        { id: 'ENT05', outcome: 'recognised', score: 80, rank: 4, result: 'recognised' },
        { id: 'ENT06', outcome: 'suspended_until_credit_repair', score: null, rank: null, result: null },
        { id: 'ENT07', outcome: 'not_accepted', score: null, rank: null, result: null },
        { id: 'ENT08', outcome: 'recognised', score: 90, rank: 1, result: 'recognised' },
        { id: 'ENT09', outcome: 'not_accepted', score: null, rank: null, result: null },
        { id: 'ENT10', outcome: 'rejected_by_panel', score: 56.83, rank: null, result: 'refused' },
        { id: 'ENT11', outcome: 'waitlisted', score: 76, rank: 6, result: 'nursery-list' },
        { id: 'ENT12', outcome: 'revoked', score: null, rank: null, result: null },
      ]);
      const unranked = { score: null, rank: null, result: null };
      expect(withoutCounts(told.fillers)).toEqual([
        { id: 'FIL01', outcome: 'not-recommended', ...unranked },
        { id: 'FIL02', outcome: 'not-recommended', ...unranked },
        { id: 'FIL03', outcome: 'not-recommended', ...unranked },
        { id: 'FIL04', outcome: 'withdrawn', ...unranked },
        { id: 'FIL05', outcome: 'lapsed', ...unranked },
        { id: 'FIL06', outcome: 'refused', ...unranked },
        { id: 'FIL07', outcome: 'not-recommended', ...unranked },
        { id: 'FIL08', outcome: 'submission_refused', ...unranked },
      ]);
      // Told anew from an empty ledger, though in two parts: what both took together.
      expect(killedAfter + (told.durations['total'] ?? Infinity)).toBeLessThanOrEqual(MOST_SECONDS);
      expect(told.notifications).toEqual([
        { rung: 'lead', recipient: 'bureau:miit', count: 2 },
        { rung: 'co-responsible', recipient: 'bureau:finance', count: 1 },
        { rung: 'supervision', recipient: 'bureau:supervision', count: 1 },
      ]);
    },
    PATIENCE_MS,
  );

  it('leaves one history of ENT08 out of ledger, workflows and mails, in the order in which they were recorded', async () => {
    const { API_URL: address = '', OIDC_ISSUER: issuer = '' } = system.env;
    const api = new ApiClient({ api: address, issuer });
    const { items } = await api.as('ent08-approver').get<{ items: { id: string }[] }>('cases');
    expect(items).toHaveLength(1);
    const history = await api.as('ops1').get<HistoryView>(`operations/cases/${items[0]?.id}/history`);
    expect(history.missing).toEqual([]);
    const recorded = history.entries.map(({ recordedAt }) => recordedAt);
    expect(recorded).toEqual([...recorded].sort(compareInstants));
    expect(new Set(history.entries.map(({ source }) => source))).toEqual(new Set(['ledger', 'workflow', 'delivery']));
    const told = history.entries.filter(({ details }) => details['type'] === 'escalation.notified');
    expect(told.map(({ source, details }) => [source, details['rung']])).toEqual([
      ['ledger', 'lead'],
      ['ledger', 'co-responsible'],
      ['ledger', 'supervision'],
    ]);
    for (const activity of ['notifyLeadBureau', 'notifyCoResponsibleBureaus', 'notifySupervisionOffice'])
      expect(history.entries).toContainEqual(
        expect.objectContaining({
          source: 'workflow',
          details: expect.objectContaining({ name: activity }) as unknown,
        }),
      );
  }, 30_000);

  it(
    'is verified, not replayed, when it is finished',
    async () => {
      const before = await countEvents();
      const { code, out, errors } = await run();
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect((JSON.parse(out) as Told).enterprises).toHaveLength(12);
      expect(await countEvents()).toBe(before);
    },
    PATIENCE_MS,
  );
});
