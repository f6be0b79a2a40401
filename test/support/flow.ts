import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { jest } from '@jest/globals';
import { createActivities, type Engine } from '@vermilion/activities';
import type { Command, Person, RoundCommand } from '@vermilion/domain';
import { timeSkippingServer } from '@vermilion/local';
import { bundleWorkflows, gatewayOn, type TemporalGateway } from '@vermilion/temporal';
import {
  applicationId,
  KEEPER,
  QUEUES,
  roundStanding,
  roundWorkflowId,
  SEARCH_ATTRIBUTES,
  standing,
  wake,
} from '@vermilion/workflows';
import { MemoryDue } from './memory-due.js';
import { MemoryLedger } from './memory-ledger.js';
import { recordHistories } from './recording.js';
import { approver } from './small-people.js';
import { smallProcedure } from './small-procedure.js';

/** The one keeper of a test: it sees every shard. */
export const ONE_KEEPER = 'keeper:00-63';

/** Real workflows and activities on Temporal's time-skipping server, over a ledger in memory. */
export interface Flow {
  readonly temporal: TestWorkflowEnvironment;
  readonly gateway: TemporalGateway;
  readonly ledger: MemoryLedger;
  readonly due: MemoryDue;
  /**
   * Gives a command as a person and signals the case's workflow, as the API and the driver would. `then` runs before the signal.
   * @throws when it is refused.
   */
  give(caseId: string, command: Command, person: Person, then?: () => void): Promise<void>;
  /** Gives a command to a round as a person. @throws when it is refused. */
  giveToRound(roundId: string, command: RoundCommand, person: Person): Promise<void>;
  /** A submitted case; its workflow is started by the first signal. */
  submitted(): Promise<string>;
  /** Waits until the workflow of the case says that it waits for this. */
  waits(caseId: string, waitingFor: string): Promise<void>;
  /** Waits until the workflow of the round says that it waits for this. */
  roundWaits(roundId: string, waitingFor: string): Promise<void>;
  /** Waits for the end of the case's workflow. @returns how the case ended. */
  ended(caseId: string): Promise<unknown>;
  /** Signals the case's workflow what the ledger says now. */
  signal(caseId: string): Promise<void>;
  /** Lets the business clock run to an instant, with a keeper firing what is due on the way. */
  runClockTo(instant: string): Promise<void>;
  /** Waits until something holds. @throws when it does not within the time. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

jest.setTimeout(60_000);
Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });

/** Starts server, workers and an empty ledger. The server's clock is global: one flow at a time. */
export async function startFlow(procedure = smallProcedure): Promise<Flow> {
  const [path, codePath] = await Promise.all([timeSkippingServer(), bundleWorkflows()]);
  const temporal = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    client: { identity: 'test' },
  });
  const gateway = gatewayOn(temporal.client);
  await defineSearchAttributes(temporal);
  const ledger = new MemoryLedger(procedure);
  const due = new MemoryDue(ledger);
  const workers = await startWorkers(temporal, codePath, ledger, due, gateway);
  const flow = driver(temporal, gateway, ledger, due);
  return {
    ...flow,
    close: async () => {
      const cases = [...ledger.cases.keys()].map(applicationId);
      const rounds = [...ledger.rounds.rounds.keys()].map(roundWorkflowId);
      const escalations = [...due.rungs.values()].map(({ owner }) => owner);
      try {
        await recordHistories(temporal.client, [...cases, ...rounds, ...new Set(escalations), ONE_KEEPER]);
      } finally {
        workers.forEach(({ worker }) => worker.shutdown());
        await Promise.all(workers.map(({ run }) => run));
        await temporal.teardown();
      }
    },
  };
}

/** The time-skipping server cannot list search attributes, but it refuses those that were not added. */
async function defineSearchAttributes({ connection, namespace = 'default' }: TestWorkflowEnvironment): Promise<void> {
  const types = { KEYWORD: 2, DATETIME: 6 };
  const searchAttributes = Object.fromEntries(
    Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, types[type]]),
  );
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}

async function startWorkers(
  { nativeConnection: connection }: TestWorkflowEnvironment,
  codePath: string,
  ledger: MemoryLedger,
  due: MemoryDue,
  engine: Engine,
) {
  const activities = createActivities({
    transact: ledger.transact,
    transactTogether: ledger.transactTogether,
    transactRound: ledger.transactRound,
    cases: ledger.desk,
    rounds: ledger.rounds.desk,
    due,
    incidents: ledger.incidentBook,
    catalogue: { procedure: () => ledger.procedure, recipients: recipientsOf },
    engine,
  });
  const create = (taskQueue: string) =>
    Worker.create({
      connection,
      identity: 'test',
      taskQueue,
      workflowBundle: { codePath },
      activities,
      reuseV8Context: true,
    });
  const workers = await Promise.all(Object.values(QUEUES).map(create));
  return workers.map((worker) => ({ worker, run: worker.run() }));
}

