import { z } from 'zod';
import { InstantText, OrganisationId, pageOf, PersonId } from './words.js';

const asked = {
  organisation: OrganisationId,
  url: z
    .string()
    .min(1)
    .max(2_000)
    .regex(/^[\x21-\x7e]+$/)
    .meta({
      description: 'Where events are sent: https, a host that the installation allows',
      example: 'https://hooks.example/vermilion',
    }),
};

/** Events of an organisation's cases are to be sent to its own system. */
export const AskForWebhook = z.strictObject(asked).meta({ id: 'AskForWebhook' });
export const WebhookId = z.uuid();
const view = {
  id: WebhookId,
  ...asked,
  state: z.enum(['active', 'disabled']),
  generation: z.number().int().positive().meta({ description: 'Which of its secrets is in force' }),
  createdBy: PersonId,
  createdAt: InstantText,
  waiting: z.number().int().meta({ description: 'Events that are still to be sent' }),
  failed: z.number().int().meta({ description: 'Events that were given up within the last 90 days' }),
  lastSentAt: InstantText.nullable(),
  reason: z
    .string()
    .nullable()
    .meta({ description: 'Why it takes nothing, or nothing more, as a code; null while all is well' }),
};
export const WebhookView = z
  .object(view)
  .meta({ id: 'Webhook', description: 'Where events of an organisation are sent' });
export const WebhookWithSecret = z
  .object({
    ...view,
    secret: z.string().meta({ description: '`whsec_…`, as Standard Webhooks writes it. Shown this once' }),
  })
  .meta({ id: 'WebhookWithSecret' });
export const WebhookPage = pageOf('WebhookPage', WebhookView);

export type AskForWebhook = z.infer<typeof AskForWebhook>;
export type WebhookView = z.infer<typeof WebhookView>;
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;
export type WebhookPage = z.infer<typeof WebhookPage>;
