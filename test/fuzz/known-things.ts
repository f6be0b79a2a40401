import type { CaseView } from '@vermilion/contracts';
import type { ApiClient } from '../support/api-client.js';

/** Values for the parameters of a path, for things that exist. */
type Known = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

interface Description {
  readonly paths: Readonly<Record<string, unknown>>;
}

/** What there is to ask about, by path; of cases there is at least one. */
export async function knownThings(api: ApiClient): Promise<Known> {
  const filler = api.as('ent01-filler');
  const request = {
    method: 'POST',
    path: 'cases',
    key: `fuzz-${Date.now()}`,
    body: { procedure: 'smart-workshop' },
  } as const;
  await filler.ask<CaseView>(request);
  const [cases, rounds, notices, programmes] = await Promise.all([
    filler.get<{ items: { id: string }[] }>('cases'),
    api.as('miit-officer').get<{ items: { id: string }[] }>('rounds'),
    filler.get<{ items: { id: string }[] }>('notices'),
    filler.get<{ items: { id: string; version: number }[] }>('programmes'),
  ]);
  const description = await fetch(`${api.addresses.api}/api/openapi.json`).then((answer) => answer.json());
  const ids = (things: readonly { id: string }[]) => things.map(({ id }) => ({ id }));
  const below = (prefix: string, values: Known[string]) =>
    Object.keys((description as Description).paths)
      .filter((path) => path.includes(`${prefix}/{`))
      .map((path) => [path, values] as const);
  return Object.fromEntries([
    ...below('/cases', ids(cases.items)),
    ...below('/rounds', ids(rounds.items)),
    ...below('/notices', ids(notices.items)),
    ...below(
      '/programmes',
      programmes.items.map(({ id, version }) => ({ id, version: String(version) })),
    ),
    ...below(
      '/registers',
      ['credit', 'titles', 'bars'].map((register) => ({ register })),
    ),
  ]);
}
