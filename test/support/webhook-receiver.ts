import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a receiver answers; `silent`: never. */
export type HookMood = number | 'silent';

/** What came to a path. */
export interface Arrival {
  readonly path: string;
  readonly id: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly body: string;
}

/** The system of somebody to which events are sent: its paths may each be in a mood of their own, and it keeps all that came. */
export class WebhookReceiver {
  readonly arrivals: Arrival[] = [];
  readonly moods = new Map<string, HookMood>();
  private server: Server | null = null;

  /** @returns the port */
  async open(): Promise<number> {
    const server = createServer((request, response) => void this.take(request, response));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  /** What came to a path, in order. */
  at(path: string): Arrival[] {
    return this.arrivals.filter((arrival) => arrival.path === path);
  }

  /** The ids that came to a path: where each first came, in order. */
  idsAt(path: string): string[] {
    return [...new Set(this.at(path).map(({ id }) => id))];
  }

  async close(): Promise<void> {
    const { server } = this;
    server?.closeAllConnections();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    let body = '';
    for await (const part of request) body += String(part);
    const of = (name: string) => String(request.headers[`webhook-${name}`]);
    this.arrivals.push({ path, body, id: of('id'), signature: of('signature'), timestamp: of('timestamp') });
    const mood = this.moods.get(path) ?? 204;
    if (mood !== 'silent') response.writeHead(mood, { location: '/inside' }).end();
  }
}

/** How many of the signatures a receiver who knows the secret would take. Source: Standard Webhooks 1.0, “Verifying webhook authenticity”. */
export function signaturesBy(secret: Buffer, { id, timestamp, body, signature }: Arrival): number {
  const own = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return signature.split(' ').filter((one) => one === `v1,${own}`).length;
}
