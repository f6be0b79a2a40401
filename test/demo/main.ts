import { parseArgs } from 'node:util';
import { ApiClient } from '../support/api-client.js';
import { callAndDeclare } from './chapters/call.js';
import { closeTheDoor } from './chapters/door.js';
import { letLimitsLapse } from './chapters/lapse.js';
import { award, publish, rankAndPropose } from './chapters/list.js';
import { freeze, judgeAll } from './chapters/panels.js';
import { closeTheWindow, recommend } from './chapters/recommendation.js';
import { reexamine } from './chapters/reexamination.js';
import { refuseAtSubmission } from './chapters/refused-at-submission.js';
import { review } from './chapters/reviews.js';
import { StoryClock } from './clock.js';
import { Narrator } from './narrator.js';
import { Story } from './story.js';
import { findSystem, leaveOnSignal, type FoundSystem } from '../support/find-system.js';
import { judge, type Verdict } from './verdict.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    until: { type: 'string' },
    /** On the system of several machines, as `npm run cluster` starts it. */
    cluster: { type: 'boolean', default: false },
  },
});
if (options.cluster) process.env['VERMILION_SHAPE'] = 'cluster';
// With --json the standard output holds nothing but the JSON; errors go to the other one.
const say = (line: string): void => void (options.json || process.stdout.write(`${line}\n`));

type Chapter = (story: Story) => Promise<unknown>;

/** In the order of the year, by the names that `--until` knows. */
const CHAPTERS: readonly (readonly [name: string, chapter: Chapter])[] = [
  ['call', callAndDeclare],
  ['door', closeTheDoor],
  ['review', review],
  ['lapse', letLimitsLapse],
  ['re-examination', reexamine],
  ['window', closeTheWindow],
  ['recommendation', recommend],
  ['frozen', freeze],
  ['panels', judgeAll],
  ['proposed', rankAndPropose],
  ['notice', publish],
  ['award', award],
];

/** The chapters up to the one that is named, all without a name. @throws when there is no such chapter */
function chaptersUntil(name: string | undefined): readonly Chapter[] {
  const last = name === undefined ? CHAPTERS.length - 1 : CHAPTERS.findIndex(([known]) => known === name);
  if (last < 0) throw new Error(`--until knows ${CHAPTERS.map(([known]) => known).join(', ')}`);
  return CHAPTERS.slice(0, last + 1).map(([, chapter]) => chapter);
}

/**
 * The story on a running system, whole or up to a chapter. What earlier runs have done is found and not done again.
 * @returns what is to be said of the whole; null when the story has not come to its end
 */
async function tellStory(system: FoundSystem): Promise<Verdict | null> {
  const chapters = chaptersUntil(options.until);
  const api = new ApiClient({ api: system.api, issuer: system.issuer });
  const narrator = new Narrator(say);
  const story = new Story(api, new StoryClock(api.as('ops1'), narrator), narrator);
  const { now } = await story.clock.read();
  say(`朱批 Vermilion：2018年郑州市智能车间认定（全部虚构）。业务时钟为手动，现在 ${now}`);
  say('All people and firms are fictional. The business clock is manual and moves only when the story moves it.');
  const [call, ...others] = chapters;
  await call?.(story);
  const refusal = await refuseAtSubmission(story);
  for (const chapter of others) await chapter(story);
  if (options.until !== undefined) return null;
  narrator.begin('verdict', { zh: '核对', en: 'Reading everything back' });
  return judge(story, system, refusal);
}

function print({ report, differences }: Verdict): void {
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  for (const { id, outcome, score, result, events } of [...report.enterprises, ...report.fillers])
    say(
      `  ${id}  ${outcome.padEnd(26)} ${String(score ?? '—').padStart(6)}  ${(result ?? '—').padEnd(11)} ${events} events`,
    );
  say(`  用时 ${report.durations['total']} 秒 · seconds in all`);
  for (const difference of differences) process.stderr.write(`✗ ${difference}\n`);
  say(
    differences.length === 0
      ? '\n✓ 与样例数据完全一致 · everything is as the sample expects'
      : '\n✗ 与预期不符 · not as expected',
  );
  if (differences.length > 0) process.exitCode = 1;
}

const system = await findSystem({ fresh: options.fresh, quiet: options.json });
leaveOnSignal(system, () => say('\n中断：再次运行将从这里继续 · interrupted: the next run goes on from here'));
try {
  const verdict = await tellStory(system);
  if (verdict) print(verdict);
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await system.leave();
}
