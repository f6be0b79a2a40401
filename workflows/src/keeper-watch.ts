import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '@vermilion/activities';

const { ensureKeepers } = proxyActivities<Pick<Activities, 'ensureKeepers'>>({ startToCloseTimeout: '20 seconds' });

/** Run by a schedule every minute: whatever happened to a keeper, it exists again soon. */
export async function keeperWatch(): Promise<void> {
  await ensureKeepers();
}
