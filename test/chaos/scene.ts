import { rm } from 'node:fs/promises';
import type { ProgrammeView } from '@vermilion/contracts';
import { startSystem, type RunningSystem, type ShapeName, type StartOptions } from '@vermilion/local';
import { ApiClient } from '../support/api-client.js';
import { Arena, type Tell } from './arena.js';
import type { Violation } from './check/violation.js';
import { keepIn, noteFilled } from './journal-file.js';
import { Journal } from './journal.js';
import { detour, type Detour } from './tcp-proxy.js';
import { VICTIMS, type Victims } from './victims.js';

export interface SceneOptions {
  /** Folder of the system; what lies there from before is forgotten. */
  readonly home: string;
  readonly portBase: number;
  readonly tell: Tell;
  /** One of each, unless a cluster is wanted. */
  readonly shape?: ShapeName;
  /** Starts a system of other builds. */
  readonly start?: (options: StartOptions) => Promise<RunningSystem>;
}

/** A whole system of its own, with a way to its database that can be made slow, and the journal of its clients. */
export interface Scene {
  readonly arena: Arena;
  readonly victims: Victims;
  readonly system: RunningSystem;
  readonly api: ApiClient;
  readonly programme: ProgrammeView;
  readonly journal: Journal;
  readonly journalFile: string;
  readonly filled: (user: string, caseId: string, papers: number) => void;
  readonly database: Detour;
  /** What was wrong with answers, as those saw it who made things go wrong. */
  readonly complaints: Violation[];
  readonly close: () => Promise<void>;
}

/** What a killed listener or engine has missed is caught up within seconds instead of two minutes. */
const RECONCILE_AFTER_MS = '8000';
/** Offset of the way to the database from the port base, behind the ports of the system. */
const DETOUR = 12;
const POSTGRES = 4;

/** Starts everything. */
export async function setScene(options: SceneOptions): Promise<Scene> {
  const { home, portBase, tell, shape = 'single', start = startSystem } = options;
  process.env['RECONCILE_AFTER_MS'] = RECONCILE_AFTER_MS;
  process.env['OFFERED_PROCEDURES'] = 'smart-workshop@1';
  const journalFile = `${home}.journal.jsonl`;
  await rm(journalFile, { force: true });
  const database = await detour(portBase + DETOUR, portBase + POSTGRES);
  try {
    const system = await start({
      home,
      portBase,
      shape,
      apps: ['api', 'relay', 'listener', 'worker'],
      supervise: true,
      forApps: (env) => throughDetour(env, portBase),
      tell: (line) => tell(`  ${line}`),
    });
    const api = new ApiClient({ api: system.env['API_URL'] ?? '', issuer: system.env['OIDC_ISSUER'] ?? '' }, 45_000);
    const programme = await api.as('ent01-filler').get<ProgrammeView>('programmes/smart-workshop');
    return {
      arena: new Arena(system, tell),
      victims: VICTIMS[shape],
      ...{ system, api, programme, journalFile, database },
      complaints: [],
      journal: new Journal(keepIn(journalFile)),
      filled: (user, caseId, papers) => noteFilled(journalFile, user, caseId, papers),
      close: async () => {
        await system.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Forgets a system that has been stopped. */
export async function forget(home: string): Promise<void> {
  await rm(home, { recursive: true, force: true });
}

function throughDetour(env: RunningSystem['env'], portBase: number): RunningSystem['env'] {
  const [from, to] = [`127.0.0.1:${portBase + POSTGRES}/`, `127.0.0.1:${portBase + DETOUR}/`];
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, name.startsWith('DATABASE_') ? value.replace(from, to) : value]),
  );
}
