import { gather, type Evidence } from './check/evidence.js';
import { Operator } from './operator.js';
import type { Scene } from './scene.js';

/** Reads everything that the checker looks at. */
export async function look({ system, journalFile }: Pick<Scene, 'system' | 'journalFile'>): Promise<Evidence> {
  const operator = await Operator.at(system.env['TEMPORAL_ADDRESS'] ?? '');
  try {
    return await gather(system.env, journalFile, await operator.running());
  } finally {
    await operator.close();
  }
}
