import { isLoopback } from './addresses.js';

const MOST_LETTERS = 2_000;
/** A name or an address, and a port: nothing that would stand for several hosts. */
const PLACE = /^(\[[0-9a-f:.]+\]|[^\s/\\@?#%*:[\]]+)(:\d{1,5})?$/iu;

/** Why nothing may be sent to an address on the web. */
export type UrlFault = 'unsafe' | 'host' | 'port';

/** Where an installation lets requests go that somebody else has asked for. */
export interface AllowedHosts {
  /** Nowhere at all. */
  readonly none: boolean;
  /** @returns why not there; null when it may be */
  faultOf(url: string): UrlFault | null;
}

/**
 * Reads `host` and `host:port`, separated by commas: names, no patterns; without a port that of https. Over anything but https nothing goes, unless the
 * host is this machine. @throws when an entry is no host
 */
export function allowedHosts(list: string): AllowedHosts {
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(placeIn);
  return {
    none: entries.length === 0,
    faultOf(text) {
      const url = URL.canParse(text) && text.length <= MOST_LETTERS ? new URL(text) : null;
      if (!url || !isSafe(url)) return 'unsafe';
      const ofHost = entries.filter(({ host }) => host === url.hostname);
      if (ofHost.length === 0) return 'host';
      return ofHost.some(({ port }) => port === portOf(url)) ? null : 'port';
    },
  };
}

/** The name of the host as it is looked up: an address of version 6 without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether the host is this machine by its very name. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || isLoopback(host);
}

function placeIn(entry: string): { readonly host: string; readonly port: string } {
  if (!PLACE.test(entry) || !URL.canParse(`https://${entry}`)) throw new Error(`not a host: ${entry}`);
  const url = new URL(`https://${entry}`);
  return { host: url.hostname, port: portOf(url) };
}

function portOf({ port, protocol }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port;
}

function isSafe(url: URL): boolean {
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(hostOf(url)));
}
