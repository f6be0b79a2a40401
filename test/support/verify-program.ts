import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the program of `npm run verify` found. */
export interface Verdict {
  readonly seconds: number;
  readonly code: number | null;
  readonly said: string;
}

/** Sources (test/support) and build (test/dist/support) lie at different depths. */
const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAM = resolve(HERE, HERE.includes('/test/dist/') ? '../../..' : '../..', 'libs/ledger/dist/verify.js');

/** `npm run verify` without npm: the program, as a process of its own, with the auditor's login. */
export async function verifyWith(auditorUrl: string): Promise<Verdict> {
  const began = performance.now();
  const child = spawn(process.execPath, [PROGRAM], { env: { ...process.env, DATABASE_AUDITOR_URL: auditorUrl } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { seconds: (performance.now() - began) / 1000, code, said };
}
