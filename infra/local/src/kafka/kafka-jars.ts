import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { obtain, onPath, runToEnd } from '../machine/download.js';
import { KAFKA_POM, programFolder } from '../machine/program-cache.mjs';
import { entryPoint } from '../machine/repository.mjs';
import { StartError } from '../process/start-error.js';

const CHECKSUMS = entryPoint('infra', 'local', 'kafka', 'jars.sha256');

/** The folder with the jars of the Kafka broker: `KAFKA_HOME/libs`, else copied by Maven into the cache and checked. */
export async function kafkaJars(cache: string, kafkaHome = process.env['KAFKA_HOME']): Promise<string> {
  if (kafkaHome) return join(kafkaHome, 'libs');
  return obtain(programFolder(cache, 'kafka', KAFKA_POM), async (draft) => {
    const maven = await onPath('mvn');
    if (maven === undefined)
      throw new StartError(
        'The Kafka broker is not downloaded yet and Maven (`mvn`) is not on the PATH: install it, or set KAFKA_HOME or KAFKA_BROKERS',
      );
    await runToEnd(maven, [
      '-q',
      '-B',
      '-ntp',
      '-f',
      KAFKA_POM,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${draft}`,
    ]);
    await verify(draft);
  });
}

async function verify(folder: string): Promise<void> {
  const expected = new Map<string, string>();
  for (const line of (await readFile(CHECKSUMS, 'utf8')).trim().split('\n')) {
    const [sum, name] = line.split(/\s+/);
    if (sum !== undefined && name !== undefined) expected.set(name, sum);
  }
  const names = await readdir(folder);
  for (const name of names) {
    const sum = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex');
    if (expected.get(name) !== sum)
      throw new StartError(`${name} of the Kafka broker is not the file that infra/local/kafka/jars.sha256 names`);
  }
  if (names.length !== expected.size)
    throw new StartError(`The Kafka broker needs ${expected.size} jars, ${names.length} were copied`);
}
