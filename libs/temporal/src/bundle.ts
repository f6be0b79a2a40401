import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Run from sources (tests, development) or from compiled files: the workflows are taken the same way. */
const FOLDER = import.meta.url.endsWith('.ts') ? 'src' : 'dist';
/** Everything that a workflow bundle is made of. */
const PARTS = ['workflows', 'libs/domain'].map((part) => join(ROOT, part, FOLDER));
const OUTPUT = join(ROOT, 'workflows', 'dist');

/**
 * The workflows as one file, as Temporal's workers load them. Made once and used again while its sources and the SDK are the same, so that
 * a worker need not spend seconds on it at its start.
 *
 * @returns the path of the file. @throws when the workflows do not compile, or the output folder cannot be written.
 */
export async function bundleWorkflows(): Promise<string> {
  const file = join(OUTPUT, `workflow-bundle-${FOLDER}-${await fingerprint()}.js`);
  if (await exists(file)) return file;
  const { code } = await bundleWorkflowCode({
    logger: new DefaultLogger('WARN'),
    workflowsPath: join(ROOT, 'workflows', FOLDER, FOLDER === 'src' ? 'all.ts' : 'all.js'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: {
        ...config.resolve,
        conditionNames: [...(FOLDER === 'src' ? ['@vermilion/source'] : []), '...'],
        extensionAlias: { '.js': ['.ts', '.js'] },
      },
    }),
  });
  await mkdir(OUTPUT, { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, file);
  await removeOlder(file);
  return file;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  hash.update((createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string }).version);
  for (const part of PARTS) {
    const files = (await readdir(part, { recursive: true }))
      .filter((file) => /(?<!\.spec|\.d)\.[jt]s$/.test(file))
      .sort();
    for (const file of files) hash.update(file).update(await readFile(join(part, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function removeOlder(newest: string): Promise<void> {
  const bundles = (await readdir(OUTPUT)).filter((file) => /^workflow-bundle-\w+-[0-9a-f]{16}\.js$/.test(file));
  const older = bundles
    .map((file) => join(OUTPUT, file))
    .filter((file) => file !== newest && file.includes(`-${FOLDER}-`));
  await Promise.all(older.map((file) => rm(file, { force: true })));
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
