import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '@vermilion/activities';

/**
 * An outage (database, network) is retried for ever with growing pauses: state cannot be lost by waiting. Defects come as non-retryable
 * failures; refusals come as values.
 */
const forEver = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

/** A case's own work: short transactions on one case. */
export const forCases = proxyActivities<Pick<Activities, 'look' | 'act' | 'reportStuck'>>({
  startToCloseTimeout: '30 seconds',
  retry: forEver,
});

/**
 * A case's work within the workflow's own task. Through the task queue each piece costs the engine a task, three events and a second workflow
 * task, as much again as all else that a move of a case asks of it. A long pause between two tries is a timer, so that the task ends. A task
 * that is lost is done anew, and the ledger knows by the key what was done in it.
 */
export const withinTheTask = proxyLocalActivities<Pick<Activities, 'look' | 'act'>>({
  startToCloseTimeout: '30 seconds',
  localRetryThreshold: '5 seconds',
  retry: forEver,
});

/** A round's own work: one transaction on the round and all its cases. */
export const forRounds = proxyActivities<Pick<Activities, 'lookAtRound' | 'actOnRound' | 'reportRoundStuck'>>({
  startToCloseTimeout: '30 seconds',
  retry: forEver,
});

/** Bringing cases along: a batch of short transactions, heartbeating, so that the loss of a worker is felt soon. */
export const forFollowers = proxyActivities<Pick<Activities, 'followRound'>>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '15 seconds',
  retry: forEver,
});

/** A keeper's work: herds of due rows, heartbeating. Retried soon, since people are waiting for the clock. */
export const forKeepers = proxyActivities<
  Pick<Activities, 'fireDue' | 'stepClock' | 'dueEscalations' | 'startEscalation'>
>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { ...forEver, maximumInterval: '5 seconds' },
});

/** An escalation's work: a digest over all cases of one missed instant, heartbeating. */
export const forEscalations = proxyActivities<
  Pick<Activities, 'notifyLeadBureau' | 'notifyCoResponsibleBureaus' | 'notifySupervisionOffice'>
>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: forEver,
});
