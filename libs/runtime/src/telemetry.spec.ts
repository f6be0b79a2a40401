import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { trace } from '@opentelemetry/api';
import { startTelemetry } from './telemetry.js';

describe('telemetry', () => {
  const before = { ...process.env };
  let collector: Server;
  let address: string;
  let received: { readonly path: string; readonly body: string }[];

  beforeEach(async () => {
    received = [];
    collector = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        received.push({ path: `${request.method} ${request.url}`, body: Buffer.concat(parts).toString('latin1') });
        response.end();
      });
    });
    await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    process.env = { ...before };
    trace.disable();
    collector.closeAllConnections();
    await new Promise((done) => collector.close(done));
  });

  /** What the collector has of one span of a process with these variables. */
  const spanWith = async (variables: NodeJS.ProcessEnv) => {
    Object.assign(process.env, variables);
    const telemetry = await startTelemetry('vermilion-tested');
    trace.getTracer('test').startSpan('a stroke of red').end();
    await telemetry.stop();
    return received.filter(({ body }) => body.includes('a stroke of red'));
  };

  it('sends spans to the collector of all signals, under the name of the service', async () => {
    const spans = await spanWith({ OTEL_EXPORTER_OTLP_ENDPOINT: address });
    expect(spans.map(({ path }) => path)).toEqual(['POST /v1/traces']);
    expect(spans[0]?.body).toContain('vermilion-tested');
  });

  it('sends spans to an address for traces alone, under a name that was given', async () => {
    const spans = await spanWith({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${address}/only/traces`,
      OTEL_SERVICE_NAME: 'renamed',
    });
    expect(spans.map(({ path }) => path)).toEqual(['POST /only/traces']);
    expect(spans[0]?.body).toMatch(/renamed/);
  });

  it('sends nothing when it is switched off, or has no address', async () => {
    expect(await spanWith({ OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_SDK_DISABLED: 'True' })).toEqual([]);
    delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
    expect(await spanWith({ OTEL_SDK_DISABLED: 'false' })).toEqual([]);
    expect(received).toEqual([]);
  });
});
