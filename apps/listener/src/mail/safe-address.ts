/** Domains that exist only in examples and tests (RFC 2606, RFC 6761): mail for them must not reach a real server. */
const RESERVED = /(^|\.)(invalid|example|test|localhost|example\.(com|net|org))$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** True for an address that belongs to nobody. What has no domain at all belongs to nobody either. */
export function isReserved(address: string): boolean {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .replace(/[.>]+$/, '')
    .toLowerCase();
  return domain === '' || RESERVED.test(domain) || !address.includes('@');
}

/** True when the mail server runs on this machine. */
export function isLoopback(smtpUrl: string): boolean {
  return LOOPBACK.test(new URL(smtpUrl).hostname.toLowerCase());
}
