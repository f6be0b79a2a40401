import { readConfig, type LocalConfig } from '../home/config.js';
import { readBusinessClock } from './clock-client.js';
import { environmentFile, readEnvironment } from '../home/environment-file.js';
import { holderOf } from '../process/pid-file.js';
import { portsFrom, type PortName, type Ports } from '../home/ports.js';
import { acceptsTcp, answersHttp, answersKafka, takesPostgresLogins } from '../machine/probes.js';
import { isAlive, residentBytes } from '../process/process-identity.js';
import { readRun, type RunRecord } from '../process/run-record.js';
import { pidFileOf } from '../system/system.js';

type Probe = (ports: Ports) => Promise<boolean>;
const LOCAL = '127.0.0.1';
const MIB = 1024 * 1024;

function readiness(name: PortName): Probe {
  return (ports) => answersHttp(`http://${LOCAL}:${ports[name]}/health/ready`);
}

const PROBES: readonly (readonly [PortName, Probe])[] = [
  ['postgres', (ports) => takesPostgresLogins(LOCAL, ports.postgres)],
  ['kafka', (ports) => answersKafka(LOCAL, ports.kafka)],
  ['temporal', (ports) => acceptsTcp(LOCAL, ports.temporal)],
  ['oidc', (ports) => answersHttp(`http://${LOCAL}:${ports.oidc}/.well-known/openid-configuration`)],
  ['mail', readiness('mail')],
  ['api', readiness('api')],
  ['relay', readiness('relay')],
  ['listener', readiness('listener')],
  ['worker', readiness('worker')],
];

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
  const ports = run === undefined ? config.ports : portsFrom(run.portBase);
  const rows = await Promise.all(PROBES.map(([name, probe]) => rowOf(name, ports, probe, run)));
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

async function rowOf(name: PortName, ports: Ports, probe: Probe, run: RunRecord | undefined): Promise<[string, Row]> {
  const recorded = run?.components[name];
  const alive = recorded !== undefined && (await isAlive(recorded));
  const ready = await probe(ports);
  const bytes = alive ? await residentBytes(recorded.pid) : undefined;
  const notOurs = ready ? 'ready, but not started from here' : 'not running';
  const health = alive ? (ready ? 'ready' : 'NOT READY') : notOurs;
  return [
    name,
    {
      port: ports[name],
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
  console.log(`Temporal UI              ${env['TEMPORAL_UI_URL']}`);
  console.log(`Environment              . ${environmentFile(config.home)}`);
}
