import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { bundleWorkflows } from '@vermilion/temporal';
import { HISTORIES, readRecording } from '../support/recording.js';

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });

const recordings = readdirSync(HISTORIES).sort().map(readRecording);

/** What kinds of workflows the histories are of. */
const kinds = new Set(recordings.map(({ workflowId }) => workflowId.split(':')[0]));

describe('recorded histories', () => {
  it('exist of every workflow', () => {
    expect([...kinds].sort()).toEqual(['application', 'escalation', 'keeper', 'round']);
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
    const first = readdirSync(HISTORIES).find((file) => file.endsWith('application-2018-000001.json'));
    const { history: altered } = readRecording(first ?? '');
    for (const { activityTaskScheduledEventAttributes: scheduled } of altered.events)
      if (scheduled?.activityType?.name === 'look') scheduled.activityType.name = 'look-elsewhere';

    const replays = Worker.runReplayHistories({ workflowBundle: { codePath } }, [
      { workflowId: 'altered', history: altered },
    ]);

    const errors: (string | undefined)[] = [];
    for await (const { error } of replays) errors.push(error?.name);
    expect(errors).toEqual(['DeterminismViolationError']);
  }, 60_000);
});
