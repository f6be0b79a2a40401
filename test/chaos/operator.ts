import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { temporalBinary } from '@vermilion/local';
import type { Dice } from './dice.js';

const run = promisify(execFile);
const PATIENCE_MS = 15_000;

/** What stands in Temporal, and what somebody with its command line can do to it. */
export class Operator {
  private constructor(
    private readonly address: string,
    private readonly connection: Connection,
    private readonly client: Client,
  ) {}

  static async at(address: string): Promise<Operator> {
    const connection = await Connection.connect({ address });
    return new Operator(address, connection, new Client({ connection }));
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** The ids of the workflows that run. */
  async running(): Promise<string[]> {
    const found: string[] = [];
    for await (const { workflowId } of this.client.workflow.list({ query: `ExecutionStatus = 'Running'` }))
      found.push(workflowId);
    return found;
  }

  /** What a workflow is at: whether it runs, and what it waits for from workers. */
  async stateOf(workflowId: string): Promise<string> {
    try {
      const { status, raw, historyLength } = await this.client.workflow.getHandle(workflowId).describe();
      const activities = (raw.pendingActivities ?? []).map(
        ({ activityType, attempt, lastFailure }) =>
          `${activityType?.name ?? '?'} at attempt ${attempt ?? '?'}${lastFailure?.message ? ` after: ${lastFailure.message}` : ''}`,
      );
      const task = raw.pendingWorkflowTask
        ? [`a workflow task at attempt ${raw.pendingWorkflowTask.attempt ?? '?'}`]
        : [];
      const waits = [...task, ...activities].join('; ') || 'nothing pending';
      return `${status.name}, ${historyLength} events, ${waits}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Does it to one running workflow of the kind. @returns to which; null when there is none. */
  async disturb(deed: 'terminate' | 'reset' | 'delete', of: 'case' | 'keeper', dice: Dice): Promise<string | null> {
    const prefix = of === 'case' ? 'application:' : 'keeper:';
    const among = (await this.running()).filter((id) => id.startsWith(prefix)).sort();
    if (among.length === 0) return null;
    const workflowId = dice.pick(among);
    await this.deed(deed, workflowId);
    return workflowId;
  }

  private async deed(deed: 'terminate' | 'reset' | 'delete', workflowId: string): Promise<void> {
    const workflowExecution = { workflowId };
    const request = { namespace: 'default', workflowExecution, reason: 'chaos' };
    const { workflowService } = this.connection;
    // What the engine does not answer in time is given up: the fault may have happened all the same.
    await this.connection.withDeadline(Date.now() + PATIENCE_MS, async () => {
      if (deed === 'terminate') await workflowService.terminateWorkflowExecution(request);
      else if (deed === 'delete') await workflowService.deleteWorkflowExecution(request);
      else await this.reset(workflowId);
    });
  }

  /** With the engine's own command line, back to the first task: everything that the workflow has done is done again. */
  private async reset(workflowId: string): Promise<void> {
    const how = ['--type', 'FirstWorkflowTask', '--reason', 'chaos', '--address', this.address];
    await run(await temporalBinary(), ['workflow', 'reset', '--workflow-id', workflowId, ...how], {
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    });
  }
}
