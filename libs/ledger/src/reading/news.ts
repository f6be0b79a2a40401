import type { Session } from '../session.js';

/** Somebody who listens, and what was there already when they last heard: a snapshot of PostgreSQL, as text. */
export interface Listener {
  readonly recipient: string;
  readonly heard: string;
}

/** What is there by now, and the messages that each listener has not heard of, or that have grown since. */
export interface News {
  readonly heard: string;
  readonly ids: readonly (readonly string[])[];
}

/** Where whoever begins to listen now begins. */
export async function hearFromNow(session: Session): Promise<string> {
  const row = await session.first<{ heard: string }>('SELECT pg_current_snapshot()::text AS heard');
  return row?.heard ?? '';
}

/**
 * What was committed since each of the listeners last heard, in their order. By transactions and not by numbers: what was begun before and
 * committed after is news, too, and so is what has joined a message that is there. Nothing is passed over, and nothing comes twice.
 */
export async function newsFor(session: Session, listeners: readonly Listener[]): Promise<News> {
  // Numbers of transactions that are yet to come are those of another server, whose rows were brought here: they are no news.
  const rows = await session.rows<{ heard: string; ids: string[] }>(
    `SELECT pg_current_snapshot()::text AS heard,
            ARRAY(SELECT DISTINCT i.notification_id::text FROM notification_item i
                   WHERE i.recipient = f.recipient AND i.told_in >= pg_snapshot_xmin(f.heard)::text::bigint
                     AND i.told_in < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                     AND NOT pg_visible_in_snapshot(i.told_in::text::xid8, f.heard)) AS ids
       FROM unnest($1::text[], $2::pg_snapshot[]) WITH ORDINALITY AS f(recipient, heard, place) ORDER BY f.place`,
    [listeners.map(({ recipient }) => recipient), listeners.map(({ heard }) => heard)],
  );
  return { heard: rows[0]?.heard ?? '', ids: rows.map(({ ids }) => ids) };
}
