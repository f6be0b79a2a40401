import { randomBytes, randomUUID } from 'node:crypto';
import { loadProcedures, sampleData } from '@vermilion/catalogue';
import type { CaseView, DrawView, RoundReceipt, RoundView } from '@vermilion/contracts';
import {
  drawPanel,
  SYSTEM,
  type Candidate,
  type Marks,
  type PanelStage,
  type Person,
  type RoundTerms,
} from '@vermilion/domain';
import { accepting } from './accepting.js';
import { ApiCase } from './api-case.js';
import type { Answer, TestApi } from './api.js';
import { clockTo } from './register-files.js';
import { roundStoryOn } from './round-story.js';

/** The terms of the round that tests call over HTTP: one place only, so that the second in order falls under the cut. */
export const API_TERMS: RoundTerms = {
  year: 2018,
  opens: '2018-03-01T09:00:00+08:00',
  closes: '2018-04-01T00:00:00+08:00',
  cutOff: '2018-04-10T00:00:00+08:00',
  quota: 1,
  districtCap: 3,
};

/** A round of smart workshops: people decide over HTTP, the engine's and the clock's part is done on the ledger. */
export class ApiRound {
  readonly id = 'smart-workshop-2018';
  private readonly engine;

  constructor(private readonly api: TestApi) {
    this.engine = roundStoryOn(api.store.ledger, loadProcedures());
  }

  call(as = 'miit-officer', terms: object = API_TERMS, key: string = randomUUID()) {
    return this.api.ask<RoundReceipt>('POST', '/rounds', { as, key, json: { procedure: 'smart-workshop', terms } });
  }

  async view(as: string): Promise<RoundView> {
    const { status, body } = await this.api.ask<RoundView>('GET', `/rounds/${this.id}`, { as });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  /** Gives a command upon what the person sees, or upon another version. */
  async command<Body = RoundReceipt>(
    as: string,
    type: string,
    payload: object,
    { seq, key = randomUUID(), by = '' }: { seq?: number; key?: string; by?: '' | '/operations' } = {},
  ): Promise<Answer<Body>> {
    const expectedSeq = seq ?? (await this.view(as)).seq;
    const path = `${by}/rounds/${this.id}/commands`;
    return this.api.ask<Body>('POST', path, { as, key, json: { type, payload, expectedSeq } });
  }

  /** The same, and it must be accepted. */
  async must(as: string, type: string, payload: object, by: '' | '/operations' = ''): Promise<RoundReceipt> {
    const { status, body } = await this.command(as, type, payload, { by });
    if (status !== 200) throw new Error(`${type}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Does what the clock and the engine owe at an instant. */
  async comesTo(instant: string): Promise<void> {
    await clockTo(this.api.store, instant);
    await this.work();
  }

  work(): Promise<void> {
    return this.engine.doOwedWork(this.id);
  }

  /** A decision upon the newest version of a case, over HTTP. */
  async decide(application: ApiCase, as: string, type: string, payload: object): Promise<void> {
    const { body } = await this.api.ask<CaseView>('GET', `/cases/${application.id}`, { as });
    const given = await application.command(as, type, payload, body.seq);
    if (given.status !== 200) throw new Error(`${type}: ${JSON.stringify(given.body)}`);
  }

  /** Submitted, accepted and passed by the district's two offices: waits to be recommended. */
  async reviewed(enterprise: string): Promise<ApiCase> {
    const application = await ApiCase.open(this.api, enterprise);
    await application.submit();
    await this.decide(application, districtOf(enterprise), 'accept', {});
    await this.decide(application, districtOf(enterprise), 'pass', { opinion: '符合条件' });
    await this.decide(application, districtOf(enterprise, 'finance'), 'countersign', { opinion: '' });
    return application;
  }

  /** The panel gives the marks of the sample's round panel of the enterprise. */
  async judge({ id, enterprise }: ApiCase): Promise<void> {
    const panel = sampleData().roundPanels.find(({ enterpriseId }) => enterpriseId === enterprise);
    const experts = await this.convene(id);
    await this.mark(
      id,
      experts.map((expert, index) => ({ expert, items: panel?.seats[index]?.items ?? {} })),
    );
  }

  /** The experts on the seats of a case. */
  seated(id: string): Promise<Person[]> {
    return this.engine.seated(id);
  }

  /** Draws a panel, with a seed by which one of these sits on it. @returns the experts by seat. */
  async draw(id: string, oneOf: readonly Person[] = []): Promise<Person[]> {
    await this.engine.must(id, SYSTEM, { type: 'freeze-pool' });
    await this.engine.must(id, SYSTEM, { type: 'draw', seed: await this.seedFor(id, oneOf) });
    return this.seated(id);
  }

  /** The same, and it accepts. */
  async convene(id: string, oneOf: readonly Person[] = []): Promise<Person[]> {
    const experts = await this.draw(id, oneOf);
    for (const expert of experts) await this.engine.must(id, expert, accepting);
    return experts;
  }

  private async seedFor(id: string, oneOf: readonly Person[]): Promise<string> {
    const { body } = await this.api.ask<DrawView>('GET', `/draws/${id}.${await this.engine.seqOf(id)}`);
    const wanted = await this.api.store.database.admin<{ token: string }>(
      'SELECT token FROM candidate WHERE case_id = $1 AND expert_id = ANY($2)',
      [id, oneOf.map(({ organisation }) => organisation.slice('expert:'.length))],
    );
    for (;;) {
      const seed = randomBytes(32).toString('hex');
      const { seats } = drawPanel(body.candidates as Candidate[], body.strata as PanelStage['strata'], seed);
      if (oneOf.length === 0 || seats.some(({ token }) => wanted.some((one) => one.token === token))) return seed;
    }
  }

  /** The experts mark in this order. */
  async mark(id: string, given: readonly { expert: Person; items: Marks['items'] }[]): Promise<void> {
    for (const { expert, items } of given) {
      const comments = Object.fromEntries(Object.keys(items).map((item) => [item, '依据现场材料评定']));
      await this.engine.must(id, expert, { type: 'submit-marks', marks: { items, comments } });
    }
  }
}

/** The user of the district office of a sample enterprise. */
export function districtOf(enterprise: string, office: 'industry' | 'finance' = 'industry'): string {
  return `d-${districtCode(enterprise).toLowerCase()}-${office}`;
}

/** The code of its district. */
export function districtCode(enterprise: string): string {
  const firm = sampleData().enterprises.find(({ id }) => id === enterprise);
  if (!firm) throw new Error(`no enterprise ${enterprise}`);
  return firm.district.internalCode;
}
