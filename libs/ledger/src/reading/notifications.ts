import type { Instant, Text } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import { ITEMS_OF_N, type NotificationItem } from '../notices/items.js';
import type { Session } from '../session.js';
import type { NotificationRow } from '../tables/notices.js';
import { Conditions, CursorError, pageFrom, placeOf, type Page, type PageAsked } from './page.js';

/** A message in the inbox of an organisation. */
export interface NotificationEntry {
  readonly id: string;
  readonly kind: string;
  readonly caseId: string | null;
  readonly title: Text;
  readonly body: Text;
  readonly items: readonly NotificationItem[];
  /** Business time. */
  readonly instant: Instant;
  readonly readAt: Instant | null;
}

const COLUMNS = `n.id, n.kind, n.case_id, n.title, n.body, ${ITEMS_OF_N}, n.instant, n.read_at`;

type Read = NotificationRow & { readonly items: readonly NotificationItem[] };

/** The inbox of a recipient, the newest first. */
export async function listNotifications(
  session: Session,
  recipient: string,
  unread: boolean,
  page: PageAsked,
): Promise<Page<NotificationEntry>> {
  const where = new Conditions();
  where.add('recipient = ?', recipient);
  if (unread) where.add('read_at IS NULL');
  const place = placeOf(page, 'id');
  if (place) where.add('id < ?::bigint', numberIn(place[1]));
  const limit = where.parameter(page.limit + 1);
  const rows = await session.rows<Read>(
    `SELECT ${COLUMNS} FROM notification n ${where.toString()} ORDER BY id DESC LIMIT ${limit}`,
    where.parameters,
  );
  return pageFrom(rows, page, (row) => ['', row.id], entryOf);
}

/** How many messages of a recipient are unread. */
export async function countUnread(session: Session, recipient: string): Promise<number> {
  const row = await session.first<{ unread: number }>(
    'SELECT count(*)::int AS unread FROM notification WHERE recipient = $1 AND read_at IS NULL',
    [recipient],
  );
  return row?.unread ?? 0;
}

/** Marks a message read. @returns whether the recipient has such a message. A second time changes nothing. */
export async function markRead(session: Session, recipient: string, id: string): Promise<boolean> {
  const changed = await session.execute(
    'UPDATE notification SET read_at = coalesce(read_at, now()) WHERE id = $1::bigint AND recipient = $2',
    [id, recipient],
  );
  return changed > 0;
}

/** Marks everything read that a recipient had been told up to a message; what has come since stays unread. @returns how many were not read before */
export async function markReadUpTo(session: Session, recipient: string, id: string): Promise<number> {
  return session.execute(
    'UPDATE notification SET read_at = now() WHERE recipient = $1 AND id <= $2::bigint AND read_at IS NULL',
    [recipient, id],
  );
}

/** The messages of a recipient that came after `afterId`, in order. */
export async function notificationsSince(
  session: Session,
  recipient: string,
  afterId: string,
  limit: number,
): Promise<readonly NotificationEntry[]> {
  const rows = await session.rows<Read>(
    `SELECT ${COLUMNS} FROM notification n WHERE recipient = $1 AND id > $2::bigint ORDER BY id LIMIT $3`,
    [recipient, afterId, limit],
  );
  return rows.map(entryOf);
}

/** These of the messages of a recipient, in order. */
export async function notificationsNumbered(
  session: Session,
  recipient: string,
  ids: readonly string[],
): Promise<readonly NotificationEntry[]> {
  const rows = await session.rows<Read>(
    `SELECT ${COLUMNS} FROM notification n WHERE recipient = $1 AND id = ANY($2::bigint[]) ORDER BY id`,
    [recipient, ids],
  );
  return rows.map(entryOf);
}

/** The id of the newest message of a recipient; zero when there is none. */
export async function newestNotification(session: Session, recipient: string): Promise<string> {
  const row = await session.first<{ id: string }>(
    'SELECT coalesce(max(id), 0)::text AS id FROM notification WHERE recipient = $1',
    [recipient],
  );
  return row?.id ?? '0';
}

function numberIn(id: string): string {
  if (!/^\d{1,18}$/.test(id)) throw new CursorError('the cursor is not one of ours');
  return id;
}

function entryOf(row: Read): NotificationEntry {
  return {
    id: row.id,
    kind: row.kind,
    caseId: row.case_id,
    title: row.title,
    body: row.body,
    items: row.items,
    instant: instantOf(row.instant),
    readAt: row.read_at && instantOf(row.read_at),
  };
}
