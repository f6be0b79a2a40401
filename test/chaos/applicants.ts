import { setTimeout as sleep } from 'node:timers/promises';
import { sampleData } from '@vermilion/catalogue';
import type { ProgrammeView } from '@vermilion/contracts';
import type { ApiClient, ApiUser } from '../support/api-client.js';
import { fillIn } from '../support/fill-in.js';
import type { Entry, Journal } from './journal.js';

/** An enterprise that applies again and again, with the offices of its district, until it is told to stop. */
interface Applicant {
  readonly enterprise: string;
  readonly filler: ApiUser;
  readonly approver: ApiUser;
  readonly industry: ApiUser;
  readonly finance: ApiUser;
}

export interface LoadOptions {
  readonly api: ApiClient;
  readonly journal: Journal;
  readonly programme: ProgrammeView;
  readonly stopped: () => boolean;
  /** Distinguishes the keys of one run from those of another. */
  readonly run: string;
}

/** Enterprises whose declaration is in order. */
const ENTERPRISES = ['ENT01', 'ENT02', 'ENT05', 'ENT08'];
const PAUSE_MS = 1_500;
const RESOLVE_MS = 60_000;

/** Lets the applicants work side by side; resolves when all of them have stopped. */
export async function letApplicantsWork(options: LoadOptions): Promise<void> {
  await Promise.all(ENTERPRISES.map((enterprise) => work(applicantOf(options.api, enterprise), options)));
}

function applicantOf(api: ApiClient, enterprise: string): Applicant {
  const firm = sampleData().enterprises.find(({ id }) => id === enterprise);
  const district = firm?.district.internalCode.toLowerCase() ?? '';
  const user = enterprise.toLowerCase();
  return {
    enterprise,
    filler: api.as(`${user}-filler`),
    approver: api.as(`${user}-approver`),
    industry: api.as(`d-${district}-industry`),
    finance: api.as(`d-${district}-finance`),
  };
}

async function work(applicant: Applicant, options: LoadOptions): Promise<void> {
  for (let round = 1; !options.stopped(); round += 1) {
    await applyOnce(applicant, options, `${options.run}-${applicant.enterprise}-${round}`);
    await sleep(PAUSE_MS);
  }
}

/** One application up to the city's panel. What stays unknown ends it, for every second one; the others are asked again at once. */
async function applyOnce(applicant: Applicant, { journal, programme }: LoadOptions, name: string): Promise<void> {
  const give = async (user: ApiUser, type: string, path: string, body: object): Promise<Entry['receipt']> => {
    const entry = await journal.send(user, type, { method: 'POST', path, body, key: `${name}-${type}` });
    if (entry.outcome === 'unknown' && journal.entries.indexOf(entry) % 2 === 0)
      await journal.resolve(entry, RESOLVE_MS);
    return entry.receipt;
  };
  const { enterprise, filler, approver, industry, finance } = applicant;
  const opened = await give(filler, 'open', 'cases', { procedure: programme.id });
  if (!opened) return;
  const { caseId } = opened;
  const draftVersion = await fillIn(filler, { caseId, enterprise, programme });
  const steps: readonly (readonly [ApiUser, string, object])[] = [
    [approver, 'submit', { draftVersion }],
    [industry, 'accept', {}],
    [industry, 'pass', { opinion: '同意推荐（虚构意见）' }],
    [finance, 'countersign', { opinion: '同意（虚构意见）' }],
  ];
  let { seq } = opened;
  for (const [user, type, payload] of steps) {
    const receipt = await give(user, type, `cases/${caseId}/commands`, { type, payload, expectedSeq: seq });
    if (!receipt) return;
    seq = receipt.seq;
  }
}
