import type { Session } from '../session.js';

/**
 * Marks events as done by a consumer, in the transaction of their effects. @returns those that were not done before: only for them may
 * the effect be written. Another process with the same event waits here until this transaction ends.
 */
export async function takeFromInbox(
  session: Session,
  consumer: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const taken = await session.rows<{ event_id: string }>(
    'INSERT INTO inbox (consumer, event_id) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING RETURNING event_id',
    [consumer, [...new Set(eventIds)].sort()],
  );
  return new Set(taken.map((row) => row.event_id));
}
