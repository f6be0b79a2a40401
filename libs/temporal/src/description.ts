import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** What a workflow does now, as operations see it. */
export interface WorkflowDescription {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly status: string;
  readonly startedAt: Date;
  readonly closedAt: Date | null;
  readonly events: number;
  /** Activities that are running or waiting for their next attempt. */
  readonly pending: readonly PendingActivity[];
}

interface PendingActivity {
  readonly type: string;
  readonly attempt: number;
  readonly lastFailure: string | null;
}

/** @returns null when the engine knows no such workflow. */
export async function describeWorkflow(client: Client, workflowId: string): Promise<WorkflowDescription | null> {
  try {
    const { runId, type, status, startTime, closeTime, historyLength, raw } = await client.workflow
      .getHandle(workflowId)
      .describe();
    const pending = (raw.pendingActivities ?? []).map(({ activityType, attempt, lastFailure }) => ({
      type: activityType?.name ?? '',
      attempt: attempt ?? 1,
      lastFailure: lastFailure?.message ?? null,
    }));
    return {
      workflowId,
      runId,
      type,
      status: status.name,
      startedAt: startTime,
      closedAt: closeTime ?? null,
      events: historyLength,
      pending,
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
