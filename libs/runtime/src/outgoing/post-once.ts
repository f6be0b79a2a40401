import { lookup } from 'node:dns/promises';
import { request as overHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublic } from './addresses.js';
import { hostOf, isThisMachine, type AllowedHosts } from './allowed-hosts.js';

/** An address of a host, as the resolver gives it. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly HostAddress[]>;

interface Post {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

export interface PostRules {
  readonly hosts: AllowedHosts;
  /** From the beginning to the first line of the answer, in ms. */
  readonly timeoutMs: number;
  readonly resolve?: Resolve;
}

/** What came of it: what the server answered, or why nothing was, as a code that names no address. */
export type Posted = { readonly status: number } | { readonly failure: string };

/**
 * Sends one request to where somebody else has asked for it. The host must be one of those allowed; it is looked up once, every address of it is checked,
 * and the connection is made to what was checked. No redirect is followed, and of the answer nothing is read but its status: whoever asked cannot use
 * this machine to look at what only this machine reaches. Source: OWASP, Server-Side Request Forgery Prevention Cheat Sheet, case 1.
 */
export async function postOnce(post: Post, { hosts, timeoutMs, resolve = addressesOf }: PostRules): Promise<Posted> {
  const signal = AbortSignal.timeout(timeoutMs);
  if (hosts.faultOf(post.url) !== null) return { failure: 'host-not-allowed' };
  const url = new URL(post.url);
  try {
    const addresses = await within(signal, checkedAddresses(hostOf(url), resolve));
    return addresses ? { status: await answerTo(post, url, addresses, signal) } : { failure: 'address-not-allowed' };
  } catch (error) {
    return { failure: signal.aborted ? 'timeout' : codeOf(error) };
  }
}

/** @returns null when one of them leads where nothing may go */
async function checkedAddresses(host: string, resolve: Resolve): Promise<readonly HostAddress[] | null> {
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  const may = isThisMachine(host) ? isLoopback : isPublic;
  return addresses.length > 0 && addresses.every(({ address }) => may(address)) ? addresses : null;
}

/** @returns the status */
function answerTo(
  { headers, body }: Post,
  url: URL,
  addresses: readonly HostAddress[],
  signal: AbortSignal,
): Promise<number> {
  const options = { method: 'POST', agent: false, signal, lookup: only(addresses), headers: { ...headers } };
  return new Promise((resolve, reject) => {
    const answered = (answer: IncomingMessage) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    };
    const request: ClientRequest =
      url.protocol === 'https:' ? overHttps(url, options, answered) : overHttp(url, options, answered);
    request.on('error', reject);
    request.end(body);
  });
}

/** Looks nothing up: the addresses are those that were checked. */
function only(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, { all }, done) => {
    const [first] = addresses;
    if (all === true) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
}

const addressesOf: Resolve = (host) => lookup(host, { all: true, verbatim: true });

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true });
  });
  return Promise.race([work, late]);
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'no-answer';
}
