import { randomUUID } from 'node:crypto';
import { sampleData } from '@vermilion/catalogue';
import type { CaseView, ClockView, ProgrammeView, Receipt, RoundView } from '@vermilion/contracts';
import type { ApiClient } from './api-client.js';
import { fillIn } from './fill-in.js';
import { until } from './processes.js';

const PATIENCE_MS = 60_000;
/** The round of the sample. */
export const ROUND = 'smart-workshop-2018';

/** What a story in the browser presupposes, brought about over HTTP: the call of 2018, and cases that have come so far. */
export class RoundInPlace {
  constructor(private readonly api: ApiClient) {}

  /** 发布申报通知: the round of the sample, one hour after it has opened. */
  async called(): Promise<void> {
    const { year, opens, closes, recommendBy, quota, districtCap } = sampleData().round;
    await this.api.as('miit-officer').ask({
      method: 'POST',
      path: 'rounds',
      body: { procedure: 'smart-workshop', terms: { year, opens, closes, cutOff: recommendBy, quota, districtCap } },
      key: randomUUID(),
    });
    await this.until(opens);
  }

  /** Moves the business clock. It stops at every date on the way until what is due is recorded. */
  async until(instant: string): Promise<void> {
    const operations = this.api.as('ops1');
    await operations.ask({ method: 'POST', path: 'operations/clock', body: { to: instant } });
    await until(
      `the clock reaches ${instant}`,
      async () => {
        const { now, waitingFor } = await operations.get<ClockView>('operations/clock');
        return Date.parse(now) >= Date.parse(instant) && waitingFor.length === 0;
      },
      PATIENCE_MS,
    );
  }

  /** An empty draft of an enterprise of the sample. @returns the case */
  async opened(enterprise: string): Promise<string> {
    const filler = this.api.as(`${enterprise.toLowerCase()}-filler`);
    const body = { procedure: 'smart-workshop' };
    const { caseId } = await filler.ask<Receipt>({ method: 'POST', path: 'cases', body, key: randomUUID() });
    return caseId;
  }

  /** A draft with the form and all documents of the sample. @returns the case */
  async filled(enterprise: string): Promise<string> {
    const caseId = await this.opened(enterprise);
    const filler = this.api.as(`${enterprise.toLowerCase()}-filler`);
    const programme = await filler.get<ProgrammeView>('programmes/smart-workshop');
    await fillIn(filler, { caseId, enterprise, programme });
    return caseId;
  }

  /** An application that its approver has submitted. @returns the case */
  async submitted(enterprise: string): Promise<string> {
    const caseId = await this.filled(enterprise);
    const approver = `${enterprise.toLowerCase()}-approver`;
    const { draft } = await this.api.as(approver).get<CaseView>(`cases/${caseId}`);
    await this.command(approver, caseId, 'submit', { draftVersion: draft?.version ?? 0 });
    return caseId;
  }

  /** A step on a case, upon what the person sees. */
  async command(user: string, caseId: string, type: string, payload: object = {}): Promise<void> {
    await this.give(user, `cases/${caseId}`, type, payload);
  }

  /** A step on the round of the sample, upon what the person sees. */
  async decide(user: string, type: string, payload: object): Promise<void> {
    await this.give(user, `rounds/${ROUND}`, type, payload);
  }

  private async give(user: string, place: string, type: string, payload: object): Promise<void> {
    const { seq } = await this.api.as(user).get<CaseView | RoundView>(place);
    await this.api.as(user).ask<Receipt>({
      method: 'POST',
      path: `${place}/commands`,
      body: { type, payload, expectedSeq: seq },
      key: randomUUID(),
    });
  }
}
