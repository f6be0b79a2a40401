import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { QUEUES } from '@vermilion/workflows';
import { bundleWorkflows } from './bundle.js';

export interface WorkersConfig {
  readonly address: string;
  readonly namespace?: string;
  /** How many case workflows stay in memory, at about 0.28 MB each; fewer than the open cases that move costs replays. */
  readonly cachedCases?: number;
  /** Hears the SDK's warnings and errors, and what workflows and activities log. */
  readonly log?: (level: string, message: string, facts: object) => void;
}

/** Running workers. */
export interface RunningWorkers {
  /** Resolves when all workers have stopped after `stop`; rejects when one of them fails: then the process should end. */
  readonly stopped: Promise<void>;
  /** `RUNNING` and the like, by task queue. */
  states(): { readonly [queue: string]: string };
  /** Takes no new work, and lets running activities finish within the grace time. To repeat it does no harm. */
  stop(): Promise<void>;
}

/** One worker a queue, all with the same workflows and activities; what a queue is for decides what it is asked. */
const CAPACITY: { readonly [queue in keyof typeof QUEUES]: Partial<WorkerOptions> } = {
  cases: { maxConcurrentActivityTaskExecutions: 8, maxConcurrentLocalActivityExecutions: 8 },
  keepers: { maxCachedWorkflows: 16, maxConcurrentActivityTaskExecutions: 8 },
  deliveries: { maxCachedWorkflows: 100, maxConcurrentActivityTaskExecutions: 4 },
};

/**
 * Runs the workers of the three task queues in this process. Signals of the operating system are left to the caller, who owns the shutdown.
 * @throws when Temporal is not reachable or the workflows cannot be bundled.
 */
export async function runWorkers(
  { address, namespace = 'default', cachedCases = 1000, log }: WorkersConfig,
  activities: object,
): Promise<RunningWorkers> {
  const codePath = await bundleWorkflows();
  installRuntime(log);
  const connection = await NativeConnection.connect({ address });
  const start = (queue: keyof typeof QUEUES) =>
    Worker.create({
      connection,
      namespace,
      taskQueue: QUEUES[queue],
      workflowBundle: { codePath },
      activities,
      reuseV8Context: true,
      maxCachedWorkflows: cachedCases,
      stickyQueueScheduleToStartTimeout: '5 seconds',
      shutdownGraceTime: '30 seconds',
      shutdownForceTime: '60 seconds',
      ...CAPACITY[queue],
    });
  const workers = await Promise.all((Object.keys(QUEUES) as (keyof typeof QUEUES)[]).map(start));
  return supervise(workers, connection);
}

/** The SDK has one runtime a process; a second attempt to start the workers finds it there. */
function installRuntime(log: WorkersConfig['log']): void {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) =>
    log?.(level.toLowerCase(), message, meta ?? {}),
  );
  try {
    Runtime.install({
      shutdownSignals: [],
      logger,
      telemetryOptions: { logging: { filter: 'WARN', forward: {} } },
    });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'IllegalStateError')) throw error;
  }
}

function supervise(workers: readonly Worker[], connection: NativeConnection): RunningWorkers {
  const shutDown = () =>
    workers.filter((worker) => worker.getState() === 'RUNNING').forEach((worker) => worker.shutdown());
  const runs = workers.map((worker) => worker.run());
  // One worker's end is the end of all; the connection goes last.
  for (const run of runs) void run.then(shutDown, shutDown);
  const stopped = Promise.allSettled(runs).then(async (results) => {
    await connection.close();
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
  });
  return {
    stopped,
    states: () => Object.fromEntries(workers.map((worker) => [worker.options.taskQueue, worker.getState()])),
    stop: async () => {
      shutDown();
      await stopped;
    },
  };
}
