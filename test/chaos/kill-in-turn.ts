import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgrammeView } from '@vermilion/contracts';
import type { RunningSystem } from '@vermilion/local';
import { ApiClient } from '../support/api-client.js';
import { letApplicantsWork } from './applicants.js';
import type { Journal } from './journal.js';
import type { Stores } from './stores.js';

const VICTIMS = ['api', 'relay', 'listener', 'worker', 'kafka', 'temporal'];
const BEFORE_MS = 2_000;
const DOWN_MS = 1_500;
/** So many commands before the first kill. */
const WARM_UP = 20;
const WARM_UP_MS = 60_000;
const SETTLE_MS = 150_000;
const RESOLVE_MS = 60_000;

type Tell = (line: string) => void;

/** The load runs while each victim in turn is killed (SIGKILL) and comes back; what has stayed without an answer is asked again at the end. */
export async function killInTurn(system: RunningSystem, journal: Journal, tell: Tell = () => undefined): Promise<void> {
  const api = new ApiClient({ api: system.env['API_URL'] ?? '', issuer: system.env['OIDC_ISSUER'] ?? '' });
  const programme = await api.as('ent01-filler').get<ProgrammeView>('programmes/smart-workshop');
  let stopped = false;
  const load = letApplicantsWork({ api, journal, programme, stopped: () => stopped, run: 'kills' });
  // A failure of the load is told when it is awaited, after the victims are back.
  load.catch(() => undefined);
  for (const victim of VICTIMS) {
    await sleep(BEFORE_MS);
    if (victim === 'api') await commandsUnderWay(journal);
    await system.kill(victim);
    tell(`${victim} killed, ${journal.entries.length} commands so far`);
    await sleep(DOWN_MS);
    await system.restart(victim);
    tell(`${victim} is back`);
  }
  await sleep(BEFORE_MS);
  stopped = true;
  await load;
  tell(`${journal.entries.length} commands, ${journal.with('unknown').length} without an answer`);
  for (const entry of journal.with('unknown')) await journal.resolve(entry, RESOLVE_MS);
}

/** Waits for a moment in which commands are under way: the kill shall cost somebody an answer. */
async function commandsUnderWay(journal: Journal): Promise<void> {
  const deadline = Date.now() + WARM_UP_MS;
  while ((journal.entries.length < WARM_UP || journal.underWay === 0) && Date.now() < deadline) await sleep(5);
}

/** Waits until the workflows know every move and nothing is left for the system to do. */
export async function settle(stores: Stores, tell: Tell = () => undefined): Promise<void> {
  const deadline = Date.now() + SETTLE_MS;
  while (Date.now() < deadline) {
    const cases = await stores.cases();
    const behind = cases.filter(
      ({ phase, holder_kind, workflow_seq, stage_seq }) =>
        phase !== 'closed' && (holder_kind === 'system' || workflow_seq < stage_seq),
    );
    tell(`${behind.length} of ${cases.length} cases still have work of the system before them`);
    if (behind.length === 0) return;
    await sleep(1_000);
  }
}
