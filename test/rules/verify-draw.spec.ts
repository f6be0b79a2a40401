import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  canonicalText,
  decide,
  SYSTEM,
  type Candidate,
  type DecidedEvent,
  type EventData,
  type PanelStage,
} from '@vermilion/domain';
import { smartWorkshop, Walk } from '../support/walk.js';

/** The tool that outsiders run; it shares no code with the engine. Source: docs/draw.md. */
const TOOL = resolve('infra/tools/verify-draw.mjs');
const folder = mkdtempSync(join(tmpdir(), 'draw-'));
afterAll(() => rmSync(folder, { recursive: true }));

const strata = (smartWorkshop.stages.find(({ kind }) => kind === 'panel') as PanelStage).strata;

/** An event as the page shows it. */
interface Shown {
  seq: number;
  prevHash: string;
  hash: string;
  body: string | null;
}

/** A draw as `GET draws/{id}` publishes it. */
interface Published {
  [part: string]: unknown;
  candidates: Candidate[];
  frozenEvent: Shown;
  drawnEvent: Shown;
  seed: string;
  seats: EventData['panel.drawn']['seats'][number][];
  alternates: Candidate[];
  replacements: { seat: number; category: string; token: string; at: string; vacant: number[] }[];
}

const CASE = '2018-000001';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** An event behind another one in the chain of its case, in the words of docs/draw.md. */
function recorded(seq: number, { type, data }: DecidedEvent, prevHash: string): Shown {
  const body = canonicalText({ stream: `application:${CASE}`, seq, type, data, actor: { kind: 'system' } });
  return { seq, prevHash, hash: sha256(`${prevHash}${body}`), body };
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
  const frozenEvent = recorded(8, frozen, 'a'.repeat(64));
  return structuredClone({
    id: `${CASE}.9`,
    caseId: CASE,
    number: 1,
    freezes: [`${CASE}.8`],
    draws: [`${CASE}.9`],
    algorithm: 'drawPanel@1',
    strata,
    ...frozen.data,
    frozenAt: '2018-03-01T09:00:00+08:00',
    frozenEvent,
    drawnAt: '2018-03-01T09:00:00+08:00',
    drawnEvent: recorded(9, drawn, frozenEvent.hash),
    between: [],
    ...result,
    replacements,
  }) as unknown as Published;
}

/** The page of its freeze, as anybody could keep it before there was a seed. */
function noted(): object {
  return { ...published(), id: `${CASE}.8`, seed: null, drawnEvent: null, seats: [], alternates: [], replacements: [] };
}

/** Puts a page, or a list, into a file. */
function fileOf(name: string, content: unknown): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** What the tool says of a page. */
function verify(page: object, ...more: string[]): { code: number | null; failed: string[]; verdict: string } {
  const { status, stdout } = spawnSync(process.execPath, [TOOL, fileOf('draw', page), ...more], { encoding: 'utf8' });
  const lines = stdout.trimEnd().split('\n');
  const failed = lines.flatMap((line) => /^FAILED (\w+)/.exec(line)?.[1] ?? []);
  return { code: status, failed, verdict: lines.at(-1) ?? '' };
}

/** Exchanges the first two of a list. */
function exchanged<T>([a, b, ...rest]: readonly T[]): T[] {
  return [b, a, ...rest].filter((item) => item !== undefined);
}

