import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problemOf, type ErrorCode } from '@vermilion/contracts';
import type { Log } from './log.js';
import { Problem } from './problem.js';
import { traceId } from './trace.js';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
  readonly sent: boolean;
}

/** What the framework itself refuses, by status. */
const BY_STATUS: { readonly [status: number]: ErrorCode } = {
  400: 'body-unreadable',
  401: 'unauthorised',
  403: 'role-not-permitted',
  404: 'not-found',
  413: 'too-large',
  415: 'media-not-supported',
  422: 'request-invalid',
  429: 'too-many-requests',
  503: 'busy',
};

/** What a database or a network says when the same request may succeed a moment later: locks, timeouts, restarts, lost connections. */
const PASSING = new Set(['55P03', '57014', '40P01', '40001', '57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET']);

/** A database's class 22: a value that no column of that kind can hold. The shapes should have refused it. */
const NO_SUCH_VALUE = /^22[0-9A-Z]{3}$/;

/** Answers everything thrown as an RFC 9457 problem. What was not foreseen is logged with its trace id and answered without its inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly bodyLimit: number,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    const found = this.problemOf(thrown);
    if (reply.sent) return;
    for (const [name, value] of Object.entries(found.headers)) void reply.header(name, value);
    const id = traceId();
    void reply.status(found.body.status).header('content-type', 'application/problem+json; charset=utf-8');
    reply.send({ ...found.body, ...(id ? { traceId: id } : {}) });
  }

  private problemOf(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    const status = statusOf(thrown);
    const code = status === null ? undefined : BY_STATUS[status];
    if (code) return new Problem(problemOf(code, code === 'too-large' ? { params: { maxBytes: this.bodyLimit } } : {}));
    if (isPassing(thrown)) {
      this.log.warn({ err: thrown }, 'not possible just now');
      return new Problem(problemOf('busy'), { 'retry-after': '1' });
    }
    if (NO_SUCH_VALUE.test(databaseCodeOf(thrown))) {
      this.log.warn({ err: thrown }, 'a value came as far as the database');
      return new Problem(problemOf('request-invalid'));
    }
    this.log.error({ err: thrown }, 'unforeseen');
    return new Problem(problemOf('internal'));
  }
}

function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}

function isPassing(thrown: unknown): boolean {
  return PASSING.has(databaseCodeOf(thrown));
}

function databaseCodeOf(thrown: unknown): string {
  const error = thrown as { code?: unknown; driverError?: { code?: unknown } } | null;
  return String(error?.driverError?.code ?? error?.code);
}
