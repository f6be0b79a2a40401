import type { CaseSummary, CaseView, EventView, TaskView } from '@vermilion/contracts';
import type { ApiClient } from '../support/api-client.js';

/** One picture: who looks at what. */
export interface Screen {
  readonly name: string;
  /** `null`: anybody. */
  readonly user: string | null;
  readonly path: string;
  readonly phone?: boolean;
  /** What is pressed before. */
  readonly press?: RegExp;
}

const ROUND = 'smart-workshop-2018';
/** Districts of the sample with more than one case. */
const DISTRICTS = ['d-410122-industry', 'd-410181-industry', 'd-410184-industry', 'd-zz-gxq-industry'];
/** How many experts the sample has. */
const EXPERTS = 15;

/** The main screens, at the addresses that the finished story has. */
export async function screensOf(api: ApiClient): Promise<readonly Screen[]> {
  const own = await caseOf(api, 'ent01-filler');
  const { award } = await api.as('ent01-filler').get<CaseView>(`cases/${own}`);
  return [
    { name: 'public-home', user: null, path: '/' },
    { name: 'public-home-phone', user: null, path: '/', phone: true },
    { name: 'public-notice', user: null, path: `/notices/${ROUND}` },
    { name: 'public-notice-phone', user: null, path: `/notices/${ROUND}`, phone: true },
    { name: 'public-objection-phone', user: null, path: `/notices/${ROUND}/objections/${own}`, phone: true },
    ...there('public-certificate', '/certificates/', award?.certificateNumber),
    ...there('public-draw', '/draws/', await drawOf(api, own)),
    { name: 'enterprise-desk', user: 'ent01-filler', path: '/desk' },
    { name: 'enterprise-form', user: 'ent04-filler', path: `/cases/${await caseOf(api, 'ent04-filler')}/form` },
    { name: 'enterprise-case', user: 'ent01-filler', path: `/cases/${own}` },
    ...(await districtScreens(api)),
    { name: 'district-cases', user: 'd-410122-industry', path: '/cases' },
    ...(await expertScreens(api)),
    { name: 'leader-round', user: 'miit-leader', path: `/rounds/${ROUND}` },
    { name: 'leader-big-screen', user: 'miit-leader', path: `/rounds/${ROUND}/screen` },
    { name: 'bureau-case', user: 'miit-officer', path: `/cases/${own}` },
    { name: 'operations', user: 'ops1', path: '/operations' },
    { name: 'audit', user: 'audit1', path: '/audit' },
    { name: 'security', user: 'sec1', path: '/security' },
    { name: 'inbox', user: 'ent01-filler', path: '/messages' },
  ];
}

/** A public page, if the story has come to what it shows. */
function there(name: string, place: string, id: string | undefined): readonly Screen[] {
  return id === undefined ? [] : [{ name, user: null, path: `${place}${id}` }];
}

/** The desk of a district and a case to decide on, where the story has stopped while there is one (`npm run demo -- --until review`). */
async function districtScreens(api: ApiClient): Promise<readonly Screen[]> {
  for (const user of DISTRICTS) {
    const { items } = await api.as(user).get<{ readonly items: readonly TaskView[] }>('tasks?limit=20');
    const [first] = items;
    if (!first) continue;
    return [
      { name: 'district-work-list', user, path: '/desk' },
      { name: 'district-case', user, path: `/cases/${first.caseId}` },
      { name: 'district-case-phone', user, path: `/cases/${first.caseId}`, phone: true },
    ];
  }
  return [];
}

/** The desk of an expert who has something to mark, and the seat; in the finished story all is marked. */
async function expertScreens(api: ApiClient): Promise<readonly Screen[]> {
  for (let number = 1; number <= EXPERTS; number += 1) {
    const user = `exp${String(number).padStart(2, '0')}`;
    const { items } = await api.as(user).get<{ readonly items: readonly TaskView[] }>('tasks?limit=100');
    const path = `/seats/${items.find(({ kind }) => kind === 'mark')?.caseId ?? ''}`;
    if (path === '/seats/') continue;
    return [
      { name: 'expert-phone', user, path: '/desk', phone: true },
      { name: 'expert-rubric-phone', user, path, phone: true },
      { name: 'expert-rubric', user, path },
    ];
  }
  return [];
}

/** The first case that somebody finds among their own. */
async function caseOf(api: ApiClient, user: string): Promise<string> {
  const { items } = await api.as(user).get<{ readonly items: readonly CaseSummary[] }>('cases?limit=1');
  const [first] = items;
  if (!first) throw new Error(`${user} has no case: run the story first (npm run demo)`);
  return first.id;
}

/** A draw is called by its case and by the event in which it was recorded. */
async function drawOf(api: ApiClient, caseId: string): Promise<string | undefined> {
  const { items } = await api
    .as('miit-officer')
    .get<{ readonly items: readonly EventView[] }>(`cases/${caseId}/events`);
  const drawn = items.find(({ type }) => type === 'panel.drawn');
  return drawn && `${caseId}.${drawn.seq}`;
}
