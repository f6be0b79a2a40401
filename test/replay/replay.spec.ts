import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { bundleWorkflows } from '@vermilion/temporal';
import { HISTORIES, readRecording } from '../support/recording.js';

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });

const recordings = readdirSync(HISTORIES).sort().map(readRecording);

/** What kinds of workflows the histories are of. */
const kinds = new Set(recordings.map(({ workflowId }) => workflowId.split(':')[0]));

/** The type of the first look that goes through the task queue. */
const queuedLook = ({ history }: ReturnType<typeof readRecording>) =>
  history.events
    .map((event) => event.activityTaskScheduledEventAttributes?.activityType)
    .find((type) => type?.name === 'look');

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
    const altered = readdirSync(HISTORIES).map(readRecording).find(queuedLook);
    const look = altered && queuedLook(altered);
    if (!look) throw new Error('no history in which a look goes through the task queue');
    look.name = 'look-elsewhere';

    const replays = Worker.runReplayHistories({ workflowBundle: { codePath } }, [
      { workflowId: 'altered', history: altered.history },
    ]);

    const errors: (string | undefined)[] = [];
    for await (const { error } of replays) errors.push(error?.name);
    expect(errors).toEqual(['DeterminismViolationError']);
  }, 60_000);
});
