import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { kafkaJars } from '../kafka/kafka-jars.js';
import { prepareKafka } from '../kafka/kafka.js';
import { mailSpec, oidcSpec } from './own-servers.js';
import { prepareCluster } from '../postgres/postgres-cluster.js';
import { choosePlace } from '../postgres/postgres-place.js';
import { postgresSpec } from '../postgres/postgres.js';
import type { PortName } from '../home/ports.js';
import type { Tell } from '../process/progress.js';
import { databasePasswords } from '../home/secrets.js';
import { temporalBinary } from '../temporal/temporal-binaries.js';
import { temporalSpec } from '../temporal/temporal.js';

/** A server that this system starts unless an external one is configured. */
export interface Server {
  readonly ports: readonly PortName[];
  /** Gets everything ready on disk and tells how to run it. */
  readonly prepare: () => Promise<ComponentSpec>;
}

/** The servers to start here, without those that the configuration names elsewhere. */
export function serversOf(config: LocalConfig, tell: Tell): Server[] {
  const { external } = config;
  const servers: [boolean, Server][] = [
    [external.postgres === undefined, { ports: ['postgres'], prepare: () => preparePostgres(config, tell) }],
    [
      external.kafkaBrokers === undefined,
      {
        ports: ['kafka', 'kafkaController'],
        prepare: async () => prepareKafka(config, await kafkaJars(config.cache), tell),
      },
    ],
    [
      external.temporalAddress === undefined,
      { ports: ['temporal', 'temporalUi'], prepare: async () => temporalSpec(config, await temporalBinary()) },
    ],
    [external.oidcIssuer === undefined, { ports: ['oidc'], prepare: async () => oidcSpec(config) }],
    [external.smtpUrl === undefined, { ports: ['smtp', 'mail'], prepare: async () => mailSpec(config) }],
  ];
  return servers.filter(([wanted]) => wanted).map(([, server]) => server);
}

async function preparePostgres(config: LocalConfig, tell: Tell): Promise<ComponentSpec> {
  const place = await choosePlace(config);
  await prepareCluster(place, await databasePasswords(config.home), tell);
  return postgresSpec(config, place);
}
