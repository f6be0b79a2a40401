import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { traceId } from './trace.js';

export type Log = Logger;

/** What must never stand in a log, wherever it hangs in a logged object. */
const SECRET_PATHS = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'email',
  'mobile',
  'phone',
  'name',
  'form',
  'opinion',
];

/** A log of JSON lines on the standard output: service, time, level, trace id; secrets and persons' data are removed. */
export function createLog(service: string, level = process.env.LOG_LEVEL ?? 'info', out?: DestinationStream): Log {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const id = traceId();
      return id ? { traceId: id } : {};
    },
    redact: { paths: SECRET_PATHS.flatMap((path) => [path, `*.${path}`, `*.*.${path}`]), censor: '[removed]' },
  };
  return out ? pino(options, out) : pino(options);
}

/** What Nest tells of its own inside: a line for each route and module. */
const INSIDE = ['RoutesResolver', 'RouterExplorer', 'InstanceLoader', 'NestFactory'];

/** Lets Nest write into our log. */
export function nestLog(log: Log): LoggerService {
  const write =
    (level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal') =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = typeof rest.at(-1) === 'string' ? { context: rest.at(-1) } : {};
      const inside = level === 'info' && INSIDE.includes(String(rest.at(-1)));
      if (inside) log.debug(context, String(message));
      else if (message instanceof Error) log[level]({ err: message, ...context }, message.message);
      else log[level](context, String(message));
    };
  return {
    log: write('info'),
    error: write('error'),
    warn: write('warn'),
    debug: write('debug'),
    verbose: write('trace'),
    fatal: write('fatal'),
  };
}
