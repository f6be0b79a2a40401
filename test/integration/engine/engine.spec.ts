import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createActivities } from '@vermilion/activities';
import { temporalBinary } from '@vermilion/local';
import { connectTemporal, runWorkers, type RunningWorkers, type TemporalGateway } from '@vermilion/temporal';
import { applicationId, KEEPER_SHARDS, keeperId } from '@vermilion/workflows';
import { freePort } from '../../support/free-port.js';
import { MemoryDue } from '../../support/memory-due.js';
import { MemoryLedger } from '../../support/memory-ledger.js';
import { smallProcedure } from '../../support/small-procedure.js';
import { approver } from '../../support/small-people.js';

describe('the gateway and the workers on a real Temporal server', () => {
  const ledger = new MemoryLedger(smallProcedure);
  let server: ChildProcess;
  let gateway: TemporalGateway;
  let workers: RunningWorkers;

  beforeAll(async () => {
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    server = spawn(await temporalBinary(), ['server', 'start-dev', '--headless', '--port', String(port)], {
      stdio: 'ignore',
    });
    gateway = await untilReached(() => connectTemporal(address));
    await untilReached(() => gateway.registerSearchAttributes());
    const activities = createActivities({
      transact: ledger.transact,
      transactTogether: ledger.transactTogether,
      transactRound: ledger.transactRound,
      cases: ledger.desk,
      rounds: ledger.rounds.desk,
      due: new MemoryDue(ledger),
      incidents: ledger.incidentBook,
      catalogue: { procedure: () => smallProcedure, recipients: () => [] },
      engine: gateway,
    });
    workers = await runWorkers({ address }, activities);
  }, 120_000);

  afterAll(async () => {
    await workers.stop();
    await gateway.close();
    server.kill('SIGKILL');
  }, 60_000);

  it('starts every keeper once, however often it is asked to', async () => {
    await gateway.ensureKeepers();
    const runs = await Promise.all(KEEPER_SHARDS.map((shards) => gateway.describe(keeperId(shards))));
    await Promise.all([gateway.ensureKeepers(), gateway.ensureKeepers()]);

    const again = await Promise.all(KEEPER_SHARDS.map((shards) => gateway.describe(keeperId(shards))));
    expect(again.map((run) => run?.runId)).toEqual(runs.map((run) => run?.runId));
    expect(again.every((run) => run?.status === 'RUNNING' && run.type === 'keeper')).toBe(true);
  }, 60_000);

  it('schedules the watch over the keepers once', async () => {
    await gateway.scheduleKeeperWatch();
    await expect(gateway.scheduleKeeperWatch()).resolves.toBeUndefined();
  }, 60_000);

  it('registers search attributes although they are there', async () => {
    await expect(gateway.registerSearchAttributes()).resolves.toBeUndefined();
  }, 60_000);

  it('tells the history of a case in business words, and nothing of a case that it does not know', async () => {
    const open = { type: 'open', procedure: 'small', version: 1 } as const;
    await ledger.transact({ caseId: null, command: open, actor: approver, key: '1', expectedSeq: null });
    ledger.stored('2018-000001').draft = { version: 1, form: { workshop: { name: '一号车间' } } };
    await ledger.transact({
      caseId: '2018-000001',
      command: { type: 'submit', draftVersion: 1 },
      actor: approver,
      key: '2',
      expectedSeq: 0,
    });

    await gateway.signalCaseMoved('2018-000001', 1);

    const entries = await untilReached(async () => {
      const found = await gateway.historyOf(applicationId('2018-000001'));
      if (!found.some(({ type }) => type === 'UpsertWorkflowSearchAttributes')) throw new Error('not yet');
      return found;
    });
    expect(entries.find(({ type }) => type === 'WorkflowExecutionSignaled')?.name).toBe('moved');
    expect(entries.find(({ type }) => type === 'MarkerRecorded')).toMatchObject({
      name: 'look',
      summary: '读取办件状态',
    });
    expect(await gateway.historyOf('application:2018-999999')).toEqual([]);
    expect(await gateway.describe('application:2018-999999')).toBeNull();
  }, 60_000);

  it('wakes the keepers, and does not mind a case that is not running', async () => {
    await expect(gateway.terminateCase('2018-999999', 'test')).resolves.toBeUndefined();
    await expect(gateway.renewCase('2018-999999')).resolves.toBeUndefined();
    await expect(gateway.wakeKeepers()).resolves.toBeUndefined();
  }, 60_000);
});

async function untilReached<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries > 150) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
