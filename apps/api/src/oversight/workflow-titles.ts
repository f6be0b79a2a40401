import type { Text } from '@vermilion/domain';
import type { EngineHistory } from './engine.js';

/** What the engine's kinds of events mean to people; `{what}` is the summary or the name of the thing. */
const TITLES: { readonly [type: string]: Text | undefined } = {
  WorkflowExecutionStarted: { zh: '流程启动', en: 'Workflow started' },
  WorkflowExecutionSignaled: { zh: '流程收到信号：{what}', en: 'Workflow signalled: {what}' },
  WorkflowExecutionCompleted: { zh: '流程结束', en: 'Workflow completed' },
  WorkflowExecutionFailed: { zh: '流程失败', en: 'Workflow failed' },
  WorkflowExecutionTerminated: { zh: '流程被终止', en: 'Workflow terminated' },
  WorkflowExecutionContinuedAsNew: { zh: '流程换新运行', en: 'Workflow continued as new' },
  WorkflowTaskFailed: { zh: '流程推进失败', en: 'Advancing the workflow failed' },
  WorkflowTaskTimedOut: { zh: '流程推进超时', en: 'Advancing the workflow timed out' },
  ActivityTaskScheduled: { zh: '安排活动：{what}', en: 'Activity scheduled: {what}' },
  ActivityTaskCompleted: { zh: '活动完成：{what}', en: 'Activity completed: {what}' },
  ActivityTaskFailed: { zh: '活动失败：{what}', en: 'Activity failed: {what}' },
  ActivityTaskTimedOut: { zh: '活动超时：{what}', en: 'Activity timed out: {what}' },
  MarkerRecorded: { zh: '随流程完成：{what}', en: 'Done with the workflow: {what}' },
  TimerStarted: { zh: '开始等待：{what}', en: 'Waiting: {what}' },
  TimerFired: { zh: '等待结束：{what}', en: 'Waited: {what}' },
  TimerCanceled: { zh: '取消等待：{what}', en: 'Wait cancelled: {what}' },
};

/** The engine's own bookkeeping: it says nothing about the case. Failures of it do, and stay. */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  'WorkflowTaskScheduled',
  'WorkflowTaskStarted',
  'WorkflowTaskCompleted',
  'ActivityTaskStarted',
  'UpsertWorkflowSearchAttributes',
  'WorkflowPropertiesModified',
]);

/** Whether an entry of the engine's history belongs on a time line for people. */
export function tellsOfTheCase({ type }: EngineHistory[number]): boolean {
  return !BOOKKEEPING.has(type);
}

/** What an entry of the engine's history is called. Kinds without a title keep the engine's own name. */
export function workflowTitle({ type, name, summary }: EngineHistory[number]): Text {
  const title = TITLES[type] ?? { zh: `引擎：${type}`, en: `Engine: ${type}` };
  const what = summary ?? name ?? '—';
  return { zh: title.zh.replace('{what}', what), en: title.en.replace('{what}', what) };
}
