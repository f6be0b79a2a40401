import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SYSTEM, type Candidate, type EventData, type PanelStage } from '@vermilion/domain';
import { smartWorkshop, Walk } from '../support/walk.js';

/** The tool that outsiders run; it shares no code with the engine. Source: docs/draw.md. */
const TOOL = resolve('infra/tools/verify-draw.mjs');
const folder = mkdtempSync(join(tmpdir(), 'draw-'));
afterAll(() => rmSync(folder, { recursive: true }));

const strata = (smartWorkshop.stages.find(({ kind }) => kind === 'panel') as PanelStage).strata;

/** A draw as `GET draws/{id}` publishes it. */
interface Published {
  [part: string]: unknown;
  candidates: Candidate[];
  seed: string;
  seats: EventData['panel.drawn']['seats'][number][];
  alternates: Candidate[];
  replacements: { seat: number; category: string; token: string; at: string; vacant: number[] }[];
}

/** A panel of ENT01, drawn by the rules of the engine; two experts have declined and were replaced, the second while both seats were empty. */
function published(): Published {
  const walk = new Walk('ENT01').drawnPanel('5eed'.repeat(16));
  const seated = () => (walk.state.panel?.seats ?? []).map(({ seat, category, token }) => ({ seat, category, token }));
  const [frozen, drawn] = walk.events.filter(({ type }) => type.startsWith('panel.'));
  if (frozen?.type !== 'panel.pool-frozen' || drawn?.type !== 'panel.drawn') throw new Error('no draw');
  const replacements: Published['replacements'] = [];
  for (const seat of [2, 4]) walk.must({ type: 'decline-invitation', reason: 'schedule' }, walk.seated(seat));
  for (const [seat, vacant] of [
    [2, [4]],
    [4, []],
  ] as const) {
    walk.must({ type: 'replace', seat }, SYSTEM);
    const found = seated().find((other) => other.seat === seat);
    if (found) replacements.push({ ...found, at: walk.now, vacant: [...vacant] });
  }
  const { stage: _stage, on: _on, ...result } = drawn.data;
  return structuredClone({
    id: '2018-000001.9',
    number: 1,
    draws: ['2018-000001.9'],
    algorithm: 'drawPanel@1',
    strata,
    ...frozen.data,
    frozenAt: '2018-03-01T09:00:00+08:00',
    frozenEvent: { seq: 8 },
    drawnAt: '2018-03-01T09:00:00+08:00',
    drawnEvent: { seq: 9 },
    ...result,
    replacements,
  }) as unknown as Published;
}

/** What the tool says of a draw. */
function verify(draw: Published): { code: number | null; failed: string[] } {
  const file = join(folder, 'draw.json');
  writeFileSync(file, JSON.stringify(draw));
  const { status, stdout } = spawnSync(process.execPath, [TOOL, file], { encoding: 'utf8' });
  const failed = stdout.split('\n').flatMap((line) => /^FAILED (\w+)/.exec(line)?.[1] ?? []);
  return { code: status, failed };
}

/** Exchanges the first two of a list. */
function exchanged<T>([a, b, ...rest]: readonly T[]): T[] {
  return [b, a, ...rest].filter((item) => item !== undefined);
}

describe('独立核验 the check that anybody can run', () => {
  it('accepts what the engine draws and replaces', () => {
    expect(verify(published())).toEqual({ code: 0, failed: [] });
  });

  it.each<[string, (draw: Published) => Partial<Published>, string]>([
    ['another seed', ({ seed }) => ({ seed: seed.replace('5eed', '5eee') }), 'seats'],
    ['a candidate taken out of the pool', ({ candidates }) => ({ candidates: candidates.slice(1) }), 'pool'],
    [
      'a candidate given to another employer',
      ({ candidates }) => ({
        candidates: candidates.map((one, at) => (at === 0 ? { ...one, group: 'f'.repeat(32) } : one)),
      }),
      'pool',
    ],
    ['two seats exchanged', ({ seats }) => ({ seats: exchanged(seats) }), 'seats'],
    ['two alternates exchanged', ({ alternates }) => ({ alternates: exchanged(alternates) }), 'alternates'],
    [
      'a replacement out of turn',
      ({ replacements, alternates }) => ({
        replacements: replacements.map((one, at) => (at === 0 ? { ...one, token: alternates[3]?.token ?? '' } : one)),
      }),
      'replacements',
    ],
    ['a seed made before the freeze', () => ({ drawnEvent: { seq: 7 } }), 'order'],
    ['a short seed', () => ({ seed: 'abc' }), 'seed'],
    ['fewer redraws than there were', ({ redraws }) => ({ redraws: Number(redraws) + 1 }), 'redraws'],
    ['a draw left out of the list', () => ({ number: 2 }), 'history'],
  ])('rejects %s', (_what, change, check) => {
    const draw = published();
    const { code, failed } = verify({ ...draw, ...change(draw) });
    expect(code).toBe(1);
    expect(failed).toContain(check);
  });

  it('rejects a file that is no draw, and says so', () => {
    const file = join(folder, 'no-draw.json');
    writeFileSync(file, '{"status":404}');
    const { status, stderr } = spawnSync(process.execPath, [TOOL, file], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('cannot be checked');
  });
});
