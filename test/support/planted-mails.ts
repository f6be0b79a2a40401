import type { SqlClient } from './sql-client.js';

/** Addresses of nobody (RFC 6761), which are handed only to a mail server of this machine. */
export const addressOf = (of: string, n: number): string => `${of}-${n}@example.invalid`;

/** The Message-ID of the n-th mail. */
export const messageIdOf = (of: string, n: number): string => `<${of}-${n}@vermilion>`;

/** Puts mails into the queue as the notifier does, due at once; addresses take turns. The connection has the engine's role. */
export async function plantMails(
  sql: Pick<SqlClient, 'query'>,
  of: string,
  { mails, addresses }: { readonly mails: number; readonly addresses: number },
): Promise<void> {
  await sql.query(
    `WITH told AS (
       INSERT INTO notification (recipient, kind, instant, digest_key, title, body)
       SELECT 'bench:' || n % $3::int, 'limit.reminded', '2018-03-01T09:00:00+08:00', $1::text || ' ' || n,
              jsonb_build_object('zh', '限期提醒 ' || n, 'en', 'A limit comes near ' || n),
              jsonb_build_object('zh', '请于期限内办理。', 'en', 'Please act before the date.')
         FROM generate_series(0, $2::int - 1) n RETURNING id, recipient, digest_key),
       items AS (
       INSERT INTO notification_item (event_id, recipient, notification_id, case_id, due_at)
       SELECT digest_key, recipient, id, digest_key, '2018-03-15T00:00:00+08:00' FROM told)
     INSERT INTO delivery (notification_id, channel, address, state, next_at, message_id)
     SELECT id, 'mail', $1 || '-' || n % $3::int || '@example.invalid', 'pending', now(), '<' || $1 || '-' || n || '@vermilion>'
       FROM told, LATERAL (SELECT split_part(digest_key, ' ', 2)::int AS n) t ORDER BY n`,
    [of, mails, addresses],
  );
}

/** How many mails still have to go out. */
export async function unsentMails(sql: Pick<SqlClient, 'query'>): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM delivery WHERE state = 'pending'`);
  return rows[0]?.n ?? 0;
}
