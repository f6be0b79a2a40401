import type { TemporalGateway } from '@vermilion/temporal';
import type { Log } from '@vermilion/runtime';

export type EngineHistory = Awaited<ReturnType<TemporalGateway['historyOf']>>;

/** What the API wants of the workflow engine. None of it is needed to take a decision. */
export interface Engine {
  /** What the engine remembers of a workflow; null when it cannot be reached. */
  historyOf(workflowId: string): Promise<EngineHistory | null>;
  /** Makes the keepers look at once, if the engine can be reached. Never fails. */
  wakeKeepers(): Promise<void>;
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

const PATIENCE_MS = 4_000;
/** Whoever asks for the state of the process wants an answer, not the engine. */
const GLANCE_MS = 500;

/** Connects when first needed and again after a failure; whoever asks waits at most some seconds. */
export function engineAt(connect: () => Promise<TemporalGateway>, log: Log): Engine {
  let gateway: Promise<TemporalGateway> | null = null;
  const connected = (): Promise<TemporalGateway> => {
    const attempt = (gateway ??= connect());
    attempt.catch(() => {
      if (gateway === attempt) gateway = null;
    });
    return attempt;
  };
  const ask = async <T>(
    question: (gateway: TemporalGateway) => Promise<T>,
    patience = PATIENCE_MS,
  ): Promise<T | null> => {
    try {
      return await within(patience, connected().then(question));
    } catch (error) {
      log.info({ err: error }, 'the workflow engine did not answer');
      return null;
    }
  };
  return {
    historyOf: (workflowId) => ask((engine) => engine.historyOf(workflowId)),
    wakeKeepers: async () => {
      await ask((engine) => engine.wakeKeepers());
    },
    reachable: async () => (await ask((engine) => engine.checkHealth().then(() => true), GLANCE_MS)) ?? false,
    close: async () => {
      await gateway?.then((engine) => engine.close()).catch(() => undefined);
    },
  };
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
