import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleData } from '@vermilion/catalogue';
import type { Receipt } from '@vermilion/contracts';
import { signIn } from '@vermilion/local';
import { ApiClient } from '../support/api-client.js';
import type { KeepAliveClient } from './keep-alive-client.js';
import type { Job } from './measure.js';

/** An application that has been submitted, with the tokens of those who will decide on it, in their order. */
export interface Submitted {
  readonly caseId: string;
  readonly seq: number;
  readonly reviewers: readonly string[];
}

export interface BenchSystem {
  readonly api: string;
  readonly issuer: string;
}

const PROCEDURE = 'four-reviews';
/** Where the procedure lies that is measured: in the sources, also for the built program. */
const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROCEDURES_DIR = resolve(HERE.replace('/test/dist/', '/test/'), 'procedures');

/**
 * What a system needs to be measured: the procedure, no limit on the requests of one person, since four people decide everything, and what follows a
 * decision makes way in a burst.
 */
export const MEASURED = { PROCEDURES_DIR, REQUESTS_PER_MINUTE: '0', VERMILION_YIELDING: '19' };

/** Decisions that are taken on each prepared case: accept, and three reviews. */
export const DECISIONS_PER_CASE = 4;
const OPINION = '同意（虚构意见）';
const STEPS: readonly (readonly [type: string, payload: object])[] = [
  ['accept', {}],
  ['pass', { opinion: OPINION }],
  ['pass', { opinion: OPINION }],
  ['pass', { opinion: OPINION }],
];

const PREPARERS = 8;

/** Takes one application through its whole life: opened, filled in, submitted, and decided upon by everybody in turn. */
export function lifeOf(system: BenchSystem, run: string): (client: KeepAliveClient, number: number) => Promise<void> {
  const api = new ApiClient(system);
  const tokens = tokensFrom(system.issuer);
  const { enterprises } = sampleData();
  return async (client, number) => {
    const firm = enterprises[number % enterprises.length];
    if (!firm) throw new Error('the sample has no enterprises');
    const key = `${run}-${number}`;
    await decideOn(client, system.api, await prepare(api, tokens, firm, key), key, (decision) => decision());
  };
}

/** Opens, fills in and submits so many applications, and makes of each the job that takes the decisions on it. */
export async function prepareJobs(system: BenchSystem, count: number, run: string): Promise<Job<KeepAliveClient>[]> {
  const submitted = await submitApplications(system, count, run);
  return submitted.map((one) => (client, timed) => decideOn(client, system.api, one, `${run}-${one.caseId}`, timed));
}

/** Opens, fills in and submits so many applications, of the firms of the sample by turns. */
export async function submitApplications(system: BenchSystem, count: number, run: string): Promise<Submitted[]> {
  const api = new ApiClient(system);
  const tokens = tokensFrom(system.issuer);
  const { enterprises } = sampleData();
  const numbers = Array.from({ length: count }, (_, index) => index);
  const submitted: Submitted[] = [];
  const prepareSome = async (): Promise<void> => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const firm = enterprises[number % enterprises.length];
      if (!firm) throw new Error('the sample has no enterprises');
      submitted.push(await prepare(api, tokens, firm, `${run}-${number}`));
    }
  };
  await Promise.all(Array.from({ length: PREPARERS }, prepareSome));
  return submitted;
}

/** Each user signs in once. */
function tokensFrom(issuer: string): (user: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (user) => {
    const token = known.get(user) ?? signIn(issuer, user);
    known.set(user, token);
    return token;
  };
}

type Firm = ReturnType<typeof sampleData>['enterprises'][number];

/** Firms and their districts by turns, so that the load is spread over them. */
async function prepare(
  api: ApiClient,
  token: (user: string) => Promise<string>,
  { id, district }: Firm,
  key: string,
): Promise<Submitted> {
  const firm = id.toLowerCase();
  const body = { workshop: { name: `测速车间${key}` } };
  const { caseId, seq } = await api
    .as(`${firm}-filler`)
    .ask<Receipt>({ method: 'POST', path: 'cases', body: { procedure: PROCEDURE }, key });
  await api.as(`${firm}-filler`).ask({ method: 'PUT', path: `cases/${caseId}/form`, body, ifMatch: '"1"' });
  const submitted = await api.as(`${firm}-approver`).ask<Receipt>({
    method: 'POST',
    path: `cases/${caseId}/commands`,
    body: { type: 'submit', payload: { draftVersion: 2 }, expectedSeq: seq },
    key: `${key}-submit`,
  });
  const code = district.internalCode.toLowerCase();
  const reviewers = [`d-${code}-industry`, `d-${code}-finance`, 'miit-officer', 'miit-leader'];
  return { caseId, seq: submitted.seq, reviewers: await Promise.all(reviewers.map(token)) };
}

/** The four decisions on one case, each timed from sending to the receipt. */
async function decideOn(
  client: KeepAliveClient,
  api: string,
  { caseId, seq, reviewers }: Submitted,
  key: string,
  timed: (decision: () => Promise<void>) => Promise<void>,
): Promise<void> {
  let expectedSeq = seq;
  for (const [index, [type, payload]] of STEPS.entries()) {
    let accepted = false;
    const decide = async (): Promise<void> => {
      const { status, text } = await client.post({
        url: `${api}/api/v1/cases/${caseId}/commands`,
        headers: { authorization: `Bearer ${reviewers[index]}`, 'idempotency-key': `${key}-${index}-${expectedSeq}` },
        body: JSON.stringify({ type, payload, expectedSeq }),
      });
      accepted = status < 300;
      const moved = status === STALE ? (JSON.parse(text) as Conflict).params.seq : null;
      if (!accepted && moved === null) throw new Error(`${type} of ${caseId}: ${status} ${text.slice(0, 300)}`);
      expectedSeq = moved ?? (JSON.parse(text) as Receipt).seq;
    };
    // The clock may have been there first: whoever decides looks again, and decides on what is there now.
    while (!accepted) await timed(decide);
  }
}

const STALE = 409;

/** What somebody is told whose case has moved on. */
interface Conflict {
  readonly params: { readonly seq: number };
}
