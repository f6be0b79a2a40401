import type { ClockMode } from '../home/config.js';
import { inheritedEnvironment, type SystemEnvironment } from '../home/environment.js';
import { runToEnd } from '../machine/download.js';
import type { Tell } from '../process/progress.js';
import { builtEntry } from './built-entry.js';

/** A program that brings a server to the state that the apps expect; running it again changes nothing. */
interface Preparation {
  readonly title: string;
  readonly program: readonly string[];
}

const MIGRATE: Preparation = { title: 'Database migrations', program: ['libs', 'ledger', 'dist', 'migrate.js'] };
const SEED: Preparation = {
  title: 'Seed of calendar, organisations and demo members',
  program: ['libs', 'ledger', 'dist', 'seed.js'],
};
const TOPICS: Preparation = { title: 'Kafka topics', program: ['libs', 'messaging', 'dist', 'create-topics.js'] };

/** Migrates and seeds the database. @returns the mode in which the business clock of this database is. */
export async function prepareDatabase(env: SystemEnvironment, tell: Tell): Promise<ClockMode> {
  await prepare(MIGRATE, env, tell);
  const seeded = await prepare(SEED, env, tell);
  const mode = /"clock":"(manual|real)"/.exec(seeded)?.[1];
  if (mode === undefined) throw new Error(`The seed did not tell the mode of the business clock: ${seeded}`);
  return mode as ClockMode;
}

/** Creates the topics. */
export async function prepareTopics(env: SystemEnvironment, tell: Tell): Promise<void> {
  await prepare(TOPICS, env, tell);
}

async function prepare(preparation: Preparation, env: SystemEnvironment, tell: Tell): Promise<string> {
  const program = await builtEntry(...preparation.program);
  const output = await runToEnd(process.execPath, ['--enable-source-maps', program], {
    env: { ...inheritedEnvironment(), ...env },
  });
  tell(`${preparation.title}: done`);
  return output;
}
