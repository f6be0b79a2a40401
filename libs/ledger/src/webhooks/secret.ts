import { createHmac } from 'node:crypto';
import { readKeyFile } from '../core/secrets.js';

/** What a webhook's sender and its receiver know, and nobody else. */
export type WebhookSecrets = (webhook: string, generation: number) => Buffer;

/**
 * The secrets of all webhooks: each follows from the installation's key, so that none is kept, and who reads the database or a backup of it can sign nothing.
 * @param file 32 bytes in hexadecimal
 */
export async function webhookSecrets(file: string): Promise<WebhookSecrets> {
  const key = await readKeyFile(file);
  return (webhook, generation) => createHmac('sha256', key).update(`webhook ${webhook} ${generation}`).digest();
}
