import { allHandlersFinished, condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import { forKeepers } from './activities.js';
import type { KeeperInput } from './messages/keeper.js';
import { wake } from './messages/keeper.js';

/**
 * Due rows that one activity fires at most; what is left, the next one fires. The next one waits in the queue behind the tasks of all cases to which
 * something has happened, so that a herd is better fired in one go.
 */
const HERD = 5_000;
/** The longest sleep, in milliseconds: nothing fires later than this, even when nobody wakes the keeper. */
const BEAT = 5_000;
/** History events after which a run hands over to a new one. */
const LONG_RUN = 2_000;

/**
 * A keeper of the clock for a range of shards, for ever: what is due is fired, whoever missed it is escalated, and the manual clock, when
 * it has somewhere to go, takes its next step only after that.
 */
export async function keeper({ shards }: KeeperInput): Promise<never> {
  let woken = false;
  setHandler(wake, () => {
    woken = true;
  });
  while (workflowInfo().historyLength < LONG_RUN && !workflowInfo().continueAsNewSuggested) {
    woken = false;
    const outlook = await fireAllDue({ shards });
    if (outlook.escalationsDue) await escalate({ shards });
    if (outlook.clockHasTarget) await forKeepers.stepClock.executeWithOptions({ summary: '推进演示时钟' }, []);
    else await condition(() => woken, beat(outlook.nextDueInMs), { summary: '等待下一到期时点' });
  }
  await condition(allHandlersFinished);
  return continueAsNew<typeof keeper>({ shards });
}

/** How long to sleep, in milliseconds. */
function beat(nextDueInMs: number | null): number {
  return Math.max(1, Math.min(nextDueInMs ?? BEAT, BEAT));
}

/** Fires herd after herd until no due row is left in these shards. */
async function fireAllDue({ shards }: KeeperInput): ReturnType<typeof forKeepers.fireDue> {
  for (;;) {
    const outlook = await forKeepers.fireDue.executeWithOptions({ summary: '处理到期事项' }, [{ shards, limit: HERD }]);
    if (!outlook.more) return outlook;
  }
}

/** Tells the escalation of each missed instant that its next rung is due; the first rung starts it. */
async function escalate({ shards }: KeeperInput): Promise<void> {
  const due = await forKeepers.dueEscalations.executeWithOptions({ summary: '查找到期督办' }, [{ shards }]);
  for (const rung of due) {
    await forKeepers.startEscalation.executeWithOptions({ summary: `启动督办:${rung.obligation}` }, [rung]);
  }
}
