import { problem } from '@vermilion/runtime';
import type { FastifyRequest } from 'fastify';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends the session with whatever any page makes it send; only our own pages may change anything with it.
 * @throws Problem `cross-site` when a changing request does not come from this origin
 */
export function refuseCrossSite({ method, headers }: FastifyRequest): void {
  if (HARMLESS.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  if (site === undefined && hostOf(headers.origin) === headers.host) return;
  throw problem('cross-site');
}

function hostOf(origin: string | undefined): string | null {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null;
}
