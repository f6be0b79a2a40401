import type { CaseView } from '@vermilion/contracts';
import type { ApiClient } from '../support/api-client.js';

/** Values for the parameters of a path, for things that exist. */
type Known = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

interface Thing {
  readonly id: string;
}

interface Case extends Thing {
  readonly district: string;
}

/** A table that every form with tables has. */
const TABLE = 'equipment';

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
  const officer = api.as('miit-officer');
  const [own, received, rounds, notices, programmes, notifications, tasks] = await Promise.all([
    filler.get<{ items: Case[] }>('cases'),
    officer.get<{ items: Case[] }>('cases'),
    officer.get<{ items: Thing[] }>('rounds'),
    filler.get<{ items: Thing[] }>('notices'),
    filler.get<{ items: { id: string; version: number }[] }>('programmes'),
    filler.get<{ items: Thing[] }>('notifications'),
    filler.get<{ items: Thing[] }>('tasks'),
  ]);
  const cases = [...own.items, ...received.items];
  const description = await fetch(`${api.addresses.api}/api/openapi.json`).then((answer) => answer.json());
  const paths = Object.keys((description as Description).paths);
  /** Of what is known the parameters that a path below the prefix has. */
  const below = (prefix: string, things: readonly Known[string][number][]) =>
    paths
      .filter((path) => path.includes(`${prefix}/{`))
      .map((path) => {
        const named = (thing: Known[string][number]) =>
          Object.entries(thing).filter(([name]) => path.includes(`{${name}}`));
        return [path, things.map((thing) => Object.fromEntries(named(thing)))] as const;
      });
  return Object.fromEntries([
    ...below(
      '/cases',
      cases.map(({ id }) => ({ id, table: TABLE })),
    ),
    ...below(
      '/rounds',
      rounds.items.flatMap(({ id }) => cases.map(({ district }) => ({ id, district, n: '1' }))),
    ),
    ...below('/certificates', await certificatesOf(api, own.items)),
    ...below('/notices', ids(notices.items)),
    ...below('/notifications', ids(notifications.items)),
    ...below('/tasks', ids(tasks.items)),
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

const ids = (things: readonly Thing[]) => things.map(({ id }) => ({ id }));

/** The certificates that came of cases, if any has come to its end. */
async function certificatesOf(api: ApiClient, cases: readonly Case[]): Promise<{ number: string }[]> {
  const views = await Promise.all(cases.map(({ id }) => api.as('ent01-filler').get<CaseView>(`cases/${id}`)));
  return views.flatMap(({ award }) => (award ? [{ number: award.certificateNumber }] : []));
}
