import { EntitySchema } from 'typeorm';
import { instant, integer, key, optional, serial, text, uuid, type Columns } from './column.js';

/** That events of an organisation's cases are sent to its own system. What signs them is nowhere in the database. */
export interface WebhookRow {
  id: string;
  organisation: string;
  url: string;
  state: 'active' | 'disabled';
  /** Which of its secrets is in force; the one before it signs as well for a day after `rotated_at`. */
  generation: number;
  rotated_at: Date | null;
  /** How often it has failed since it last took something. */
  failures: number;
  /** Not before then is anything sent; while somebody sends, the end of the claim. */
  next_at: Date;
  /** Why it takes nothing, or nothing more. */
  reason: string | null;
  created_by: string;
  created_at: Date;
}

const webhookColumns = {
  id: key('webhook', uuid),
  organisation: text,
  url: text,
  state: text,
  generation: { ...integer, default: 1 },
  rotated_at: optional(instant),
  failures: { ...integer, default: 0 },
  next_at: { ...instant, default: () => 'now()' },
  reason: optional(text),
  created_by: text,
  created_at: { ...instant, default: () => 'now()' },
} satisfies Columns<WebhookRow>;

export const WebhookTable = new EntitySchema<WebhookRow>({
  name: 'webhook',
  columns: webhookColumns,
  indices: [{ name: 'webhook_active', columns: ['organisation', 'url'], unique: true, where: `state = 'active'` }],
});

/** An event on its way to a webhook, once for each of both. `event_id` is what its receiver knows a repetition by. */
export interface WebhookDeliveryRow {
  /** Their order. */
  id: string;
  webhook: string;
  event_id: string;
  body: string;
  state: 'pending' | 'sent' | 'failed';
  attempts: number;
  next_at: Date;
  created_at: Date;
  sent_at: Date | null;
  error: string | null;
}

const deliveryColumns = {
  id: serial('webhook_delivery'),
  webhook: uuid,
  event_id: text,
  body: text,
  state: { ...text, default: 'pending' },
  attempts: { ...integer, default: 0 },
  next_at: { ...instant, default: () => 'now()' },
  created_at: { ...instant, default: () => 'now()' },
  sent_at: optional(instant),
  error: optional(text),
} satisfies Columns<WebhookDeliveryRow>;

export const WebhookDeliveryTable = new EntitySchema<WebhookDeliveryRow>({
  name: 'webhook_delivery',
  columns: deliveryColumns,
  uniques: [{ name: 'webhook_delivery_event', columns: ['webhook', 'event_id'] }],
  indices: [
    { name: 'webhook_delivery_pending', columns: ['webhook', 'id'], where: `state = 'pending'` },
    { name: 'webhook_delivery_done', columns: ['created_at'], where: `state <> 'pending'` },
  ],
});
