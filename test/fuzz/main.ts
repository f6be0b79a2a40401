import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { schemathesisPython, signIn } from '@vermilion/local';
import { ApiClient } from '../support/api-client.js';
import { findSystem } from '../support/find-system.js';
import { knownThings } from './known-things.js';

/** One of each role, and nobody. */
const PEOPLE = [
  ...['ent01-filler', 'ent01-approver', 'd-zz-gxq-industry', 'd-zz-gxq-finance', 'miit-officer', 'miit-leader'],
  ...['exp01', 'finance-officer', 'supervision-officer', 'ops1', 'sec1', 'audit1'],
];
/** An answer is what the document says: no inside error, no status, header, media type or body that is not in it. */
const CHECKS = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance'];
CHECKS.push('response_headers_conformance', 'response_schema_conformance');
/** A stream of events does not end. */
const ENDLESS = '/api/v1/stream';

interface Wishes {
  /** Requests for each operation, at most, in each phase. */
  readonly examples: string;
  /** A run with the same seed asks the same, of the same system. */
  readonly seed: string;
  /** Only operations whose path has this in it. */
  readonly path?: string | undefined;
}

/** @returns the exit code: 0 when every answer was as the document says */
async function fuzz(wishes: Wishes): Promise<number> {
  const [system, python] = [await findSystem({ fresh: false, quiet: false }), await schemathesisPython()];
  const folder = await mkdtemp(join(tmpdir(), 'vermilion-fuzz-'));
  try {
    const tokens = await Promise.all(PEOPLE.map((person) => signIn(system.issuer, person)));
    const known = await knownThings(new ApiClient(system));
    const env = {
      ...process.env,
      SCHEMATHESIS_HOOKS: 'hooks',
      PYTHONPATH: resolve('test/fuzz'),
      FUZZ_TOKENS: JSON.stringify([...tokens, ...tokens, null]),
      FUZZ_KNOWN: JSON.stringify(known),
      FUZZ_SEED: wishes.seed,
    };
    const report = join(folder, 'report.json');
    const child = spawn(python, argumentsFor(system.api, report, wishes), { env, cwd: folder, stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null];
    process.stdout.write(`${await readFile(report, 'utf8').then(summaryOf, () => 'no report')}\n`);
    return code ?? 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await system.leave();
  }
}

function argumentsFor(api: string, report: string, { examples, seed, path }: Wishes): string[] {
  return [
    ...['-m', 'schemathesis.cli', 'run', `${api}/api/openapi.json`, '--url', api],
    ...['--max-examples', examples, '--checks', CHECKS.join(','), '--phases', 'examples,coverage,fuzzing,stateful'],
    ...['--exclude-path', ENDLESS, '--continue-on-failure', '--generation-database', 'none', '--no-color'],
    ...['--report', 'json', '--report-json-path', report],
    ...['--seed', seed],
    ...(path === undefined ? [] : ['--include-path-regex', path]),
  ];
}

interface Report {
  readonly test_cases: { readonly generated: number; readonly unique_failures: number };
  readonly operations: { readonly tested: number };
  readonly errors: readonly { readonly title: string; readonly count: number }[];
}

function summaryOf(text: string): string {
  const { test_cases: cases, operations, errors } = JSON.parse(text) as Report;
  const perOperation = Math.round(cases.generated / operations.tested);
  const broken = errors.map(({ title, count }) => `; ${count} × ${title}`).join('');
  return `${cases.generated} requests to ${operations.tested} operations (${perOperation} each): ${cases.unique_failures} failures${broken}`;
}

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '25' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    path: { type: 'string' },
  },
});
process.exitCode = await fuzz(values);
