import { resolve } from 'node:path';
import { StartError } from '../process/start-error.js';
import { appPlaces } from '../system/places.js';
import { readConfig } from './config.js';
import { innerTemporalPorts, membersOf, portOf } from './shape.js';

const QUIET = { VERMILION_CACHE: '/tmp/vermilion-cache-of-a-test' };

describe('the configuration', () => {
  it('starts at port 4400 in .vermilion of the clone and asks for no other clock when nothing is set', () => {
    const config = readConfig(QUIET);
    expect(config.ports.api).toBe(4400);
    expect(config.ports.worker).toBe(4411);
    expect(config.home).toBe(resolve(import.meta.dirname, '../../../../.vermilion'));
    expect(config.clock).toBeUndefined();
    expect(Object.values(config.external).every((address) => address === undefined)).toBe(true);
  });

  it('shifts every port with the base', () => {
    const { ports } = readConfig({ ...QUIET, VERMILION_PORT_BASE: '9000' });
    expect(Object.values(ports)).toEqual([9000, 9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008, 9009, 9010, 9011]);
  });

  it('gives the cluster a home and ports of its own, and no two of its processes the same port', () => {
    const config = readConfig({ ...QUIET, VERMILION_SHAPE: 'cluster' });
    expect(config.home).toBe(resolve(import.meta.dirname, '../../../../.vermilion-cluster'));
    const { shape, ports } = config;
    const brokers = membersOf('kafka', shape.brokers);
    const taken = [
      ...Object.values(ports),
      ...brokers.flatMap((one) => [portOf(ports, 'kafka', one), portOf(ports, 'kafkaController', one)]),
      ...appPlaces(config).map(({ port }) => port),
      ...innerTemporalPorts(ports),
    ];
    expect(brokers).toHaveLength(3);
    expect(appPlaces(config)).toHaveLength(8);
    expect(new Set(taken).size).toBe(taken.length);
    expect(Math.max(...taken)).toBeLessThan(config.portBase + 100);
    expect(() => readConfig({ ...QUIET, VERMILION_SHAPE: 'many' })).toThrow('VERMILION_SHAPE');
  });

  it.each(['x', '80', '65530', '44.5'])('refuses the port base %s and names the variable', (base) => {
    expect(() => readConfig({ ...QUIET, VERMILION_PORT_BASE: base })).toThrow(/VERMILION_PORT_BASE/);
  });

  it('refuses an unknown clock', () => {
    expect(readConfig({ ...QUIET, VERMILION_CLOCK: 'real' }).clock).toBe('real');
    expect(() => readConfig({ ...QUIET, VERMILION_CLOCK: 'fast' })).toThrow(StartError);
  });

  it('takes servers that somebody else runs', () => {
    const { external } = readConfig({ ...QUIET, KAFKA_BROKERS: 'a:1,b:2', TEMPORAL_ADDRESS: 'c:3', OIDC_ISSUER: '' });
    expect(external).toMatchObject({ kafkaBrokers: 'a:1,b:2', temporalAddress: 'c:3', oidcIssuer: undefined });
  });

  it('does not take its own servers for those of somebody else', () => {
    const shell = { KAFKA_BROKERS: '127.0.0.1:4405', DATABASE_URL: 'postgres://a:b@127.0.0.1:4404/vermilion' };
    expect(readConfig({ ...QUIET, ...shell }).external).toMatchObject({ kafkaBrokers: undefined, postgres: undefined });
    const shifted = readConfig({ ...QUIET, KAFKA_BROKERS: '127.0.0.1:4405', VERMILION_PORT_BASE: '5400' });
    expect(shifted.external.kafkaBrokers).toBe('127.0.0.1:4405');
  });

  it('takes a whole number up to 19 for how much what follows a decision makes way', () => {
    expect(readConfig(QUIET).yielding).toBe(0);
    expect(readConfig({ ...QUIET, VERMILION_YIELDING: '10' }).yielding).toBe(10);
    for (const wrong of ['-1', '20', '1.5', 'much'])
      expect(() => readConfig({ ...QUIET, VERMILION_YIELDING: wrong })).toThrow('VERMILION_YIELDING');
  });

  it('wants a URL for each role of an external database and names the missing ones', () => {
    const some = { ...QUIET, DATABASE_URL: 'postgres://app', DATABASE_OWNER_URL: 'postgres://owner' };
    expect(() => readConfig(some)).toThrow('DATABASE_RELAY_URL, DATABASE_AUDITOR_URL');
    const all = { ...some, DATABASE_RELAY_URL: 'postgres://relay', DATABASE_AUDITOR_URL: 'postgres://auditor' };
    expect(readConfig(all).external.postgres).toEqual({
      app: 'postgres://app',
      owner: 'postgres://owner',
      relay: 'postgres://relay',
      auditor: 'postgres://auditor',
    });
  });

  it('lets a test choose home and ports over the environment', () => {
    const env = { ...QUIET, VERMILION_HOME: '/a', VERMILION_PORT_BASE: '5000' };
    expect(readConfig(env, { home: '/b', portBase: 6000 })).toMatchObject({ home: '/b', portBase: 6000 });
  });
});
