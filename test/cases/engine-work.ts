import { connectTemporal } from '@vermilion/temporal';
import { applicationId } from '@vermilion/workflows';
import type { SqlClient } from '../support/sql-client.js';

/** What Temporal remembers of one case, on average. */
export interface EngineWork {
  readonly events: number;
  readonly signals: number;
  readonly activities: number;
}

/** Cases that are looked at. */
const SAMPLE = 20;

/** Of the last cases that were closed. */
export async function engineWorkPerCase(client: SqlClient, address: string): Promise<EngineWork> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM "case" WHERE phase = 'closed' ORDER BY closed_at DESC LIMIT ${SAMPLE}`,
  );
  const gateway = await connectTemporal(address);
  try {
    const kinds: string[] = [];
    for (const { id } of rows) kinds.push(...(await gateway.historyOf(applicationId(id))).map(({ type }) => type));
    const each = (kind?: string) =>
      Math.round((kinds.filter((type) => !kind || type === kind).length / rows.length) * 10) / 10;
    return {
      events: each(),
      signals: each('WorkflowExecutionSignaled'),
      activities: each('ActivityTaskScheduled'),
    };
  } finally {
    await gateway.close();
  }
}