describe('独立核验 the check that anybody can run', () => {
  it('accepts what the engine draws and replaces', () => {
    expect(verify(published())).toEqual({ code: 0, failed: [], verdict: 'the draw is genuine' });
  });

  it('accepts a frozen pool that has no seed yet, and says so', () => {
    expect(verify(noted())).toMatchObject({
      code: 0,
      failed: [],
      verdict: expect.stringContaining('no seed') as string,
    });
  });

  it('accepts a freeze that an official entered: its text names that person and is not published', () => {
    const draw = published();
    expect(verify({ ...draw, frozenEvent: { ...draw.frozenEvent, body: null } })).toMatchObject({
      code: 0,
      failed: [],
    });
  });

  it('accepts other events of the case between freeze and draw, as long as the chain goes through them', () => {
    const draw = published();
    const { seq, hash } = draw.frozenEvent;
    const reminded = { seq: seq + 1, prevHash: hash, hash: 'b'.repeat(64) };
    const text = draw.drawnEvent.body?.replace('"seq":9', '"seq":10') ?? '';
    const drawnEvent = { seq: 10, prevHash: reminded.hash, hash: sha256(`${reminded.hash}${text}`), body: text };
    expect(verify({ ...draw, drawnEvent, between: [reminded] })).toMatchObject({ code: 0, failed: [] });
    expect(verify({ ...draw, drawnEvent })).toMatchObject({ code: 1, failed: ['link'] });
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
    ['a seed made before the freeze', ({ drawnEvent }) => ({ drawnEvent: { ...drawnEvent, seq: 7 } }), 'order'],
    [
      'a draw that stands behind another freeze',
      ({ drawnEvent }) => ({ drawnEvent: { ...drawnEvent, prevHash: 'c'.repeat(64) } }),
      'link',
    ],
    [
      'a draw whose recorded text is kept back',
      ({ drawnEvent }) => ({ drawnEvent: { ...drawnEvent, body: null } }),
      'event',
    ],
    ['another seed than the chain has recorded', ({ seed }) => ({ seed: seed.replace('5eed', '5eee') }), 'event'],
    [
      'another seed on the page and in the recorded text, under the old hash',
      ({ seed, drawnEvent: { body, ...link } }) => ({
        seed: seed.replace('5eed', '5eee'),
        drawnEvent: { ...link, body: body?.replace('5eed', '5eee') ?? null },
      }),
      'event',
    ],
    ['other reasons for leaving experts out than were recorded', () => ({ excluded: { consulting: 2 } }), 'freeze'],
    ['a freeze left out of the list', () => ({ freezes: [] }), 'freezes'],
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
    const file = fileOf('no-draw', { status: 404 });
    const { status, stderr } = spawnSync(process.execPath, [TOOL, file], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('cannot be checked');
  });
});

describe('封存在先 whoever has noted the page of the freeze', () => {
  it('finds the draw behind that very freeze', () => {
    const note = fileOf('noted', noted());
    expect(verify(published(), '--noted', note)).toMatchObject({ code: 0, failed: [] });
  });

  it.each<[string, object]>([
    [
      'another freeze, however consistent the new page is',
      { frozenEvent: { seq: 8, prevHash: '', hash: 'd', body: null } },
    ],
    ['a freeze with other candidates', { candidates: [] }],
    ['a page that had a seed already', { seed: '5eed'.repeat(16) }],
  ])('sees %s', (_what, change) => {
    const note = fileOf('noted', { ...noted(), ...change });
    expect(verify(published(), '--noted', note)).toMatchObject({ code: 1, failed: ['noted'] });
  });
});

/** The salt of a freeze, and who of the sample may not judge ENT05, read from the sample by hand. */
const SALT = '7c'.repeat(32);
const LEFT_OUT = [
  { expert: 'EXP09', reason: 'audit' },
  { expert: 'EXP14', reason: 'shareholding' },
  { expert: 'EXP15', reason: 'not-available' },
];
/** SHA-256 of the canonical list, by `sha256sum`: EXP14, EXP15, EXP09 in the order of the tokens. */
const CONFLICT_HASH = '514cbaf8ee478aa3dfcae74c5b64d2ae1447ffde5ab0a6f6d1478acd504f0bb4';

/** What the freeze of ENT05 records under that salt. */
function frozenUnder(salt: string): EventData['panel.pool-frozen'] {
  const walk = new Walk('ENT05').passed();
  const facts = { ...walk.facts(SYSTEM), salt };
  const decision = decide(walk.procedure, walk.state, { type: 'freeze-pool' }, facts, SYSTEM, walk.now);
  const frozen = decision.ok ? decision.events[0] : null;
  if (frozen?.type !== 'panel.pool-frozen') throw new Error('the pool was not frozen');
  return frozen.data;
}

describe('回避名单指纹 the fingerprint of who was left out (docs/draw.md, “What is fixed before the seed is known”)', () => {
  it('is that of a list made by hand from the sample, whatever the order of the register', () => {
    expect(frozenUnder(SALT)).toMatchObject({
      conflictHash: CONFLICT_HASH,
      excluded: { audit: 1, shareholding: 1, 'not-available': 1 },
    });
  });

  const page = () => {
    const frozenEvent = { seq: 8, prevHash: '', hash: '', body: null };
    return {
      algorithm: 'drawPanel@1',
      caseId: CASE,
      freezes: [`${CASE}.8`],
      frozenEvent,
      seed: null,
      ...frozenUnder(SALT),
    };
  };
  const audited = (list: readonly object[], salt = SALT) =>
    verify(page(), '--left-out', fileOf('left-out', list), '--salt', salt).failed;

  it('is recomputed by an auditor who was given list and salt', () => {
    expect(audited(LEFT_OUT)).toEqual([]);
    expect(audited([...LEFT_OUT].reverse())).toEqual([]);
  });

  it.each<[string, readonly object[]]>([
    ['somebody is missing', LEFT_OUT.slice(1)],
    ['a reason is another one', [{ expert: 'EXP09', reason: 'kinship' }, ...LEFT_OUT.slice(1)]],
  ])('does not fit when %s', (_what, list) => expect(audited(list)).toEqual(['conflict', 'excluded']));

  it('does not fit another expert, even for the same reason, nor another salt', () => {
    expect(audited([{ expert: 'EXP10', reason: 'audit' }, ...LEFT_OUT.slice(1)])).toEqual(['conflict', 'apart']);
    expect(audited(LEFT_OUT, '7d'.repeat(32))).toEqual(['conflict']);
  });

  it('a list without its salt cannot be checked', () => {
    const { status, stderr } = spawnSync(process.execPath, [TOOL, fileOf('draw', page()), '--left-out', 'x'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining('--salt <hex>')]);
  });
});
