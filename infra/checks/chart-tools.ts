import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { onPath, runToEnd } from '../local/src/machine/download.js';
import { unpackedWheel } from '../local/src/machine/wheel.js';
import { validatorOver } from './deployment.mjs';

/** An object as Kubernetes takes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: unknown;
}

const CHART = 'infra/helm';
const KUBERNETES = 'v1.34.0';

/** What writes out and judges a chart, from PyPI, in the cache. */
function library(): Promise<string> {
  return unpackedWheel('infra/checks/requirements-chart.txt', 'chart-tools');
}

/** The objects that the chart makes with these values over its own, as Helm's engine writes them. */
export async function rendered(values: object = {}): Promise<Manifest[]> {
  const python = (await onPath('python3', 'python')) ?? 'python3';
  const script = ['infra/checks/render-chart.py', await library(), CHART, JSON.stringify(values)];
  const files = JSON.parse(await runToEnd(python, script)) as { readonly [template: string]: string };
  return Object.entries(files).flatMap(([path, text]) => (path.endsWith('.yaml') ? objectsIn(text) : []));
}

/** The objects of a text of several documents. */
export function objectsIn(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => (document.toJS() as Manifest | null) ?? []);
}

interface Schema {
  readonly $id: string;
}

/** Validators by apiVersion and kind. What belongs to an operator has a schema of its own, which Kubernetes does not know. */
export async function kubernetesSchemas() {
  const schemas = join(await library(), 'kubernetes_validate', 'kubernetes-json-schema', `${KUBERNETES}-local-strict`);
  const read = async (file: string) => JSON.parse(await readFile(join(schemas, file), 'utf8')) as Schema;
  const definitions = await read('_definitions.json');
  const validator = validatorOver([definitions]);
  return async ({ apiVersion, kind }: Manifest) => {
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    const name = [kind, group.split('.')[0], version].filter(Boolean).join('-').toLowerCase();
    const schema = await read(`${name}.json`);
    return validator.getSchema(schema.$id) ?? validator.compile(schema);
  };
}
