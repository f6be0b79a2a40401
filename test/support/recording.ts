import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

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
  const test = (expect.getState().currentTestName ?? 'unknown')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 120);
  for (const workflowId of workflowIds) {
    const history = await client.workflow
      .getHandle(workflowId)
      .fetchHistory()
      .catch(() => null);
    if (!history?.events || history.events.length > LONGEST) continue;
    const bytes = gzipSync(temporal.api.history.v1.History.encode(history).finish()).toString('base64');
    const file = `${test}--${workflowId.replaceAll(/[^a-z0-9]+/gi, '-')}.json`;
    await writeFile(
      join(HISTORIES, file),
      `${JSON.stringify({ test, workflowId, events: history.events.length, history: bytes }, null, 2)}\n`,
    );
  }
}

/**
 * A history as it was kept: Temporal's own message, compressed. (The SDK's JSON form cannot be read back here, since its packages bring
 * several copies of the library that converts it.)
 */
export function readRecording(file: string) {
  const { workflowId, history } = JSON.parse(readFileSync(join(HISTORIES, file), 'utf8')) as {
    workflowId: string;
    history: string;
  };
  return { workflowId, history: temporal.api.history.v1.History.decode(gunzipSync(Buffer.from(history, 'base64'))) };
}
