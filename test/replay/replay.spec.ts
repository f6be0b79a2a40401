import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { bundleWorkflows } from '@vermilion/temporal';
import { HISTORIES } from '../support/recording.js';

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });

interface Recording {
  readonly workflowId: string;
  readonly history: unknown;
}

const recordings = readdirSync(HISTORIES).map((file) => ({
  file,
  ...(JSON.parse(readFileSync(join(HISTORIES, file), 'utf8')) as Recording),
}));

/** What kinds of workflows the histories are of. */
const kinds = new Set(recordings.map(({ workflowId }) => workflowId.split(':')[0]));

describe('recorded histories', () => {
  it('exist of every workflow', () => {
    expect([...kinds].sort()).toEqual(['application', 'escalation', 'keeper']);
  });

  it('all replay on the code of today', async () => {
    const codePath = await bundleWorkflows();
    const failed: string[] = [];
    let replayed = 0;
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, recordings)) {
      replayed += 1;
      if (error) failed.push(`${workflowId}: ${error.message}`);
    }
    expect(failed).toEqual([]);
    expect(replayed).toBe(recordings.length);
  }, 120_000);

  it('are noticed when the code takes another way', async () => {
    const codePath = await bundleWorkflows();
    const recording = recordings.find(({ workflowId }) => workflowId.startsWith('application:'));
    const altered = JSON.parse(JSON.stringify(recording?.history).replaceAll('"look"', '"look-elsewhere"')) as unknown;

    const replays = Worker.runReplayHistories({ workflowBundle: { codePath } }, [{ workflowId: 'altered', history: altered }]);

    for await (const { error } of replays) expect(error?.name).toBe('DeterminismViolationError');
  }, 60_000);
});
