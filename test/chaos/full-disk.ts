import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Receipt } from '@vermilion/contracts';
import { sampleDocument } from '../support/sample-documents.js';
import type { Tell } from './arena.js';
import type { Scene } from './scene.js';

const run = promisify(execFile);

/** Above the logs of a run, and below the paper that is brought, in bytes. */
const LIMIT = 8 * 1024 * 1024;
const FIRM = 'ent03-filler';
const TYPE = 'audit-report';

/**
 * No file of the API may grow beyond the limit (RLIMIT_FSIZE): to whoever brings a large paper the disk is full. It must be refused, nothing
 * of it may stay, and with room again the same paper is taken.
 */
export async function fillDisk(scene: Scene, name: string, tell: Tell): Promise<void> {
  const pids = scene.victims.writers.flatMap((victim) => scene.system.pids()[victim] ?? []);
  if (pids.length === 0) return;
  const firm = scene.api.as(FIRM);
  const body = { procedure: scene.programme.id };
  const { caseId } = await firm.ask<Receipt>({ method: 'POST', path: 'cases', body, key: `disk-${name}` });
  const file = { media: 'application/pdf', bytes: largePaper() };
  const request = { method: 'POST', path: `cases/${caseId}/documents?type=${TYPE}&name=large.pdf`, file } as const;
  await limitFiles(pids, `${LIMIT}:`);
  const full = await firm.attempt(request);
  await limitFiles(pids, 'unlimited:');
  if (full.kind === 'unknown' && full.reason.startsWith('500'))
    scene.complaints.push({ invariant: 'P1', subject: caseId, what: `a full disk was answered with: ${full.reason}` });
  tell(`no room for a large paper: ${full.kind === 'unknown' ? full.reason.slice(0, 80) : String(full.status)}`);
  await firm.ask(request);
  scene.filled(FIRM, caseId, 1);
}

/** One may have been killed meanwhile: its successor has room. */
async function limitFiles(pids: readonly number[], size: string): Promise<void> {
  await Promise.all(
    pids.map((pid) => run('prlimit', ['--pid', String(pid), `--fsize=${size}`]).catch(() => undefined)),
  );
}

/** A PDF that is larger than the limit. */
function largePaper(): Buffer {
  const { bytes } = sampleDocument('ENT03', TYPE);
  const padding = Buffer.alloc(LIMIT + 512 * 1024, '% fictional padding\n');
  return Buffer.concat([bytes.subarray(0, 9), padding, bytes.subarray(9)]);
}
