import { setTimeout as sleep } from 'node:timers/promises';
import type { SampleEnterprise } from '@vermilion/catalogue';
import type { CaseView, DeadlineView, EventView, Receipt } from '@vermilion/contracts';
import type { CommandType, EventType, Text } from '@vermilion/domain';
import { RefusedByApi, type ApiClient, type ApiUser } from '../support/api-client.js';
import { until } from '../support/processes.js';
import type { Narrator } from './narrator.js';

type Fits = (data: Readonly<Record<string, unknown>>) => boolean;

/** A step of the story: a command, and the event by which a later run sees that it was done. */
export interface Step {
  readonly by: ApiUser;
  readonly type: CommandType;
  readonly payload: object;
  readonly leaves: EventType;
  readonly fits?: Fits;
  readonly says: Text;
}

const POLL_MS = 200;
const PATIENCE_MS = 60_000;
const LONGEST_RACE = 20;

/** The application of one enterprise, seen through its own eyes. */
export class StoryCase {
  constructor(
    private readonly api: ApiClient,
    private readonly narrator: Narrator,
    readonly firm: SampleEnterprise,
    readonly id: string,
  ) {}

  get filler(): ApiUser {
    return this.api.as(`${this.firm.id.toLowerCase()}-filler`);
  }
  get approver(): ApiUser {
    return this.api.as(`${this.firm.id.toLowerCase()}-approver`);
  }
  get industry(): ApiUser {
    return this.api.as(`d-${this.firm.district.internalCode.toLowerCase()}-industry`);
  }
  get finance(): ApiUser {
    return this.api.as(`d-${this.firm.district.internalCode.toLowerCase()}-finance`);
  }

  view(): Promise<CaseView> {
    return this.approver.get<CaseView>(`cases/${this.id}`);
  }

  /** The facts of the case as a reader may see them; the firm learns of its marks only with the list of the round. */
  async events(by: ApiUser = this.approver): Promise<readonly EventView[]> {
    return (await by.get<{ items: EventView[] }>(`cases/${this.id}/events`)).items;
  }

  /** The first event of this type, if it has happened. */
  async recorded(type: EventType, fits: Fits = () => true, by?: ApiUser): Promise<EventView | undefined> {
    return (await this.events(by)).find((event) => event.type === type && fits(event.data));
  }

  /** When a limit of the case lapses; null when it does not run. */
  async dueOf(limit: string): Promise<string | null> {
    const { items } = await this.industry.get<{ items: DeadlineView[] }>(`cases/${this.id}/deadlines`);
    return items.find((row) => row.rung === 'lapse' && row.limit.startsWith(limit))?.dueAt ?? null;
  }

  /** Does a step unless an earlier run has done it. */
  async give(step: Step): Promise<void> {
    const done = await this.recorded(step.leaves, step.fits);
    if (done) return this.narrator.report(done, step.says);
    const receipt = await this.command(step);
    this.narrator.tell(receipt.at, step.says);
  }

  /** Gives the command on the newest version of the case; whoever was faster is waited for. @throws RefusedByApi */
  async command({ by, type, payload }: Pick<Step, 'by' | 'type' | 'payload'>): Promise<Receipt> {
    for (let race = 1; ; race += 1) {
      const { seq } = await by.get<CaseView>(`cases/${this.id}`);
      try {
        return await by.ask<Receipt>({
          method: 'POST',
          path: `cases/${this.id}/commands`,
          body: { type, payload, expectedSeq: seq },
          key: `story-${this.firm.id}-${type}`,
        });
      } catch (error) {
        const overtaken = error instanceof RefusedByApi && error.problem.code === 'stale-version';
        if (!overtaken || race === LONGEST_RACE) throw error;
      }
    }
  }

  /** Waits for something that the system does by itself. @throws when it does not come within a minute. */
  async comes(type: EventType, fits?: Fits, by?: ApiUser): Promise<EventView> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const event = await this.recorded(type, fits, by);
      if (event) return event;
      if (Date.now() > deadline) {
        const { stage, holder, seq } = await this.view();
        throw new Error(
          `${this.id}: no ${type} within a minute (stage ${stage?.id}, holder ${holder?.kind}, seq ${seq})`,
        );
      }
      await sleep(POLL_MS);
    }
  }

  /** Waits until the case stands at a stage. @throws after a minute */
  async standsAt(stage: string): Promise<void> {
    await until(`${this.id} stands at ${stage}`, async () => (await this.view()).stage?.id === stage, PATIENCE_MS);
  }
}
