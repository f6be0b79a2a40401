import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** What is ready and what is not, part by part. The process is ready when every part is. */
export type Readiness = { readonly [part: string]: boolean };

export interface ProbeServer {
  readonly port: number;
  close(): Promise<void>;
}

interface ProbeOptions {
  readonly port: number;
  readonly host?: string;
  readonly ready: () => Promise<Readiness>;
  readonly metrics?: Registry;
}

/**
 * Serves `/health/live`, `/health/ready` and `/metrics` for a process without an HTTP interface of its own. Ready answers 200 or 503 with
 * the state of each part; a check that throws counts as not ready.
 */
export async function startProbeServer(options: ProbeOptions): Promise<ProbeServer> {
  const server = createServer((request, response) => {
    answer(request.url ?? '', response, options).catch(() => reply(response, 500, { status: 'failed' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(url: string, response: ServerResponse, options: ProbeOptions): Promise<void> {
  if (url === '/health/live') return reply(response, 200, { status: 'live' });
  if (url === '/health/ready') {
    const { ready, parts } = await readinessOf(options.ready);
    return reply(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not-ready', parts });
  }
  if (url === '/metrics' && options.metrics) {
    response.writeHead(200, { 'content-type': options.metrics.contentType }).end(await options.metrics.metrics());
    return;
  }
  reply(response, 404, { status: 'unknown' });
}

/** Asks every part; a check that throws is one part that is not ready. */
export async function readinessOf(ask: () => Promise<Readiness>): Promise<{ ready: boolean; parts: Readiness }> {
  const parts = await ask().catch(() => ({ check: false }));
  return { ready: Object.values(parts).every(Boolean), parts };
}

function reply(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
