import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { trace } from '@opentelemetry/api';

const current = new AsyncLocalStorage<string>();
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** @returns the trace id of the work in hand: the telemetry's when it runs, else the one given to `withTrace`, else null. */
export function traceId(): string | null {
  return trace.getActiveSpan()?.spanContext().traceId ?? current.getStore() ?? null;
}

/** @returns the trace id to use for an incoming call: the caller's when its W3C `traceparent` is well formed, else a new one. */
export function incomingTraceId(traceparent: string | undefined): string {
  return TRACEPARENT.exec(traceparent ?? '')?.[1] ?? randomBytes(16).toString('hex');
}

/** Runs the work under a trace id, so that every log line in it carries the id. */
export function withTrace<T>(id: string, work: () => T): T {
  return current.run(id, work);
}
