import { setTimeout as sleep } from 'node:timers/promises';
import {
  moveBusinessClock,
  operatorToken,
  readBusinessClock,
  type BusinessClock,
  type ClockMove,
} from './clock-client.js';
import { readConfig } from '../home/config.js';
import { readEnvironment } from '../home/environment-file.js';
import { StartError } from '../process/start-error.js';

const USAGE = 'Usage: npm run clock -- show | advance 5wd | advance 3d | advance 2h | to 2018-04-01T00:00';
const POLL_MS = 500;
/** A clock that stands still this long waits for something that does not come by itself. */
const PATIENCE_MS = 180_000;

/** What the words after `npm run clock --` ask for: undefined is only to look. Throws a StartError with the usage. */
export function moveFrom(args: readonly string[]): ClockMove | undefined {
  const [verb = 'show', argument = ''] = args;
  const asked = args.length <= 2 ? VERBS[verb]?.(argument) : undefined;
  if (asked === undefined) throw new StartError(USAGE);
  return asked === 'look' ? undefined : asked;
}

const VERBS: Readonly<Record<string, (argument: string) => ClockMove | 'look' | undefined>> = {
  show: (argument) => (argument === '' ? 'look' : undefined),
  advance: (argument) => (/^[1-9]\d{0,3}(wd|d|h)$/.test(argument) ? { by: argument } : undefined),
  to: (argument) => {
    const instant = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?)?(?:\+08:00)?$/.exec(argument);
    return instant === null ? undefined : { to: `${instant[1]}T${instant[2] ?? '00:00'}${instant[3] ?? ':00'}+08:00` };
  },
};

/** Shows the business clock, or moves it and follows it to its target, telling each stop on the way. */
export async function runClock(args: readonly string[]): Promise<void> {
  const move = moveFrom(args);
  const env = await readEnvironment(readConfig(process.env).home);
  if (env === undefined) throw new StartError('Vermilion is not running: start it with `npm start`');
  const token = await operatorToken(env);
  const clock = move === undefined ? await readBusinessClock(env, token) : await moveBusinessClock(env, token, move);
  console.log(describe(clock));
  if (move !== undefined) await follow(() => readBusinessClock(env, token), clock);
}

async function follow(read: () => Promise<BusinessClock>, first: BusinessClock): Promise<void> {
  let shown = describe(first);
  let movedAt = Date.now();
  for (let clock = first; !hasArrived(clock); clock = await read()) {
    const line = describe(clock);
    if (line !== shown) {
      console.log(line);
      shown = line;
      movedAt = Date.now();
    }
    if (Date.now() - movedAt > PATIENCE_MS) {
      throw new StartError(
        `The clock has not moved for ${PATIENCE_MS / 1000} s; what it waits for is shown above. It goes on by itself when that is done.`,
      );
    }
    await sleep(POLL_MS);
  }
  console.log(describe(await read()));
}

function hasArrived({ now, target }: BusinessClock): boolean {
  return target === null || Date.parse(now) >= Date.parse(target);
}

function describe({ mode, now, target, waitingFor }: BusinessClock): string {
  const parts = [`业务时钟 ${now} (${mode})`];
  if (target !== null && target !== now) parts.push(`→ ${target}`);
  if (waitingFor.length > 0)
    parts.push(
      `waiting for ${waitingFor.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(', ')}`,
    );
  return parts.join('  ');
}
