import type { TemporalGateway } from '@vermilion/temporal';
import { createLog } from '@vermilion/runtime';
import { engineAt } from './engine.js';

const log = createLog('test', 'silent');
const healthy = {
  historyOf: async () => [],
  wakeKeepers: async () => undefined,
  checkHealth: async () => undefined,
  close: async () => undefined,
} as unknown as TemporalGateway;

describe('the workflow engine', () => {
  it('that is away takes nothing from the caller, and is asked again later', async () => {
    let away = true;
    const engine = engineAt(async () => (away ? Promise.reject(new Error('away')) : healthy), log);
    expect(await engine.historyOf('application:2018-000001')).toBeNull();
    await engine.wakeKeepers();
    expect(await engine.reachable()).toBe(false);
    away = false;
    expect(await engine.reachable()).toBe(true);
    expect(await engine.historyOf('application:2018-000001')).toEqual([]);
    await engine.close();
  });

  it('that does not answer is not waited for when only its state is asked', async () => {
    const engine = engineAt(() => new Promise(() => undefined), log);
    const began = Date.now();
    expect(await engine.reachable()).toBe(false);
    expect(Date.now() - began).toBeLessThan(3_000);
  });
});
