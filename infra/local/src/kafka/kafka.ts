import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComponentSpec } from '../process/component.js';
import type { LocalConfig } from '../home/config.js';
import { membersOf, portOf, type Member } from '../home/shape.js';
import { onPath, runToEnd } from '../machine/download.js';
import { answersKafka } from '../machine/probes.js';
import type { Tell } from '../process/progress.js';
import { exists } from '../home/secrets.js';
import { StartError } from '../process/start-error.js';

const MARKER = 'meta.properties';
const JVM = [
  '-Xms64m',
  '-Xmx384m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:MaxMetaspaceSize=128m',
  '-Djava.awt.headless=true',
];

/**
 * A broker's settings: nothing made by itself, and a registration that expires quickly after a kill. Where there are three, each record is
 * on three and acknowledged by two, so that any one of them may be lost.
 */
function properties({ ports, shape }: LocalConfig, member: Member, data: string): string {
  const address = (group: 'kafka' | 'kafkaController', one: Member) => `127.0.0.1:${portOf(ports, group, one)}`;
  const voters = membersOf('kafka', shape.brokers).map((one) => `${nodeId(one)}@${address('kafkaController', one)}`);
  const copies = shape.brokers;
  const inSync = copies - (copies > 1 ? 1 : 0);
  return [
    'process.roles=broker,controller',
    `node.id=${nodeId(member)}`,
    `listeners=PLAINTEXT://${address('kafka', member)},CONTROLLER://${address('kafkaController', member)}`,
    `advertised.listeners=PLAINTEXT://${address('kafka', member)}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    // A fixed voter, not one stored in the data: so the ports may be shifted between two starts.
    `controller.quorum.voters=${voters.join(',')}`,
    `log.dirs=${data}`,
    'auto.create.topics.enable=false',
    'num.network.threads=2',
    'num.io.threads=4',
    'group.initial.rebalance.delay.ms=0',
    `default.replication.factor=${copies}`,
    `min.insync.replicas=${inSync}`,
    `offsets.topic.replication.factor=${copies}`,
    'offsets.topic.num.partitions=8',
    `transaction.state.log.replication.factor=${copies}`,
    `transaction.state.log.min.isr=${inSync}`,
    'transaction.state.log.num.partitions=4',
    `share.coordinator.state.topic.replication.factor=${copies}`,
    `share.coordinator.state.topic.min.isr=${inSync}`,
    'log.cleaner.dedupe.buffer.size=16777216',
    'broker.session.timeout.ms=2000',
    'broker.heartbeat.interval.ms=500',
    '',
  ].join('\n');
}

const LOGGING = `<?xml version="1.0" encoding="UTF-8"?>
<Configuration status="WARN">
  <Appenders><Console name="out"><PatternLayout pattern="%d{ISO8601} %p %m (%c)%n"/></Console></Appenders>
  <Loggers><Root level="WARN"><AppenderRef ref="out"/></Root><Logger name="kafka.server" level="INFO"/></Loggers>
</Configuration>
`;

/** Formats a broker's folder if it is new or was never finished, and tells how to run the broker. */
export async function prepareKafka(
  config: LocalConfig,
  member: Member,
  jars: string,
  tell: Tell,
): Promise<ComponentSpec> {
  const java = await findJava();
  const folder = join(config.home, member.name);
  const data = join(folder, 'data');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const settings = join(folder, 'server.properties');
  const logging = join(folder, 'log4j2.xml');
  await writeFile(settings, properties(config, member, data));
  await writeFile(logging, LOGGING);
  const classPath = ['-cp', join(jars, '*'), `-Dlog4j2.configurationFile=${logging}`];
  if (!(await exists(join(data, MARKER)))) {
    await moveDamagedAside(data, tell);
    await format(config, member, [java, ...JVM, ...classPath], folder);
  }
  const port = portOf(config.ports, 'kafka', member);
  return {
    name: member.name,
    title: member.nth === 0 ? 'Kafka' : `Kafka ${member.nth}`,
    command: java,
    args: [...JVM, ...classPath, 'kafka.Kafka', settings],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'Asia/Shanghai' },
    cwd: folder,
    logFile: join(config.home, 'logs', `${member.name}.log`),
    stopSignal: 'SIGTERM',
    graceMs: 15_000,
    isReady: () => answersKafka('127.0.0.1', port),
    readyWithinMs: 180_000,
    attempts: 5,
  };
}

/** The folder gets its name only when complete: one without the marker was damaged later, so it is kept for whoever wants to look. */
async function moveDamagedAside(data: string, tell: Tell): Promise<void> {
  if (!(await exists(data))) return;
  const aside = `${data}.damaged-${Date.now()}`;
  await rename(data, aside);
  tell(`Kafka: ${data} is damaged (${MARKER} is missing); moved to ${aside}, a new one is made`);
}

async function format(config: LocalConfig, member: Member, run: readonly string[], folder: string): Promise<void> {
  const draft = join(folder, 'formatting');
  const settings = join(folder, 'format.properties');
  await rm(draft, { recursive: true, force: true });
  await writeFile(settings, properties(config, member, draft));
  const [java = '', ...options] = run;
  const command = ['kafka.tools.StorageTool', 'format', '-t', clusterId(config), '-c', settings];
  await runToEnd(java, [...options, ...command]);
  await rename(draft, join(folder, 'data'));
}

/** By which brokers know that they belong together: the same for all of a home. */
function clusterId({ home }: LocalConfig): string {
  const id = createHash('sha256').update(home).digest().subarray(0, 16).toString('base64url');
  // Never a leading dash: the format tool would take it for an option.
  return `V${id.slice(1)}`;
}

function nodeId({ nth }: Member): number {
  return Math.max(1, nth);
}

async function findJava(): Promise<string> {
  const fromHome = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : undefined;
  if (fromHome !== undefined && (await exists(fromHome))) return fromHome;
  const java = await onPath('java');
  if (java === undefined)
    throw new StartError(
      'Java is not on the PATH: install Java 17 or newer, or set KAFKA_BROKERS to a broker of your own',
    );
  return java;
}
