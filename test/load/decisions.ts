import { sampleData } from '@vermilion/catalogue';
import type { ProgrammeView, Receipt } from '@vermilion/contracts';
import { signIn } from '@vermilion/local';
import { ApiClient } from '../support/api-client.js';
import { fillIn } from '../support/fill-in.js';
import type { KeepAliveClient } from './keep-alive-client.js';
import type { Job } from './measure.js';

/** An application that is filled in and waits for its submission, with the tokens of those who will decide on it. */
interface PreparedCase {
  readonly caseId: string;
  readonly seq: number;
  readonly draftVersion: number;
  readonly approver: string;
  readonly industry: string;
  readonly finance: string;
}

export interface BenchSystem {
  readonly api: string;
  readonly issuer: string;
}

/** Decisions that are taken on each prepared case: submit, accept, pass, countersign. */
export const DECISIONS_PER_CASE = 4;

/** Enterprises whose declaration is in order; the load is spread over them and their districts. */
const ENTERPRISES = ['ENT01', 'ENT02', 'ENT03', 'ENT05', 'ENT06', 'ENT07', 'ENT08', 'ENT09', 'ENT10', 'ENT11'];
const PREPARERS = 8;

/** Opens and fills in so many applications, and makes of each the job that takes the decisions on it. */
export async function prepareJobs(system: BenchSystem, count: number, run: string): Promise<Job<KeepAliveClient>[]> {
  const api = new ApiClient(system);
  const programme = await api.as('miit-officer').get<ProgrammeView>('programmes/smart-workshop');
  const tokens = tokensFrom(system.issuer);
  const numbers = Array.from({ length: count }, (_, index) => index);
  const jobs: Job<KeepAliveClient>[] = [];
  const prepareSome = async (): Promise<void> => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const enterprise = ENTERPRISES[number % ENTERPRISES.length] ?? '';
      const prepared = await prepare(api, programme, tokens, enterprise, `${run}-${number}`);
      jobs.push((client, timed) => decideOn(client, system.api, prepared, `${run}-${number}`, timed));
    }
  };
  await Promise.all(Array.from({ length: PREPARERS }, prepareSome));
  return jobs;
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

async function prepare(
  api: ApiClient,
  programme: ProgrammeView,
  token: (user: string) => Promise<string>,
  enterprise: string,
  key: string,
): Promise<PreparedCase> {
  const firm = sampleData().enterprises.find(({ id }) => id === enterprise);
  const district = firm?.district.internalCode.toLowerCase() ?? '';
  const filler = api.as(`${enterprise.toLowerCase()}-filler`);
  const { caseId, seq } = await filler.ask<Receipt>({
    method: 'POST',
    path: 'cases',
    body: { procedure: programme.id },
    key,
  });
  const draftVersion = await fillIn(filler, { caseId, enterprise, programme });
  return {
    caseId,
    seq,
    draftVersion,
    approver: await token(`${enterprise.toLowerCase()}-approver`),
    industry: await token(`d-${district}-industry`),
    finance: await token(`d-${district}-finance`),
  };
}

/** The four decisions on one case, each timed from sending to the receipt. */
async function decideOn(
  client: KeepAliveClient,
  api: string,
  { caseId, seq, draftVersion, approver, industry, finance }: PreparedCase,
  key: string,
  timed: (decision: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const steps: readonly (readonly [string, string, object])[] = [
    [approver, 'submit', { draftVersion }],
    [industry, 'accept', {}],
    [industry, 'pass', { opinion: '同意推荐（虚构意见）' }],
    [finance, 'countersign', { opinion: '同意（虚构意见）' }],
  ];
  let expectedSeq = seq;
  for (const [token, type, payload] of steps) {
    await timed(async () => {
      const { status, text } = await client.post({
        url: `${api}/api/v1/cases/${caseId}/commands`,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': `${key}-${type}` },
        body: JSON.stringify({ type, payload, expectedSeq }),
      });
      if (status >= 300) throw new Error(`${type} of ${caseId}: ${status} ${text.slice(0, 300)}`);
      expectedSeq = (JSON.parse(text) as Receipt).seq;
    });
  }
}
