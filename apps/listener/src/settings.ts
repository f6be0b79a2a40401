import { z } from 'zod';

/** What the listener reads from its environment. The descriptions for real machines (infra/compose, infra/helm) are held against it. */
export const settings = z.object({
  DATABASE_URL: z.string(),
  KAFKA_BROKERS: z.string(),
  TEMPORAL_ADDRESS: z.string(),
  SMTP_URL: z.url(),
  MAIL_FROM: z.string().default('朱批 Vermilion <no-reply@vermilion.invalid>'),
  /** Hosts to which events may be sent, `host` or `host:port`, separated by commas; none: there are no webhooks. */
  WEBHOOK_HOSTS: z.string().default(''),
  /** The key from which the secrets of webhooks follow, 32 bytes in hexadecimal; needed where there are any. */
  WEBHOOK_KEY_FILE: z.string().default(''),
  RECONCILE_AFTER_MS: z.coerce.number().int().positive().default(120_000),
  PORT: z.coerce.number().int().default(4410),
  /** Where the probes listen; on a machine of its own, on every address. */
  HOST: z.string().default('127.0.0.1'),
});