function recipientsOf(_obligation: string, rung: string): readonly string[] {
  return { lead: ['bureau:miit'], 'co-responsible': ['bureau:finance', 'bureau:tax'] }[rung] ?? ['bureau:supervision'];
}

function driver(
  temporal: TestWorkflowEnvironment,
  gateway: TemporalGateway,
  ledger: MemoryLedger,
  due: MemoryDue,
): Omit<Flow, 'close'> {
  let given = 0;
  const { signal, signalled } = signalsOn(gateway, ledger);
  const give: Flow['give'] = async (caseId, command, actor, then) => {
    given += 1;
    const outcome = await ledger.transact({ caseId, command, actor, key: `person-${given}`, expectedSeq: null });
    if (outcome.kind !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
    then?.();
    await signalled();
  };
  return {
    temporal,
    gateway,
    ledger,
    due,
    give,
    ...roundDriver(temporal, ledger, signalled),
    signal,
    until,
    waits: (caseId, waitingFor) =>
      until(`the workflow of ${caseId} waits for ${waitingFor}`, async () => {
        const { waitingFor: what } = await temporal.client.workflow.getHandle(applicationId(caseId)).query(standing);
        return what === waitingFor;
      }),
    ended: async (caseId): Promise<unknown> => temporal.client.workflow.getHandle(applicationId(caseId)).result(),
    submitted: async () => {
      given += 1;
      const command = { type: 'open', procedure: ledger.procedure.id, version: ledger.procedure.version } as const;
      const outcome = await ledger.transact({
        caseId: null,
        command,
        actor: approver,
        key: `open-${given}`,
        expectedSeq: null,
      });
      if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
      const { caseId } = outcome.receipt;
      ledger.stored(caseId).draft = { version: 1, form: { workshop: { name: '一号车间' } } };
      await give(caseId, { type: 'submit', draftVersion: 1 }, approver);
      return caseId;
    },
    runClockTo: async (instant) => {
      ledger.target = instant;
      await wakeKeeper(temporal);
      await until(`the clock stands at ${instant}`, () => ledger.now === instant && !due.hasUnrecorded());
      await signalled();
    },
  };
}

/** Signals what moves, as the driver does: the case, its round, a round. */
function signalsOn(gateway: TemporalGateway, ledger: MemoryLedger) {
  const signals: Promise<void>[] = [];
  const signal: Flow['signal'] = (caseId) => gateway.signalCaseMoved(caseId, ledger.stored(caseId).state.stageSeq);
  const signalRound = (roundId: string) => void signals.push(gateway.signalRound(roundId));
  ledger.onMoved = (caseId) => {
    signals.push(signal(caseId));
    const { round } = ledger.stored(caseId).state;
    if (round !== null) signalRound(round);
  };
  ledger.rounds.onMoved = signalRound;
  const signalled = async (): Promise<void> => {
    await Promise.all(signals);
  };
  return { signal, signalled };
}

function roundDriver(
  temporal: TestWorkflowEnvironment,
  ledger: MemoryLedger,
  signalled: () => Promise<void>,
): Pick<Flow, 'giveToRound' | 'roundWaits'> {
  let given = 0;
  return {
    giveToRound: async (roundId, command, actor) => {
      given += 1;
      const request = { roundId, command, actor, key: `round-${given}`, expectedSeq: null };
      const outcome = await ledger.transactRound(request);
      if (outcome.kind !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
      await signalled();
    },
    roundWaits: (roundId, waitingFor) =>
      until(`the workflow of ${roundId} waits for ${waitingFor}`, async () => {
        const handle = temporal.client.workflow.getHandle(roundWorkflowId(roundId));
        return (await handle.query(roundStanding)).waitingFor === waitingFor;
      }),
  };
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`in vain waited until ${what}`);
}

async function wakeKeeper({ client }: TestWorkflowEnvironment): Promise<void> {
  await client.workflow.signalWithStart(KEEPER, {
    workflowId: ONE_KEEPER,
    taskQueue: QUEUES.keepers,
    args: [{ shards: { from: 0, to: 63 } }],
    signal: wake,
  });
}
