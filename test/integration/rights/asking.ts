import { randomUUID } from 'node:crypto';
import type { TestApi } from '../../support/api.js';

/** One request. `path` comes after `/api/v1`. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly json?: unknown;
  readonly file?: { readonly media: string; readonly bytes: Buffer };
  readonly headers?: { readonly [name: string]: string };
  /** How long the live stream is listened to, in ms; left out, only its beginning is awaited. */
  readonly listenMs?: number;
}

/** An answer, byte for byte. */
export interface Said {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly bytes: Buffer;
}

/** Asks as somebody who signs in; as nobody when null. */
export type Ask = (as: string | null, call: Call) => Promise<Said>;

/** Requests whose answers are kept as they came. Each person signs in once; of the live stream only the beginning is read. */
export function askerOf({ url, issuer }: TestApi): Ask {
  const tokens = new Map<string, Promise<string>>();
  const bearer = async (as: string) => {
    const token = tokens.get(as) ?? issuer.token(as);
    tokens.set(as, token);
    return { authorization: `Bearer ${await token}` };
  };
  return async (as, call) => {
    const { method, path } = call;
    const headers = { ...mediaOf(call), 'idempotency-key': randomUUID(), ...call.headers };
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: as === null ? headers : { ...headers, ...(await bearer(as)) },
      body: bodyOf(call),
    });
    const { status } = response;
    const live = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const bytes = live ? await heardOn(response, call.listenMs ?? 0) : Buffer.from(await response.arrayBuffer());
    return { status, headers: Object.fromEntries(response.headers), bytes };
  };
}

/** What comes on a stream within a time. */
async function heardOn(response: Response, withinMs: number): Promise<Buffer> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  const end = setTimeout(() => void reader?.cancel(), withinMs);
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    chunks.push(part.value as Uint8Array);
  clearTimeout(end);
  return Buffer.concat(chunks);
}

function mediaOf({ json, file }: Call): { readonly [name: string]: string } {
  if (file) return { 'content-type': file.media };
  return json === undefined ? {} : { 'content-type': 'application/json' };
}

function bodyOf({ json, file }: Call): Uint8Array<ArrayBuffer> | string | undefined {
  if (file) return new Uint8Array(file.bytes);
  return json === undefined ? undefined : JSON.stringify(json);
}
