import { operationsOf, type OpenApi } from './open-api.js';

/** Values for what stands in braces in the paths of the OpenAPI document, by what comes before. */
export interface PathValues {
  readonly [place: string]: readonly string[];
}

/** With which questions lists are asked besides none. */
const QUESTIONS: { readonly [path: string]: readonly string[] } = {
  '/cases': ['?limit=1', '?phase=running', '?search=车间', '?holder=panel', '?overdue=false'],
  '/cases/counts': ['?holder=panel', '?search=车间'],
  '/tasks': ['?sort=waiting', '?sort=newest', '?scope=mine', '?scope=group', '?scope=colleague', '?limit=1'],
  '/tasks/counts': ['?scope=mine', '?scope=group', '?urgency=later'],
  '/notifications': ['?unread=true'],
  '/registers/credit': ['?limit=1'],
  '/operations/incidents': ['?open=true'],
};

/** Every reading path of the document with these values. @throws when a path has a place for which there is no value: then add it */
export function readingPaths(description: OpenApi, values: PathValues): readonly string[] {
  const paths = operationsOf(description).flatMap((operation) =>
    operation.startsWith('GET ') ? [operation.slice(4)] : [],
  );
  const filled = paths.flatMap((path) => fill(path, values));
  return filled.flatMap((path) => [
    path,
    ...(QUESTIONS[path] ?? []).map((question) => `${path}${encodeURI(question)}`),
  ]);
}

function fill(path: string, values: PathValues): readonly string[] {
  const place = /\/([\w-]+)\/\{(\w+)\}/.exec(path) ?? /\/(\})?\{(\w+)\}/.exec(path);
  if (!place) return [path];
  const [, before = '', name = ''] = place;
  const known = values[`${before}/${name}`] ?? values[name];
  if (!known) throw new Error(`${path}: no value for {${name}} behind ${before}`);
  return known.flatMap((value) => fill(path.replace(`{${name}}`, value), values));
}
