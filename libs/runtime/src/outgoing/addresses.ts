import { BlockList, isIP } from 'node:net';

type Range = readonly [network: string, prefix: number];

/**
 * Networks of version 4 that are nobody's on the internet, or lead back to the machine, its own network or its cloud. Source: IANA IPv4 Special-Purpose
 * Address Registry (RFC 6890), RFC 1112 (multicast, reserved); 168.63.129.16 is the metadata service of Azure, the others' lie within 169.254.0.0/16,
 * 100.64.0.0/10 and 192.0.0.0/24.
 */
const CLOSED_4: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** All that has been given out of version 6 is global unicast; what carries an address of version 4 in other clothes lies outside, but for 6to4. */
const OPEN_6: Range = ['2000::', 3];
/** Within it: protocols (Teredo), documentation, 6to4. Source: IANA IPv6 Special-Purpose Address Registry. */
const CLOSED_6: readonly Range[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed4 = listOf(CLOSED_4, 'ipv4');
const closed6 = listOf(CLOSED_6, 'ipv6');
const open6 = listOf([OPEN_6], 'ipv6');
const loopback4 = listOf([['127.0.0.0', 8]], 'ipv4');

/** Whether an address is one of the public internet: not this machine, not a network behind it, nobody's, nor one of many. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !closed4.check(address, 'ipv4');
  return isIP(address) === 6 && open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

/** Whether an address is this machine. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && loopback4.check(address, 'ipv4'));
}

function listOf(ranges: readonly Range[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}
