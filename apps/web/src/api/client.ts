import type { ProblemBody } from '@vermilion/contracts';

/** The server has refused, and says why: code, places, remedy. */
export class Refused extends Error {
  /** @param retryAfter seconds after which the server wants to be asked again; null: it has not said */
  constructor(
    readonly problem: ProblemBody,
    readonly retryAfter: number | null = null,
  ) {
    super(problem.code);
  }
}

/** Nobody answers: no network, or no server. What was sent may or may not have arrived; with the same key it may be sent again. */
export class Unreachable extends Error {
  /** @param answered whether somebody did answer, only not the application: it is being started, or something before it is broken */
  constructor(readonly answered = false) {
    super();
  }
}

interface Asked {
  readonly json?: unknown;
  readonly file?: Blob;
  /** New for each action, the same for its retries. */
  readonly key?: string;
  readonly ifMatch?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Heard by the shell: the session is over, whatever the page was doing. */
export const SIGNED_OUT = 'vermilion:signed-out';

/**
 * Asks the API. @param path below `/api/v1`, without a slash in front
 * @throws Refused with the problem as the server tells it, Unreachable when there is no answer
 */
export async function ask<Reply>(method: string, path: string, asked: Asked = {}): Promise<Reply> {
  return (await send(method, `/api/v1/${path}`, asked)) as Reply;
}

/** Signing in and out, which is no part of the API. */
export function askSession(method: string, path: string, json?: unknown): Promise<unknown> {
  return send(method, `/auth/${path}`, { json });
}

/** The bytes of a file. @throws as `ask` */
export async function bytesOf(path: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await reached(fetch(`/api/v1/${path}`, { signal }));
  if (response.ok) return reached(response.arrayBuffer());
  throw await refusalIn(response);
}

/** @throws Unreachable when the network fails; whoever has given up hears that as it is */
function reached<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable();
  });
}

async function send(method: string, address: string, { json, file, key, ifMatch, signal }: Asked): Promise<unknown> {
  const request = fetch(address, {
    method,
    headers: {
      accept: 'application/json',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(file && { 'content-type': file.type }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    },
    body: file ?? (json === undefined ? null : JSON.stringify(json)),
    signal: signal ?? null,
  });
  const response = await reached(request);
  noteClock(response.headers.get('vermilion-clock'));
  if (response.ok) return response.status === 204 ? null : response.json();
  throw await refusalIn(response);
}

async function refusalIn(response: Response): Promise<Error> {
  const body = (await response.json().catch(() => null)) as ProblemBody | null;
  if (!body?.code) return new Unreachable(true);
  if (response.status === 401) window.dispatchEvent(new Event(SIGNED_OUT));
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return new Refused(body, Number.isNaN(seconds) ? null : seconds);
}

let clock: string | null = null;

/** The business clock of the installation, as its last answer has told it; null: it follows the machine. */
export function manualClock(): string | null {
  return clock;
}

function noteClock(header: string | null): void {
  clock = /now=(\S+)/.exec(header ?? '')?.[1] ?? null;
}

/** The business time now, milliseconds since 1970. A manual clock stands still. */
export function businessNow(): number {
  return clock === null ? Date.now() : Date.parse(clock);
}
