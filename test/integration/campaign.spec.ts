import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaign, type CampaignReport } from '../chaos/campaign.js';
import { forget, setScene, type Scene } from '../chaos/scene.js';

/** Any seed will do; `npm run chaos -- --kills 25 --seed 146` repeats the run by hand. */
const SEED = 146;
const KILLS = 25;
const KINDS = ['kill', 'kill-in-recovery', 'clock', 'full-disk', 'operator', 'slow-database', 'zombie'] as const;

describe(`${KILLS} kills in a random order, with the clock moving, a full disk and an operator's mistakes among them`, () => {
  let folder: string;
  let scene: Scene;
  let report: CampaignReport;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vermilion-campaign-'));
    const tell = () => undefined;
    scene = await setScene({ home: join(folder, 'home'), portBase: 23_400, tell });
    report = await campaign(scene, { seed: SEED, kills: KILLS, kinds: KINDS, scale: 0.3, tell });
  }, 1_800_000);

  afterAll(async () => {
    delete process.env['RECONCILE_AFTER_MS'];
    delete process.env['OFFERED_PROCEDURES'];
    await scene?.close();
    await forget(join(folder, 'home'));
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('was a load, and every kill took place', () => {
    expect(report.kills).toBe(KILLS);
    expect(report.commands['acknowledged']).toBeGreaterThan(100);
    expect(report.dueRows.recorded).toBeGreaterThan(0);
  });

  it('comes to rest by itself', () => {
    expect(report.left).toBe('');
  });

  it.each([
    ['P1', 'every acknowledged command is there once, and visible'],
    ['P2', 'every case is what its events add up to'],
    ['P3', 'every event is published in order, and told once'],
    ['P4', 'every date is recorded once, and none before its time'],
    ['P5', 'somebody has held each case at every moment'],
    ['P9', 'the chain of hashes holds'],
    ['P10', 'nothing is stuck unseen'],
  ])('%s: %s', (promise) => {
    expect(report.violations.filter(({ invariant }) => invariant === promise)).toEqual([]);
  });
});
