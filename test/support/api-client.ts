import { setTimeout as sleep } from 'node:timers/promises';
import type { ProblemBody } from '@vermilion/contracts';
import { signIn } from '@vermilion/local';

/** Where the running system answers. */
export interface Addresses {
  readonly api: string;
  readonly issuer: string;
}

/** One request to the API. `path` comes after `/api/v1/`. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** A file instead of JSON. */
  readonly file?: { readonly media: string; readonly bytes: Buffer };
  /** Idempotency-Key. */
  readonly key?: string;
  readonly ifMatch?: string;
}

/** An answer of any status, or none: then nobody knows whether the request had an effect. */
export type Reply =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The API refused: `problem` says why, in its own words. */
export class RefusedByApi extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemBody,
    request: ApiRequest,
  ) {
    super(`${request.method} ${request.path}: ${status} ${problem.code} ${problem.title} ${problem.detail}`);
  }
}

const PAUSE_MS = 250;

/** The API as seen by its users, each with a real token. */
export class ApiClient {
  private readonly users = new Map<string, ApiUser>();

  constructor(
    readonly addresses: Addresses,
    /** How long requests without an answer are repeated, in ms. */
    private readonly patienceMs = 60_000,
  ) {}

  /** The user of this name; signs in with the first request. */
  as(name: string): ApiUser {
    const known = this.users.get(name);
    if (known) return known;
    const user = new ApiUser(name, this.addresses, this.patienceMs);
    this.users.set(name, user);
    return user;
  }
}

/** One person at the API. */
export class ApiUser {
  private token: Promise<string> | null = null;

  constructor(
    readonly name: string,
    private readonly addresses: Addresses,
    private readonly patienceMs: number,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.ask<T>({ method: 'GET', path });
  }

  /** Repeats the very same request until it is answered: with the same key that cannot do anything twice. @throws RefusedByApi */
  async ask<T>(request: ApiRequest): Promise<T> {
    const deadline = Date.now() + this.patienceMs;
    for (;;) {
      const reply = await this.attempt(request);
      if (reply.kind === 'answered') {
        if (reply.status < 400) return reply.body as T;
        throw new RefusedByApi(reply.status, reply.body as ProblemBody, request);
      }
      if (Date.now() > deadline) throw new Error(`${request.method} ${request.path}: no answer (${reply.reason})`);
      await sleep(PAUSE_MS);
    }
  }

  /** Sends the request once. A server that is away or answers 5xx leaves the effect unknown. */
  async attempt(request: ApiRequest): Promise<Reply> {
    const reply = await this.once(request);
    if (reply.kind !== 'answered' || !wantsNewToken(reply)) return reply;
    this.token = null;
    return this.once(request);
  }

  private async once(request: ApiRequest): Promise<Reply> {
    try {
      const response = await fetch(`${this.addresses.api}/api/v1/${request.path}`, {
        method: request.method,
        headers: { ...headersOf(request), authorization: `Bearer ${await this.bearer()}` },
        body: request.file ? new Uint8Array(request.file.bytes) : bodyOf(request.body),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await response.text();
      if (response.status >= 500) return { kind: 'unknown', reason: `${response.status} ${text.slice(0, 300)}` };
      return { kind: 'answered', status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    } catch (error) {
      return { kind: 'unknown', reason: reasonOf(error) };
    }
  }

  private bearer(): Promise<string> {
    this.token ??= signIn(this.addresses.issuer, this.name).catch((error: unknown) => {
      this.token = null;
      throw error;
    });
    return this.token;
  }
}

/** The token is over, or the sign-in behind it too long ago for this step. */
function wantsNewToken({ status, body }: Extract<Reply, { kind: 'answered' }>): boolean {
  return status === 401 || (status === 403 && (body as ProblemBody).code === 'step-up-required');
}

function headersOf({ body, file, key, ifMatch }: ApiRequest): Record<string, string> {
  return {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(file ? { 'content-type': file.media } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
    ...(ifMatch ? { 'if-match': ifMatch } : {}),
  };
}

function bodyOf(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}
