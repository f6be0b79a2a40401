import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

export const HISTORIES = join(import.meta.dirname, '..', 'replay', 'histories');
/** Longer histories are left out: they repeat themselves. */
const LONGEST = 400;

/**
 * Keeps the histories of a test's workflows for the replay tests, one file each, named by the test. Only when `RECORD_HISTORIES` is set
 * (`node test/replay/record.mjs`). A workflow that was never started has none.
 */
export async function recordHistories(client: Client, workflowIds: readonly string[]): Promise<void> {
  if (!process.env.RECORD_HISTORIES) return;
  await mkdir(HISTORIES, { recursive: true });
  const test = (expect.getState().currentTestName ?? 'unknown').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').slice(0, 120);
  for (const workflowId of workflowIds) {
    const history = await client.workflow
      .getHandle(workflowId)
      .fetchHistory()
      .catch(() => null);
    if (!history?.events || history.events.length > LONGEST) continue;
    const file = `${test}--${workflowId.replaceAll(/[^a-z0-9]+/gi, '-')}.json`;
    await writeFile(join(HISTORIES, file), JSON.stringify({ workflowId, history: historyToJSON(history) }));
  }
}
