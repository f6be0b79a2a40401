import { z } from 'zod';

/** What the API reads from its environment. The descriptions for real machines (infra/compose, infra/helm) are held against it. */
export const settings = z.object({
  PORT: z.coerce.number().int().default(4400),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string(),
  DATABASE_POOL: z.coerce.number().int().min(2).default(12),
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string().default('vermilion-api'),
  /** So often at most the issuer is asked for keys that nobody knows. */
  OIDC_KEYS_COOLDOWN_MS: z.coerce.number().int().default(30_000),
  TEMPORAL_ADDRESS: z.string(),
  /** Where operations find the pages of the workflow engine. */
  TEMPORAL_UI_URL: z.url().optional(),
  VERMILION_DATA: z.string(),
  VERMILION_MASTER_KEY_FILE: z.string(),
  /** With what persons' words are encrypted from now on; what is there stays readable. */
  PRIVATE_CIPHER: z.enum(['aes-256-gcm', 'sm4-cbc-hmac-sm3']).default('aes-256-gcm'),
  /** `host:port` of a clamd: with one, no upload is kept without its verdict. */
  CLAMD_ADDRESS: z
    .string()
    .regex(/^\S+:\d+$/)
    .optional(),
  BODY_LIMIT: z.coerce.number().int().default(1_048_576),
  /** What is printed on papers for whoever checks them; by default where this process listens. */
  PUBLIC_URL: z.url().optional(),
  /** The client under which browsers are signed in. */
  OIDC_WEB_CLIENT: z.string().default('vermilion-web'),
  /** The directory of the built web application; without one, only the API is served. */
  WEB_PAGES: z.string().optional(),
  /** Addresses and networks, separated by commas, whose word on whom they ask for is taken (`X-Forwarded-For`). */
  TRUSTED_PROXIES: z.string().optional(),
  OFFERED_PROCEDURES: z.string().optional(),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(6_000),
  OBJECTIONS_PER_MINUTE: z.coerce.number().int().min(0).default(10),
  /** So long a sign-in counts as fresh for 签发 and for taking data away; 0: nobody is asked again. */
  FRESH_SIGN_IN_SECONDS: z.coerce.number().int().min(0).default(900),
  /** Hosts to which events may be sent, `host` or `host:port`, separated by commas; none: there are no webhooks. */
  WEBHOOK_HOSTS: z.string().default(''),
  /** The key from which the secrets of webhooks follow, 32 bytes in hexadecimal; needed where there are any. */
  WEBHOOK_KEY_FILE: z.string().default(''),
  SESSION_IDLE_SECONDS: z.coerce.number().int().min(1).default(1_800),
});
