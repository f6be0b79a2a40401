import { EntitySchema } from 'typeorm';
import { bigint, boolean, instant, integer, jsonb, key, optional, serial, text, type Columns } from './column.js';

/** A message in somebody's inbox. `title` and `body` are `{zh, en}`; one `digest_key` gives one message. */
export interface NotificationRow {
  id: string;
  recipient: string;
  kind: string;
  /** Business time. */
  instant: Date;
  digest_key: string;
  title: { readonly zh: string; readonly en: string };
  body: { readonly zh: string; readonly en: string };
  case_id: string | null;
  created_at: Date;
  read_at: Date | null;
}

const notificationColumns = {
  id: serial('notification'),
  recipient: text,
  kind: text,
  instant,
  digest_key: text,
  title: jsonb,
  body: jsonb,
  case_id: optional(text),
  created_at: { ...instant, default: () => 'now()' },
  read_at: optional(instant),
} satisfies Columns<NotificationRow>;

export const NotificationTable = new EntitySchema<NotificationRow>({
  name: 'notification',
  columns: notificationColumns,
  uniques: [{ name: 'notification_digest_key', columns: ['digest_key'] }],
  indices: [{ name: 'notification_recipient', columns: ['recipient', 'id'] }],
});

/** Which events a message tells of; each event reaches each recipient once. */
export interface NotificationItemRow {
  event_id: string;
  recipient: string;
  notification_id: string;
  case_id: string;
  /** The date that the item is about, if there is one. */
  due_at: Date | null;
  /** Number of the transaction in which it was told: one that never comes again. */
  told_in: string;
}

const notificationItemColumns = {
  event_id: key('notification_item', text),
  recipient: key('notification_item', text),
  notification_id: bigint,
  case_id: text,
  due_at: optional(instant),
  told_in: { ...bigint, default: () => '((pg_current_xact_id()))' },
} satisfies Columns<NotificationItemRow>;

export const NotificationItemTable = new EntitySchema<NotificationItemRow>({
  name: 'notification_item',
  columns: notificationItemColumns,
  indices: [
    { name: 'notification_item_notification', columns: ['notification_id'] },
    { name: 'notification_item_told_in', columns: ['recipient', 'told_in'] },
  ],
});

/** A message on its way out. `message_id` stays the same over all attempts; what is urgent goes before all that is not. */
export interface DeliveryRow {
  id: string;
  notification_id: string;
  channel: 'mail';
  address: string;
  state: 'pending' | 'sent' | 'failed';
  attempts: number;
  next_at: Date;
  message_id: string;
  sent_at: Date | null;
  error: string | null;
  urgent: boolean;
}

const deliveryColumns = {
  id: serial('delivery'),
  notification_id: bigint,
  channel: text,
  address: text,
  state: text,
  attempts: { ...integer, default: 0 },
  next_at: instant,
  message_id: text,
  sent_at: optional(instant),
  error: optional(text),
  urgent: { ...boolean, default: false },
} satisfies Columns<DeliveryRow>;

export const DeliveryTable = new EntitySchema<DeliveryRow>({
  name: 'delivery',
  columns: deliveryColumns,
  uniques: [{ name: 'delivery_message_id', columns: ['message_id'] }],
  indices: [
    { name: 'delivery_pending', columns: ['next_at'], where: `state = 'pending'` },
    { name: 'delivery_urgent', columns: ['next_at'], where: `state = 'pending' AND urgent` },
    { name: 'delivery_under_way', columns: ['address'], where: `state = 'pending' AND attempts > 0` },
    { name: 'delivery_notification', columns: ['notification_id'] },
    { name: 'delivery_sent', columns: ['sent_at'] },
  ],
});

/** Which consumer has done which event: written with the effect, in one transaction. */
export interface InboxRow {
  consumer: string;
  event_id: string;
  at: Date;
}

const inboxColumns = {
  consumer: key('inbox', text),
  event_id: key('inbox', text),
  at: { ...instant, default: () => 'now()' },
} satisfies Columns<InboxRow>;

export const InboxTable = new EntitySchema<InboxRow>({
  name: 'inbox',
  columns: inboxColumns,
  indices: [{ name: 'inbox_at', columns: ['at'] }],
});
