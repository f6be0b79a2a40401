import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startIssuer, TEST_AUDIENCE, type TestIssuer, type TokenWish } from './issuer.js';
import { startLedger, type TestLedger } from './ledger.js';
import { freePort } from './free-port.js';

/** What was answered. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Asked {
  /** Sign in as this demonstration user; nobody when left out. */
  readonly as?: string;
  readonly token?: TokenWish;
  readonly json?: unknown;
  readonly file?: { readonly media: string; readonly bytes: Buffer };
  readonly key?: string;
  readonly headers?: { readonly [name: string]: string };
}

/** The built API as a process of its own, on a database and an identity provider of the test. */
export interface TestApi {
  readonly url: string;
  readonly store: TestLedger;
  readonly issuer: TestIssuer;
  readonly data: string;
  /** One request. `path` begins with `/`; paths of the API proper come after `/api/v1`. */
  ask<Body = Record<string, unknown>>(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
  /** What the process has written to its standard output and error since it started. */
  logged(): string;
  /** Of it, the lines that say of a failure. */
  failures(): readonly string[];
  /** Ends the process and starts it again, on the same data; `env` changes its environment from then on. */
  restart(env?: NodeJS.ProcessEnv): Promise<void>;
  /** Kills the process as a power cut would, and starts it again on the same data. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../..');

/** Starts all of it. The app must have been built. `env` changes the API's environment. */
export async function startApi(env: NodeJS.ProcessEnv = {}): Promise<TestApi> {
  const [store, issuer, port, data] = await Promise.all([
    startLedger(),
    startIssuer(),
    freePort(),
    mkdtemp(join(tmpdir(), 'vermilion-api-')),
  ]);
  await store.database.admin('UPDATE member SET issuer = $1', [issuer.url]);
  await writeFile(join(data, 'master-key'), randomBytes(32).toString('hex'), { mode: 0o600 });
  const environment = {
    PORT: String(port),
    DATABASE_URL: store.database.app,
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: TEST_AUDIENCE,
    // Nothing answers there: the API must do without.
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    VERMILION_DATA: data,
    VERMILION_MASTER_KEY_FILE: join(data, 'master-key'),
    LOG_LEVEL: 'warn',
    // The chain of a single case; tests of rounds offer the version that runs in rounds.
    OFFERED_PROCEDURES: 'smart-workshop@1',
    ...env,
  };
  let running = run(environment);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, running.child, running.output);
  return {
    url,
    store,
    issuer,
    data,
    ask: (method, path, asked = {}) => ask(url, issuer, method, path, asked),
    logged: () => running.output.join(''),
    failures: () =>
      running.output
        .join('')
        .split('\n')
        .filter((line) => line.includes('"level":"error"')),
    async restart(changes = {}) {
      await ended(running.child);
      running = run(Object.assign(environment, changes));
      await untilReady(url, running.child, running.output);
    },
    async kill() {
      await ended(running.child, 'SIGKILL');
      running = run(environment);
      await untilReady(url, running.child, running.output);
    },
    async stop() {
      await ended(running.child);
      await Promise.all([store.stop(), issuer.stop(), rm(data, { recursive: true, force: true })]);
    },
  };
}

function run(env: NodeJS.ProcessEnv): { child: ChildProcess; output: string[] } {
  const output: string[] = [];
  const child = spawn(process.execPath, [join(ROOT, 'apps/api/dist/main.js')], {
    env: { PATH: process.env['PATH'], TZ: 'Asia/Shanghai', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => output.push(text.toString()));
  return { child, output };
}

async function untilReady(url: string, child: ChildProcess, output: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(100);
  }
  throw new Error(`the API did not become ready:\n${output.join('')}`);
}

function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

async function ask<Body>(
  url: string,
  issuer: TestIssuer,
  method: string,
  path: string,
  asked: Asked,
): Promise<Answer<Body>> {
  const prefix = /^\/(api|health|metrics)/.test(path) ? '' : '/api/v1';
  const token = asked.as === undefined ? null : await issuer.token(asked.as, asked.token);
  const response = await fetch(`${url}${prefix}${path}`, {
    method,
    headers: headersOf(asked, token),
    body: bodyOf(asked),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
}

function headersOf({ json, file, key, headers }: Asked, token: string | null): Record<string, string> {
  return {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(file === undefined ? {} : { 'content-type': file.media }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...headers,
  };
}

function bodyOf({ json, file }: Asked): Uint8Array<ArrayBuffer> | string | undefined {
  if (file) return new Uint8Array(file.bytes);
  return json === undefined ? undefined : JSON.stringify(json);
}
