import { SYSTEM } from '@vermilion/domain';
import { readClock, type ClockReading, type Ledger } from '@vermilion/ledger';
import { incomingTraceId, traceId, withTrace } from '@vermilion/runtime';
import type { FastifyInstance } from 'fastify';

export const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), bluetooth=(), serial=(), hid=(), display-capture=()',
  'strict-transport-security': 'max-age=31536000',
  'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
} as const;

/** A reading this old still serves for the header. */
const CLOCK_AGE_MS = 200;

/** Gives every answer its trace id, the headers that keep browsers careful, and the business clock when it is not the machine's. */
export function addHeaders(server: FastifyInstance, ledger: Ledger): void {
  const clock = clockHeader(ledger);
  server.addHook('onRequest', (request, reply, done) => {
    const id = traceId() ?? incomingTraceId(request.headers.traceparent as string | undefined);
    void reply.header('trace-id', id);
    withTrace(id, done);
  });
  server.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(SAFE_HEADERS))
      if (!reply.hasHeader(name)) void reply.header(name, value);
    if (!request.url.startsWith('/api/v1')) return;
    const said = await clock();
    if (said) void reply.header('vermilion-clock', said);
  });
}

/** What to say of the clock: nothing when it is real, or when it cannot be read. */
function clockHeader(ledger: Ledger): () => Promise<string | null> {
  let reading: Promise<ClockReading | null> = Promise.resolve(null);
  let readAt = 0;
  return async () => {
    if (Date.now() - readAt > CLOCK_AGE_MS) {
      readAt = Date.now();
      reading = ledger.glance(SYSTEM, readClock).catch(() => null);
    }
    const clock = await reading;
    return clock?.mode === 'manual' ? `manual; now=${clock.now}` : null;
  };
}
