import { setTimeout as sleep } from 'node:timers/promises';
import { demoFirms, sampleData, type SampleEnterprise } from '@vermilion/catalogue';
import type { CaseSummary, ProgrammeView } from '@vermilion/contracts';
import type { ApiClient, ApiUser } from '../support/api-client.js';
import type { StoryClock } from './clock.js';
import type { Narrator } from './narrator.js';
import { StoryCase } from './story-case.js';
import { StoryRound } from './story-round.js';

const PROCEDURE = 'smart-workshop';
const ADOPTION_TRIES = 200;
const ADOPTION_POLL_MS = 300;
/** Users of the demonstration, as the identity provider knows them. */
const OFFICES = {
  'bureau:miit': 'miit-officer',
  'bureau:finance': 'finance-officer',
  'bureau:supervision': 'supervision-officer',
} as const;

export type BureauId = keyof typeof OFFICES;
/** In the order in which the ladder tells them. */
export const BUREAUS = Object.keys(OFFICES) as readonly BureauId[];

/** Everything that a chapter needs: the people, the clock, the narrator, and the cases by enterprise. */
export class Story {
  private readonly cases = new Map<string, StoryCase>();
  private programme: Promise<ProgrammeView> | null = null;
  readonly round: StoryRound;

  constructor(
    readonly api: ApiClient,
    readonly clock: StoryClock,
    readonly narrator: Narrator,
  ) {
    this.round = new StoryRound(api, narrator);
  }

  /** The case of an enterprise in this story. Opening is keyed, so that it is the same case in every run. */
  async caseOf(enterpriseId: string): Promise<StoryCase> {
    const known = this.cases.get(enterpriseId);
    if (known) return known;
    const firm = this.enterprise(enterpriseId);
    const { caseId } = await this.api.as(`${enterpriseId.toLowerCase()}-filler`).ask<{ caseId: string }>({
      method: 'POST',
      path: 'cases',
      body: { procedure: PROCEDURE },
      key: `story-${enterpriseId}-open`,
    });
    const opened = new StoryCase(this.api, this.narrator, firm, caseId);
    this.cases.set(enterpriseId, opened);
    return opened;
  }

  /** The cases that this story has opened, in its order. */
  get opened(): readonly StoryCase[] {
    return [...this.cases.values()];
  }

  /** The procedure as the API describes it. */
  procedure(): Promise<ProgrammeView> {
    this.programme ??= this.leader.get<ProgrammeView>(`programmes/${PROCEDURE}`);
    return this.programme;
  }

  /** The case that the system has opened about a firm. @throws when there is none within a minute. */
  async adopt(enterpriseId: string, procedure: string): Promise<StoryCase> {
    const known = this.cases.get(enterpriseId);
    if (known) return known;
    const approver = this.api.as(`${enterpriseId.toLowerCase()}-approver`);
    for (let tries = 0; tries < ADOPTION_TRIES; tries += 1) {
      const { items } = await approver.get<{ items: readonly CaseSummary[] }>('cases');
      const found = items.find((one) => one.procedure.id === procedure);
      if (found) {
        const adopted = new StoryCase(this.api, this.narrator, this.enterprise(enterpriseId), found.id);
        this.cases.set(enterpriseId, adopted);
        return adopted;
      }
      await sleep(ADOPTION_POLL_MS);
    }
    throw new Error(`the system has opened no ${procedure} for ${enterpriseId}`);
  }

  /** The officer of the bureau that calls the round. */
  get bureau(): ApiUser {
    return this.api.as('miit-officer');
  }

  get leader(): ApiUser {
    return this.api.as('miit-leader');
  }

  get operations(): ApiUser {
    return this.api.as('ops1');
  }

  get auditor(): ApiUser {
    return this.api.as('audit1');
  }

  /** The officer of a bureau that the ladder may tell. */
  officer(bureau: BureauId): ApiUser {
    return this.api.as(OFFICES[bureau]);
  }

  /** Every expert of the pool: who sits on a panel is known only to themselves. */
  experts(): readonly ApiUser[] {
    return sampleData().experts.map(({ id }) => this.api.as(id.toLowerCase()));
  }

  private enterprise(id: string): SampleEnterprise {
    const firm = demoFirms().find((candidate) => candidate.id === id);
    if (!firm) throw new Error(`the sample has no enterprise ${id}`);
    return firm;
  }
}
