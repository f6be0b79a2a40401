import { Client, Connection, ScheduleAlreadyRunning } from '@temporalio/client';
import {
  APPLICATION,
  applicationId,
  applicationInput,
  ESCALATION,
  KEEPER,
  KEEPER_SHARDS,
  KEEPER_WATCH,
  keeperId,
  moved,
  QUEUES,
  renew,
  ROUND,
  roundMoved,
  roundWorkflowId,
  rungDue,
  wake,
  type EscalationInput,
  type RungDue,
} from '@vermilion/workflows';
import { describeWorkflow, type WorkflowDescription } from './description.js';
import { historyOf, type HistoryEntry } from './history.js';
import { registerSearchAttributes } from './search-attributes.js';

/** What the rest of the system asks of Temporal. Every request may be repeated without harm. */
export interface TemporalGateway {
  /** Tells a case's workflow that the case has moved; starts it when it is not running. */
  signalCaseMoved(caseId: string, stageSeq: number): Promise<void>;
  /** Tells a round's workflow that the round or a case of it has moved; starts it when it is not running. */
  signalRound(roundId: string): Promise<void>;
  /** Makes the keepers look at once. A keeper that does not exist is left to `ensureKeepers`. */
  wakeKeepers(): Promise<void>;
  /** Starts the keepers that are not running. */
  ensureKeepers(): Promise<void>;
  /** A schedule of the engine that ensures the keepers every minute, whoever restarts. */
  scheduleKeeperWatch(): Promise<void>;
  /** Tells an escalation that a rung is due; starts it when it is not running. `owner` is its id. */
  startEscalation(escalation: EscalationInput & RungDue & { readonly owner: string }): Promise<void>;
  /** Asks a case's workflow to go on as a new run, with today's code. */
  renewCase(caseId: string): Promise<void>;
  /** Asks a round's workflow to go on as a new run, with today's code. */
  renewRound(roundId: string): Promise<void>;
  /** Ends a case's workflow at once. The ledger is not touched; the next move starts it anew. */
  terminateCase(caseId: string, reason: string): Promise<void>;
  /** What the engine remembers of a workflow, oldest first, its last runs joined; empty when it knows none. */
  historyOf(workflowId: string): Promise<readonly HistoryEntry[]>;
  /** What a workflow does now; null when the engine knows none. */
  describe(workflowId: string): Promise<WorkflowDescription | null>;
  registerSearchAttributes(): Promise<void>;
  /** @throws when the engine is not reachable or not healthy. */
  checkHealth(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a connection to Temporal. @throws when it is not reachable within the SDK's time. */
export async function connectTemporal(address: string, namespace = 'default'): Promise<TemporalGateway> {
  const connection = await Connection.connect({ address });
  return { ...gatewayOn(new Client({ connection, namespace }), namespace), close: () => connection.close() };
}

/** The gateway over a client that somebody else owns and closes. */
export function gatewayOn(client: Client, namespace = 'default'): TemporalGateway {
  const { workflow, connection } = client;
  return {
    signalCaseMoved: async (caseId, stageSeq) => {
      await workflow.signalWithStart(APPLICATION, {
        workflowId: applicationId(caseId),
        taskQueue: QUEUES.cases,
        args: [applicationInput(caseId)],
        signal: moved,
        signalArgs: [{ stageSeq }],
        staticSummary: `办件 ${caseId}`,
      });
    },
    signalRound: async (roundId) => {
      await workflow.signalWithStart(ROUND, {
        workflowId: roundWorkflowId(roundId),
        taskQueue: QUEUES.cases,
        args: [{ roundId }],
        signal: roundMoved,
        signalArgs: [],
        staticSummary: `轮次 ${roundId}`,
      });
    },
    wakeKeepers: async () => {
      await Promise.all(KEEPER_SHARDS.map((shards) => ifRunning(workflow.getHandle(keeperId(shards)).signal(wake))));
    },
    ensureKeepers: () => ensureKeepers(client),
    scheduleKeeperWatch: () => scheduleKeeperWatch(client),
    startEscalation: async ({ owner, obligation, dueAt, rung }) => {
      await workflow.signalWithStart(ESCALATION, {
        workflowId: owner,
        taskQueue: QUEUES.deliveries,
        args: [{ obligation, dueAt }],
        signal: rungDue,
        signalArgs: [{ rung }],
        staticSummary: `督办 ${obligation}`,
      });
    },
    renewCase: async (caseId) => ifRunning(workflow.getHandle(applicationId(caseId)).signal(renew)),
    renewRound: async (roundId) => ifRunning(workflow.getHandle(roundWorkflowId(roundId)).signal(renew)),
    terminateCase: async (caseId, reason) => {
      await ifRunning(workflow.getHandle(applicationId(caseId)).terminate(reason));
    },
    historyOf: (workflowId) => historyOf(client, workflowId),
    describe: (workflowId) => describeWorkflow(client, workflowId),
    registerSearchAttributes: async () =>
      registerSearchAttributes((connection as Connection).operatorService, namespace),
    checkHealth: async () => {
      await connection.workflowService.getSystemInfo({});
    },
    close: async () => undefined,
  };
}

async function ensureKeepers({ workflow }: Client): Promise<void> {
  for (const shards of KEEPER_SHARDS) {
    await workflow.start(KEEPER, {
      workflowId: keeperId(shards),
      taskQueue: QUEUES.keepers,
      args: [{ shards }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: `到期守护 ${shards.from}–${shards.to}`,
    });
  }
}

async function scheduleKeeperWatch({ schedule }: Client): Promise<void> {
  await schedule
    .create({
      scheduleId: KEEPER_WATCH,
      spec: { intervals: [{ every: '1 minute' }] },
      policies: { overlap: 'SKIP', catchupWindow: '1 minute' },
      action: {
        type: 'startWorkflow',
        workflowType: KEEPER_WATCH,
        workflowId: KEEPER_WATCH,
        taskQueue: QUEUES.keepers,
        workflowRunTimeout: '1 minute',
        args: [],
      },
    })
    .catch((error: unknown) => {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    });
}

/** A workflow that is not running needs neither signal nor end. */
async function ifRunning(request: Promise<unknown>): Promise<void> {
  await request.catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'WorkflowNotFoundError')) throw error;
  });
}
