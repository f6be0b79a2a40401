import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSystem, type RunningSystem } from '@vermilion/local';

/** Starts a whole system of its own, on twelve ports from `portBase` on, lets it be measured, stops and forgets it. @param work gets its folder, too */
export async function onFreshSystem<T>(
  { name, portBase }: { readonly name: string; readonly portBase: number },
  work: (system: RunningSystem, home: string) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), `vermilion-${name}-`));
  try {
    const apps = ['api', 'relay', 'listener', 'worker'] as const;
    const system = await startSystem({ home, portBase, apps, supervise: true });
    try {
      return await work(system, home);
    } finally {
      await system.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
