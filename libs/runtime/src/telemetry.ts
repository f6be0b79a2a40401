/** Tracing of the process; `stop` sends what is left. */
export interface Telemetry {
  stop(): Promise<void>;
}

/**
 * Starts OpenTelemetry when OTEL_EXPORTER_OTLP_ENDPOINT (a collector for all signals) or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT (the full address
 * for traces, and then nothing else is sent) is set; the SDK reads the other OTEL_ variables. With neither, or with OTEL_SDK_DISABLED=true, nothing is loaded and nothing
 * is sent. Call it before importing what is to be traced. OTEL_SERVICE_NAME goes before `service`.
 */
export async function startTelemetry(service: string): Promise<Telemetry> {
  if (!isWanted(process.env)) return { stop: async () => undefined };
  const [{ NodeSDK }, { HttpInstrumentation }, { PgInstrumentation }, { KafkaJsInstrumentation }] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-pg'),
    import('@opentelemetry/instrumentation-kafkajs'),
  ]);
  const sdk = new NodeSDK({
    serviceName: process.env.OTEL_SERVICE_NAME ?? service,
    // With an address for traces alone the SDK would send the other signals to the port where a collector usually is.
    ...(!process.env.OTEL_EXPORTER_OTLP_ENDPOINT && { metricReaders: [], logRecordProcessors: [] }),
    instrumentations: [
      new HttpInstrumentation({
        // Whoever knows the receipt in an address may act by it: it belongs into no trace.
        ignoreIncomingRequestHook: (request) => /^\/(health|metrics|api\/v1\/objections\/)/.test(request.url ?? ''),
      }),
      new PgInstrumentation(),
      new KafkaJsInstrumentation(),
    ],
  });
  sdk.start();
  return { stop: () => sdk.shutdown() };
}

function isWanted(env: NodeJS.ProcessEnv): boolean {
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') return false;
  return Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT);
}
