import { z } from 'zod';

/** What the worker reads from its environment. The descriptions for real machines (infra/compose, infra/helm) are held against it. */
export const settings = z.object({
  DATABASE_URL: z.string(),
  VERMILION_MASTER_KEY_FILE: z.string(),
  /** With what persons' words are encrypted from now on; the same as the API's. */
  PRIVATE_CIPHER: z.enum(['aes-256-gcm', 'sm4-cbc-hmac-sm3']).default('aes-256-gcm'),
  TEMPORAL_ADDRESS: z.string(),
  CACHED_CASES: z.coerce.number().int().min(2).default(600),
  PORT: z.coerce.number().int().default(4411),
  /** Where the probes listen; on a machine of its own, on every address. */
  HOST: z.string().default('127.0.0.1'),
});
