import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { innerTemporalPorts, membersOf, portOf } from '../home/shape.js';
import { kafkaJars } from '../kafka/kafka-jars.js';
import { prepareKafka } from '../kafka/kafka.js';
import type { WantedPort } from '../machine/preconditions.js';
import { frontSpec, mailSpec, oidcSpec } from './own-servers.js';
import { prepareCluster } from '../postgres/postgres-cluster.js';
import { choosePlace } from '../postgres/postgres-place.js';
import { postgresSpec } from '../postgres/postgres.js';
import type { PortName } from '../home/ports.js';
import type { Tell } from '../process/progress.js';
import { StartError } from '../process/start-error.js';
import { databasePasswords } from '../home/secrets.js';
import { temporalBinary } from '../temporal/temporal-binaries.js';
import { temporalPrograms } from '../temporal/temporal-build.js';
import { prepareTemporal } from '../temporal/temporal-production.js';
import { temporalSpec } from '../temporal/temporal.js';

/** A server that this system starts unless an external one is configured. */
export interface Server {
  readonly ports: readonly WantedPort[];
  /** Whether PostgreSQL must be up before it is prepared. */
  readonly onDatabase?: boolean;
  /** Gets everything ready on disk and tells how to run it. */
  readonly prepare: () => Promise<ComponentSpec>;
}

/** The servers to start here, without those that the configuration names elsewhere. */
export function serversOf(config: LocalConfig, tell: Tell): Server[] {
  const { external, shape } = config;
  const named = (...names: PortName[]) => names.map((name) => ({ name, port: config.ports[name] }));
  const servers: [boolean, Server[]][] = [
    [external.postgres === undefined, [{ ports: named('postgres'), prepare: () => preparePostgres(config, tell) }]],
    [external.kafkaBrokers === undefined, brokersOf(config, tell)],
    [external.temporalAddress === undefined, [temporalOf(config, tell)]],
    [external.oidcIssuer === undefined, [{ ports: named('oidc'), prepare: () => oidcSpec(config) }]],
    [external.smtpUrl === undefined, [{ ports: named('smtp', 'mail'), prepare: () => mailSpec(config) }]],
    [shape.replicas > 1, [{ ports: named('api'), prepare: () => frontSpec(config) }]],
  ];
  return servers.filter(([wanted]) => wanted).flatMap(([, some]) => some);
}

function brokersOf(config: LocalConfig, tell: Tell): Server[] {
  const { shape, ports } = config;
  return membersOf('kafka', shape.brokers).map((member) => ({
    ports: [
      { name: member.name, port: portOf(ports, 'kafka', member) },
      { name: `the controller of ${member.name}`, port: portOf(ports, 'kafkaController', member) },
    ],
    prepare: async () => prepareKafka(config, member, await kafkaJars(config.cache), tell),
  }));
}

function temporalOf(config: LocalConfig, tell: Tell): Server {
  const { temporal, temporalUi, postgres } = config.ports;
  const first = { name: 'temporal', port: temporal };
  if (config.shape.temporal === 'development')
    return {
      ports: [first, { name: 'temporalUi', port: temporalUi }],
      prepare: async () => temporalSpec(config, await temporalBinary()),
    };
  return {
    ports: [first, ...innerTemporalPorts(config.ports).map((port) => ({ name: 'a service of temporal', port }))],
    onDatabase: true,
    prepare: async () => {
      if (config.external.postgres !== undefined)
        throw new StartError(
          'With a PostgreSQL of your own, name a Temporal server of your own, too: TEMPORAL_ADDRESS',
        );
      const { passwords } = await databasePasswords(config.home);
      const database = { port: postgres, password: passwords.temporal };
      return prepareTemporal(config, await temporalPrograms(tell), database, tell);
    },
  };
}

async function preparePostgres(config: LocalConfig, tell: Tell): Promise<ComponentSpec> {
  const place = await choosePlace(config);
  await prepareCluster(place, await databasePasswords(config.home), tell);
  return postgresSpec(config, place);
}
