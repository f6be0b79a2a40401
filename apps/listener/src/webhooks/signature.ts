import { createHmac } from 'node:crypto';

/**
 * The headers of a message, by which its receiver knows who sent it, when, and whether it has come before. Source: Standard Webhooks 1.0, “Signature
 * scheme”: `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, one for each secret, a space between them.
 * @param secrets the one in force first
 * @param seconds the machine's time since 1970: receivers refuse what is old
 */
export function signedHeaders(secrets: readonly Buffer[], id: string, seconds: number, body: string) {
  const signed = `${id}.${seconds}.${body}`;
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
