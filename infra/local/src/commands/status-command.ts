import { readConfig, type LocalConfig } from '../home/config.js';
import { readBusinessClock } from './clock-client.js';
import { environmentFile, readEnvironment } from '../home/environment-file.js';
import { holderOf } from '../process/pid-file.js';
import { portsFrom } from '../home/ports.js';
import { membersOf, portOf, SHAPES } from '../home/shape.js';
import { appPlaces } from '../system/places.js';
import { acceptsTcp, answersHttp, answersKafka, takesPostgresLogins } from '../machine/probes.js';
import { isAlive, residentBytes } from '../process/process-identity.js';
import { readRun, type RunRecord } from '../process/run-record.js';
import { pidFileOf } from '../system/system.js';

const LOCAL = '127.0.0.1';
const MIB = 1024 * 1024;

/** Something that should run, where it listens, and whether it is well. */
interface Expected {
  readonly name: string;
  readonly port: number;
  readonly isWell: () => Promise<boolean>;
}

function expectedIn(config: Pick<LocalConfig, 'shape' | 'ports'>): Expected[] {
  const { shape, ports } = config;
  const ready = (port: number) => () => answersHttp(`http://${LOCAL}:${port}/health/ready`);
  const brokers = membersOf('kafka', shape.brokers).map((member) => {
    const port = portOf(ports, 'kafka', member);
    return { name: member.name, port, isWell: () => answersKafka(LOCAL, port) };
  });
  const discovery = `http://${LOCAL}:${ports.oidc}/.well-known/openid-configuration`;
  return [
    { name: 'postgres', port: ports.postgres, isWell: () => takesPostgresLogins(LOCAL, ports.postgres) },
    ...brokers,
    { name: 'temporal', port: ports.temporal, isWell: () => acceptsTcp(LOCAL, ports.temporal) },
    { name: 'oidc', port: ports.oidc, isWell: () => answersHttp(discovery) },
    { name: 'mail', port: ports.mail, isWell: ready(ports.mail) },
    ...(shape.replicas > 1 ? [{ name: 'front', port: ports.api, isWell: ready(ports.api) }] : []),
    ...appPlaces(config).map(({ name, port }) => ({ name, port, isWell: ready(port) })),
  ];
}

/** Prints a line per component, the business clock and the addresses. Exit code 1 when something that should run is not well. */
export async function runStatus(): Promise<void> {
  const config = readConfig(process.env);
  const holder = await holderOf(pidFileOf(config.home));
  const run = await readRun(config.home);
  console.log(
    holder === undefined
      ? `Vermilion is not running (${config.home})`
      : `Vermilion runs as process ${holder.pid} (${config.home})`,
  );
  const shape = SHAPES[run?.shape ?? config.shape.name];
  const ports = run === undefined ? config.ports : portsFrom(run.portBase);
  const rows = await Promise.all(expectedIn({ shape, ports }).map((expected) => rowOf(expected, run)));
  console.table(Object.fromEntries(rows));
  if (holder === undefined) return;
  const memory = rows.map(([, row]) => row['memory MiB'] ?? 0).reduce((sum, part) => sum + part, 0);
  console.log(`Memory together          ${memory} MiB`);
  if (rows.some(([, row]) => row.pid !== undefined && row.health !== 'ready')) process.exitCode = 1;
  await printAddresses(config);
}

interface Row {
  readonly port: number;
  readonly pid: number | undefined;
  readonly 'memory MiB': number | undefined;
  readonly health: string;
}

async function rowOf({ name, port, isWell }: Expected, run: RunRecord | undefined): Promise<[string, Row]> {
  const recorded = run?.components[name];
  const alive = recorded !== undefined && (await isAlive(recorded));
  const ready = await isWell();
  const bytes = alive ? await residentBytes(recorded.pid) : undefined;
  const notOurs = ready ? 'ready, but not started from here' : 'not running';
  const health = alive ? (ready ? 'ready' : 'NOT READY') : notOurs;
  return [
    name,
    {
      port,
      pid: alive ? recorded.pid : undefined,
      'memory MiB': bytes && Math.round(bytes / MIB),
      health,
    },
  ];
}

async function printAddresses(config: LocalConfig): Promise<void> {
  const env = await readEnvironment(config.home);
  if (env === undefined) {
    console.log('It is still starting');
    return;
  }
  const clock = await readBusinessClock(env).then(
    ({ mode, now, target }) =>
      `${now} (${mode}${target === null || target === now ? '' : `, on its way to ${target}`})`,
    (error: Error) => `unknown: ${error.message}`,
  );
  console.log(`业务时钟 business clock  ${clock}`);
  if (env['TEMPORAL_UI_URL']) console.log(`Temporal UI              ${env['TEMPORAL_UI_URL']}`);
  console.log(`Environment              . ${environmentFile(config.home)}`);
}
