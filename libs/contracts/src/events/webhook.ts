import type { EventType } from '@vermilion/domain';
import { z } from 'zod';
import { CaseId, InstantText } from '../http/words.js';
import { cloudEventType } from './envelope.js';

/**
 * What is sent to a webhook: that something happened in a case, and where to read it. Nothing of what happened, and nobody's name. Source: Standard Webhooks
 * 1.0, payload structure (`type`, `timestamp`, `data`; “thin”).
 */
export const WebhookEvent = z
  .strictObject({
    type: z.string().meta({
      description: '`vermilion.<event>.v1`, as on the topic of cases',
      example: 'vermilion.application.returned.v1',
    }),
    timestamp: InstantText,
    data: z.strictObject({
      case: CaseId.nullable().meta({ description: 'null in a test' }),
      seq: z
        .number()
        .int()
        .positive()
        .nullable()
        .meta({ description: 'Position among the events of the case; those of one case come in order' }),
    }),
  })
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** @param at business time */
export function webhookEvent(type: EventType, at: string, caseId: string, seq: number): WebhookEvent {
  return { type: cloudEventType(type), timestamp: at, data: { case: caseId, seq } };
}

/** What is sent to see whether a webhook is heard. */
export function webhookTest(at: string): WebhookEvent {
  return { type: 'vermilion.webhook.tested.v1', timestamp: at, data: { case: null, seq: null } };
}
