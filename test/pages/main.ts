import { parseArgs } from 'node:util';
import { spreadOf, type Spread } from '../load/measure.js';
import { RoundInPlace } from '../support/round-in-place.js';
import { WebSystem } from '../support/web-system.js';
import { ACTS, perform, WATCH_ACTS } from './acting.js';
import { fillHouse } from './full-house.js';
import { load, type Loading, type Opening } from './loading.js';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const say = (line: string): void => void (options.json || process.stdout.write(`${line}\n`));

const PORT_BASE = 9_800;
const TASKS = 10_000;
const RUNS = 3;
const SLOWER = 4;
const CLERK = 'd-410122-industry';

interface Paint {
  readonly page: string;
  readonly largest: Spread;
  readonly first: Spread;
}

interface Interaction {
  readonly act: string;
  readonly slower: number;
  readonly times: number;
  /** Of those that took longer than two frames, in ms. */
  readonly worst: number;
  readonly delay: number;
  readonly script: number;
}

/** Largest contentful paint with an empty cache and the processor slowed down four times. */
async function paints(web: WebSystem, openings: readonly Opening[]): Promise<Paint[]> {
  const found: Paint[] = [];
  for (const opening of openings) {
    const runs: Loading[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await load(web.browser, web.base, opening, SLOWER));
    const spread = (figure: (run: Loading) => number) => spreadOf(runs.map((run) => Math.round(figure(run))));
    const paint = {
      page: opening.name,
      largest: spread(({ largest }) => largest),
      first: spread(({ first }) => first),
    };
    say(
      `  ${opening.name}: ${paint.largest.median} ms (${paint.largest.least}–${paint.largest.most}), first ${paint.first.median} ms`,
    );
    found.push(paint);
  }
  return found;
}

/** What somebody with ten thousand tasks does, one act after another. */
async function interactions(web: WebSystem, slower: number): Promise<Interaction[]> {
  const page = await web.pageOf(CLERK);
  await page.addInitScript(WATCH_ACTS);
  await page.goto(`${web.base}/desk`);
  await page.getByRole('grid').waitFor();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const found: Interaction[] = [];
  for (const act of ACTS) {
    const answers = [...(await perform(page, act))].sort((one, other) => other.duration - one.duration);
    const [worst] = answers;
    const { duration = 0, delay = 0, script = 0 } = worst ?? {};
    const line = {
      act: act.name,
      slower,
      times: act.times,
      worst: duration,
      delay: Math.round(delay),
      script: Math.round(script),
    };
    say(`  ${act.name} × ${act.times}: worst ${line.worst} ms (waiting ${line.delay}, script ${line.script})`);
    found.push(line);
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return found;
}

async function measurePages(): Promise<object> {
  const web = await WebSystem.start(PORT_BASE);
  try {
    const round = new RoundInPlace(web.api);
    await round.called();
    const draft = await round.filled('ENT01');
    const caseId = await round.submitted('ENT02');
    say(
      `Pages with an empty cache, processor ${SLOWER} times slower: largest contentful paint, median of ${RUNS} (least–most)`,
    );
    const small = await paints(web, [
      { name: 'public home', user: null, path: '/' },
      { name: 'certificate check', user: null, path: '/certificates' },
      { name: 'desk of an enterprise', user: 'ent01-filler', path: '/desk' },
      { name: 'form', user: 'ent01-filler', path: `/cases/${draft}/form` },
      { name: 'page of a case', user: CLERK, path: `/cases/${caseId}` },
      { name: 'desk of operations', user: 'ops1', path: '/operations' },
    ]);
    await fillHouse(web.system.env['DATABASE_OWNER_URL'] ?? '', caseId, TASKS);
    const full = await paints(web, [{ name: `work list of ${TASKS}`, user: CLERK, path: '/desk' }]);
    const acts = [];
    for (const slower of [1, SLOWER]) {
      say(
        `A list of ${TASKS} tasks, processor ${slower === 1 ? 'as it is' : `${slower} times slower`}: interaction to next paint`,
      );
      acts.push(...(await interactions(web, slower)));
    }
    return { paints: [...small, ...full], interactions: acts };
  } finally {
    await web.close();
  }
}

const figures = await measurePages();
if (options.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
