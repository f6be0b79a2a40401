import { z } from 'zod';

/** What the relay reads from its environment. The descriptions for real machines (infra/compose, infra/helm) are held against it. */
export const settings = z.object({
  DATABASE_URL: z.string(),
  KAFKA_BROKERS: z.string(),
  PORT: z.coerce.number().int().default(4409),
  /** A directory with the keys that sign anchors, and the file to which anchors are added; without them none are taken. */
  ANCHOR_KEYS_DIR: z.string().optional(),
  ANCHOR_FILE: z.string().optional(),
  ANCHOR_EVERY_SECONDS: z.coerce.number().int().min(1).default(300),
  HOST: z.string().default('127.0.0.1'),
});
