import type { ArgumentsHost } from '@nestjs/common';
import { NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { ConfigurationError, readConfiguration } from './configuration.js';
import { createLog } from './log.js';
import { createMetrics } from './metrics.js';
import { startProbeServer } from './probe-server.js';
import { problem } from './problem.js';
import { ProblemFilter } from './problem-filter.js';
import { closeAll } from './shutdown.js';
import { incomingTraceId, traceId, withTrace } from './trace.js';

/** A log that keeps its lines. */
function keptLog() {
  const lines: string[] = [];
  const log = createLog('test', 'info', { write: (line: string) => lines.push(line) });
  return { log, lines };
}

/** A host whose reply remembers what was sent. */
function hostOf() {
  const answer = { status: 0, body: {} as Record<string, unknown>, headers: {} as Record<string, string> };
  const reply = {
    sent: false,
    status: (code: number) => ((answer.status = code), reply),
    header: (name: string, value: string) => ((answer.headers[name] = value), reply),
    send: (body: Record<string, unknown>) => void (answer.body = body),
  };
  return { answer, host: { switchToHttp: () => ({ getResponse: () => reply }) } as unknown as ArgumentsHost };
}

describe('configuration', () => {
  const schema = z.object({ PORT: z.coerce.number().int(), SECRET: z.string().min(10), NAME: z.string().default('x') });

  it('names everything that is missing or unfit, and no value', () => {
    const read = () => readConfiguration(schema, { PORT: 'abc', SECRET: 'short' });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(/PORT.*SECRET/);
    expect(read).not.toThrow(/short/);
  });

  it('takes an empty variable as absent', () => {
    expect(readConfiguration(schema, { PORT: '80', SECRET: '0123456789', NAME: '' })).toMatchObject({
      PORT: 80,
      NAME: 'x',
    });
  });
});

describe('the log', () => {
  it('removes secrets and persons, and carries the trace id', () => {
    const { log, lines } = keptLog();
    withTrace('abc', () => log.info({ headers: { authorization: 'Bearer x' }, person: { mobile: '138' } }, 'seen'));
    expect(lines[0]).toContain('"traceId":"abc"');
    expect(lines[0]).not.toMatch(/Bearer|138/);
  });

  it('takes over a well-formed trace id of the caller only', () => {
    const id = '0af7651916cd43dd8448eb211c80319c';
    expect(incomingTraceId(`00-${id}-b7ad6b7169203331-01`)).toBe(id);
    expect(incomingTraceId('00-nonsense')).toMatch(/^[0-9a-f]{32}$/);
    expect(traceId()).toBeNull();
  });
});

describe('probes', () => {
  it('say what is ready, and count a failing check as not ready', async () => {
    let check = async (): Promise<Record<string, boolean>> => ({ postgres: true });
    const probes = await startProbeServer({ port: 0, ready: () => check(), metrics: createMetrics('test') });
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${probes.port}${path}`)).status;
    try {
      expect(await status('/health/live')).toBe(200);
      expect(await status('/health/ready')).toBe(200);
      check = async () => ({ postgres: true, kafka: false });
      expect(await status('/health/ready')).toBe(503);
      check = async () => Promise.reject(new Error('gone'));
      expect(await status('/health/ready')).toBe(503);
      expect(await status('/elsewhere')).toBe(404);
      const metrics = await (await fetch(`http://127.0.0.1:${probes.port}/metrics`)).text();
      expect(metrics).toContain('vermilion_process_cpu_seconds_total');
    } finally {
      await probes.close();
    }
  });
});

describe('closing', () => {
  it('keeps the order and goes on after a failure', async () => {
    const { log } = keptLog();
    const order: string[] = [];
    const failed = await closeAll(log, [
      { what: 'first', close: async () => Promise.reject(new Error('no')) },
      { what: 'second', close: async () => order.push('second') },
    ]);
    expect([failed, order]).toEqual([true, ['second']]);
  });
});

describe('the problem filter', () => {
  const filter = () => {
    const { log, lines } = keptLog();
    return { filter: new ProblemFilter(log, 1000), lines };
  };

  it('answers a problem as it is', () => {
    const { answer, host } = hostOf();
    filter().filter.catch(problem('key-missing'), host);
    expect(answer).toMatchObject({ status: 400, body: { code: 'key-missing', title: '缺少幂等键' } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('translates what the framework refuses', () => {
    const { answer, host } = hostOf();
    filter().filter.catch(new NotFoundException('GET /secret/path'), host);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('calls a value that the database cannot hold a fault of the request', () => {
    const { answer, host } = hostOf();
    filter().filter.catch(Object.assign(new Error('query'), { driverError: { code: '22P05' } }), host);
    expect(answer).toMatchObject({ status: 422, body: { code: 'request-invalid' } });
  });

  it('says nothing of the inside, and logs it', () => {
    const { answer, host } = hostOf();
    const { filter: own, lines } = filter();
    own.catch(new Error('relation "event" does not exist'), host);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('relation');
    expect(lines.join()).toContain('relation');
  });
});
