import { kubernetesSchemas, objectsIn, rendered, type Manifest } from './chart-tools.js';
import { APPS, environmentFaults, faultsIn, readByApp, readByProgram } from './deployment.mjs';

interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly resources?: { readonly limits?: { readonly memory?: string } };
  readonly securityContext?: object;
}
interface Pod {
  readonly securityContext?: object;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
}
interface Workload {
  readonly replicas?: number;
  readonly template: { readonly spec: Pod };
}

/** Objects of operators: their schemas come with them. */
const OF_OPERATORS = ['postgresql.cnpg.io/v1'];
/** Once, what writes out the chart must come. */
const DOWNLOAD_MS = 300_000;
/** Kafka and Temporal of somebody else, PostgreSQL of an operator. */
const OTHERWISE = {
  kafka: { enabled: false, externalBrokers: 'broker.example:9092' },
  temporal: { enabled: false, externalAddress: 'temporal.example:7233' },
  postgres: { operator: { enabled: true } },
};

let own: Manifest[];
let validatorOf: Awaited<ReturnType<typeof kubernetesSchemas>>;
beforeAll(async () => {
  validatorOf = await kubernetesSchemas();
  own = await rendered();
}, DOWNLOAD_MS);

async function faultsOf(objects: readonly Manifest[]): Promise<string[]> {
  const found: string[] = [];
  for (const one of objects.filter(({ apiVersion }) => !OF_OPERATORS.includes(apiVersion)))
    found.push(...faultsIn(await validatorOf(one), one).map((fault) => `${one.kind} ${one.metadata.name} ${fault}`));
  return found;
}

function workloads(): readonly Manifest[] {
  return own.filter(({ spec }) => (spec as Partial<Workload> | undefined)?.template !== undefined);
}

function containersOf({ spec }: Manifest): readonly Container[] {
  const { initContainers = [], containers } = (spec as Workload).template.spec;
  return [...initContainers, ...containers];
}

function named(kind: string, name: string): Manifest {
  const found = own.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`the chart makes no ${kind} ${name}`);
  return found;
}

function variables(one: Manifest): string[] {
  return containersOf(one).flatMap(({ env = [] }) => env.map(({ name }) => name));
}

describe('the chart for Kubernetes (infra/helm)', () => {
  it('makes objects that Kubernetes takes, each in its strict schema, also with servers of somebody else and an operator', async () => {
    expect(own.length).toBeGreaterThan(25);
    expect(await faultsOf(own)).toEqual([]);
    expect(await faultsOf(await rendered(OTHERWISE))).toEqual([]);
  });

  it('would make ones that it does not take with a wrong word or a wrong type', async () => {
    const policy = { podSelecter: {}, policyTypes: ['Ingress'] };
    const wrong = objectsIn(JSON.stringify({ ...named('NetworkPolicy', 'v-nothing-by-default'), spec: policy }));
    expect(await faultsOf(wrong)).toContainEqual(expect.stringContaining('podSelecter'));
    const { spec, ...rest } = named('Deployment', 'v-api');
    expect(await faultsOf([{ ...rest, spec: { ...(spec as Workload), replicas: 'two' } }])).toContainEqual(
      expect.stringContaining('/spec/replicas'),
    );
  });

  it('names everything once', () => {
    const names = own.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what the chart gives to the programs', () => {
  it.each(APPS)('gives the %s every variable that it needs, and none that it does not read', async (app) => {
    expect(environmentFaults(variables(named('Deployment', `v-${app}`)), await readByApp(app))).toEqual([]);
  });

  it('gives what prepares the database and the topics what they read', () => {
    const database = ['migrate', 'seed'].map((name) => readByProgram(`libs/ledger/src/${name}.ts`));
    expect(environmentFaults(variables(named('Job', 'v-migrate-1')), ...database)).toEqual([]);
    const topics = readByProgram('libs/messaging/src/create-topics.ts');
    expect(environmentFaults(variables(named('Job', 'v-topics-1')), topics)).toEqual([]);
  });
});

describe('what the chart does for safety', () => {
  it.each(APPS)('runs the %s twice, asks it whether it lives and is ready, and lets go one at a time', (app) => {
    const deployment = named('Deployment', `v-${app}`);
    expect((deployment.spec as Workload).replicas).toBe(2);
    expect(containersOf(deployment)).toMatchObject([
      {
        livenessProbe: { httpGet: { path: '/health/live' } },
        readinessProbe: { httpGet: { path: '/health/ready' } },
      },
    ]);
    expect(named('PodDisruptionBudget', `v-${app}`).spec).toMatchObject({ maxUnavailable: 1 });
  });

  it('lets nothing run as root, write its own disk, gain rights, or eat without a limit', () => {
    for (const one of workloads()) {
      const { securityContext } = (one.spec as Workload).template.spec;
      expect([one.metadata.name, securityContext]).toMatchObject([one.metadata.name, { runAsNonRoot: true }]);
      for (const { name, securityContext: own, resources } of containersOf(one)) {
        const rights = {
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
        };
        expect([one.metadata.name, name, own]).toMatchObject([one.metadata.name, name, rights]);
        expect(resources?.limits?.memory).toBeDefined();
      }
    }
  });

  it('holds no secret, and refers to every one', () => {
    expect(own.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const values = workloads().flatMap((one) => containersOf(one).flatMap(({ env = [] }) => env));
    const secret = values.filter(({ name }) => /PASSWORD|_PWD|DATABASE_URL|DATABASE_OWNER_URL|SMTP_URL/.test(name));
    expect(secret.length).toBeGreaterThan(8);
    expect(secret.filter(({ valueFrom }) => valueFrom === undefined)).toEqual([]);
  });

  it('lets nobody in by default', () => {
    expect(named('NetworkPolicy', 'v-nothing-by-default').spec).toMatchObject({ policyTypes: ['Ingress'] });
  });
});
