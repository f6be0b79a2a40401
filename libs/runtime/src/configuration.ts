import type { z } from 'zod';

/** The environment does not fit what the program needs. Names the variables, never their values. */
export class ConfigurationError extends Error {}

/**
 * Reads and checks the environment. Empty variables count as absent.
 * @throws ConfigurationError naming every variable that is missing or unfit, all at once.
 */
export function readConfiguration<T extends z.ZodType>(schema: T, env: NodeJS.ProcessEnv = process.env): z.infer<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`configuration: ${faults.join('; ')}`);
}
