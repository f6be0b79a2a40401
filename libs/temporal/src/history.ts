import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { Client, WorkflowHandle } from '@temporalio/client';

/** One thing that the engine remembers. */
export interface HistoryEntry {
  readonly runId: string;
  readonly eventId: number;
  readonly at: Date;
  /** The kind of event in the engine's words, without the prefix: `ActivityTaskScheduled`. */
  readonly type: string;
  /** What the workflow's author wrote beside it, in business words. */
  readonly summary: string | null;
  /** The activity's type, the signal's name, or the timer's id, where the event has one. */
  readonly name: string | null;
  /** Why something failed. */
  readonly failure: string | null;
}

type RawEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** Older runs than these are left out; each has up to some thousand events. */
const LAST_RUNS = 5;

/** What the engine remembers of the last runs of a workflow, oldest first. Empty when it knows none. */
export async function historyOf(client: Client, workflowId: string): Promise<readonly HistoryEntry[]> {
  const runs: { runId: string; startTime: Date }[] = [];
  const query = `WorkflowId = '${workflowId.replaceAll("'", "''")}'`;
  for await (const { runId, startTime } of client.workflow.list({ query })) runs.push({ runId, startTime });
  const last = runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime()).slice(-LAST_RUNS);
  const histories = await Promise.all(
    last.map(({ runId }) => entriesOf(client.workflow.getHandle(workflowId, runId), runId)),
  );
  return histories.flat();
}

async function entriesOf(handle: WorkflowHandle, runId: string): Promise<HistoryEntry[]> {
  const { events } = await handle.fetchHistory();
  const types = new Map<string, string>();
  return (events ?? []).map((event) => {
    const scheduled = event.activityTaskScheduledEventAttributes;
    const summary = textOf(event.userMetadata?.summary);
    if (scheduled) types.set(String(event.eventId), summary ?? scheduled.activityType?.name ?? '');
    return {
      runId,
      eventId: Number(event.eventId),
      at: new Date(Number(event.eventTime?.seconds ?? 0) * 1000 + Number(event.eventTime?.nanos ?? 0) / 1_000_000),
      type: kindOf(event),
      summary,
      name: nameOf(event, types),
      failure: failureOf(event),
    };
  });
}

/** The only attribute field that is set names the kind. */
function kindOf(event: RawEvent): string {
  const field = Object.keys(event).find((key) => key.endsWith('EventAttributes') && event[key as keyof RawEvent]) ?? '';
  const kind = field.replace(/EventAttributes$/, '');
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

function nameOf(event: RawEvent, types: ReadonlyMap<string, string>): string | null {
  const scheduled = event.activityTaskScheduledEventAttributes?.activityType?.name;
  const signalled = event.workflowExecutionSignaledEventAttributes?.signalName;
  return scheduled ?? signalled ?? activityEnded(event, types) ?? withinTheTask(event) ?? timerOf(event);
}

/** Later events of an activity only point to the one that scheduled it. */
function activityEnded(event: RawEvent, types: ReadonlyMap<string, string>): string | null {
  const later =
    event.activityTaskStartedEventAttributes ??
    event.activityTaskCompletedEventAttributes ??
    event.activityTaskFailedEventAttributes ??
    event.activityTaskTimedOutEventAttributes;
  return types.get(String(later?.scheduledEventId)) ?? null;
}

/** An activity that ran within the workflow's own task left one mark, with its type in it. */
function withinTheTask(event: RawEvent): string | null {
  const data = event.markerRecordedEventAttributes?.details?.['data']?.payloads?.[0];
  return data ? (defaultPayloadConverter.fromPayload<{ activity_type?: string }>(data).activity_type ?? null) : null;
}

function timerOf(event: RawEvent): string | null {
  const timer =
    event.timerStartedEventAttributes ?? event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
  return timer?.timerId ?? null;
}

function failureOf(event: RawEvent): string | null {
  const { activityTaskFailedEventAttributes: activity, workflowExecutionFailedEventAttributes: workflow } = event;
  const terminated = event.workflowExecutionTerminatedEventAttributes?.reason;
  return activity?.failure?.message ?? workflow?.failure?.message ?? terminated ?? null;
}

function textOf(payload: Payload | null | undefined): string | null {
  return payload ? defaultPayloadConverter.fromPayload<string>(payload) : null;
}
