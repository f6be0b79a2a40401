import { bringFile, type Listener } from './bring-file.js';
import { hashOfFile, wireFor } from './upload-wire.js';

/** A file on its way to the server, as the page shows it. */
export interface Line {
  readonly caseId: string;
  readonly type: string;
  readonly file: File;
  readonly state: 'queued' | 'reading' | 'sending' | 'waiting' | 'paused' | 'checking' | 'refused';
  /** Bytes that are there, or on their way. */
  readonly moved: number;
  readonly error: unknown;
}

/** A few at once fill the line; more would only make each of them slower. */
const AT_ONCE = 2;
const MOVING: readonly Line['state'][] = ['reading', 'sending', 'waiting', 'checking'];

/** Uploads live longer than the page that began them: they go on while the person looks at something else. */
const lines = new Map<string, Line>();
const controls = new Map<string, AbortController>();
const nudges = new Map<string, () => void>();
const arrived = new Map<string, () => void>();
const watchers = new Set<() => void>();
let shown: readonly Line[] = [];

/** All files on their way, in the order of their choice. */
export function linesNow(): readonly Line[] {
  return shown;
}

/** @returns how to stop watching */
export function watchLines(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/** Takes a file for a document of a case; one that was on its way for it gives way. `done` hears when it has arrived. */
export function sendFile(caseId: string, type: string, file: File, done: () => void): void {
  const key = keyOf(caseId, type);
  controls.get(key)?.abort();
  lines.delete(key);
  arrived.set(key, done);
  put(key, { caseId, type, file, state: 'queued', moved: 0, error: null });
  startNext();
}

/** Stops for now; what has arrived stays with the server. */
export function pauseLine(line: Line): void {
  stop(line, { ...line, state: 'paused' });
}

/** Goes on after a pause, or after what was refused was put right. */
export function resumeLine(line: Line): void {
  put(keyOf(line.caseId, line.type), { ...line, state: 'queued', error: null });
  startNext();
}

/** Tries again now, without waiting. */
export function hurryLine({ caseId, type }: Line): void {
  nudges.get(keyOf(caseId, type))?.();
}

/** Forgets the file. What has arrived of it, the caller gives up. */
export function dropLine(line: Line): void {
  stop(line, null);
}

function keyOf(caseId: string, type: string): string {
  return `${caseId}/${type}`;
}

function stop({ caseId, type }: Line, after: Line | null): void {
  const key = keyOf(caseId, type);
  controls.get(key)?.abort();
  controls.delete(key);
  put(key, after);
  startNext();
}

function put(key: string, line: Line | null): void {
  if (line) lines.set(key, line);
  else lines.delete(key);
  shown = [...lines.values()];
  window.onbeforeunload = shown.some(({ state }) => MOVING.includes(state)) ? (event) => event.preventDefault() : null;
  for (const watcher of watchers) watcher();
}

function startNext(): void {
  const running = [...lines.values()].filter(({ state }) => MOVING.includes(state)).length;
  const next = [...lines].find(([, { state }]) => state === 'queued');
  if (!next || running >= AT_ONCE) return;
  void run(next[0], next[1]);
  startNext();
}

async function run(key: string, line: Line): Promise<void> {
  const control = new AbortController();
  controls.set(key, control);
  const tell = (change: Partial<Line>) => {
    const now = lines.get(key);
    if (now && controls.get(key) === control) put(key, { ...now, ...change });
  };
  tell({ state: 'reading' });
  try {
    await bring(key, line, control.signal, tell);
    if (controls.get(key) !== control) return;
    put(key, null);
    arrived.get(key)?.();
  } catch (error) {
    if (!control.signal.aborted) tell({ state: 'refused', error });
  }
  if (controls.get(key) === control) controls.delete(key);
  startNext();
}

async function bring(
  key: string,
  { caseId, type, file }: Line,
  signal: AbortSignal,
  tell: (how: Partial<Line>) => void,
) {
  const announced = { type, name: file.name, media: file.type, bytes: file.size, sha256: await hashOfFile(file) };
  signal.throwIfAborted();
  const hear: Listener = {
    moved: (moved) => tell({ state: 'sending', moved }),
    checking: () => tell({ state: 'checking', moved: file.size }),
    waiting: (ms) => {
      tell({ state: 'waiting' });
      return nudged(key, ms, signal);
    },
  };
  return bringFile(file, announced, { wire: wireFor(caseId, signal), hear });
}

/** Waits, but not longer than until the person, or a network that is back, says so. */
function nudged(key: string, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      nudges.delete(key);
    };
    const go = () => {
      end();
      resolve();
    };
    const timer = setTimeout(go, ms);
    window.addEventListener('online', go);
    nudges.set(key, go);
    signal.addEventListener('abort', () => {
      end();
      reject(signal.reason as Error);
    });
  });
}
