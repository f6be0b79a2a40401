import { setTimeout as sleep } from 'node:timers/promises';
import { sampleData } from '@vermilion/catalogue';
import type { EventView, RoundReceipt, RoundView } from '@vermilion/contracts';
import { hasReached, NO_ROUND, type RoundCommandType, type RoundPhase, type Text } from '@vermilion/domain';
import { RefusedByApi, type ApiClient, type ApiUser } from '../support/api-client.js';
import type { Narrator } from './narrator.js';

const POLL_MS = 250;
const PATIENCE_MS = 120_000;
const LONGEST_RACE = 20;

/** The round of the story, as its officer sees it. */
export class StoryRound {
  constructor(
    private readonly api: ApiClient,
    private readonly narrator: Narrator,
  ) {}

  get id(): string {
    return `smart-workshop-${sampleData().round.year}`;
  }

  view(by: ApiUser = this.api.as('miit-officer')): Promise<RoundView> {
    return by.get<RoundView>(`rounds/${this.id}`);
  }

  /** The facts of the round, as its officer may read them. */
  async events(): Promise<readonly EventView[]> {
    return (await this.api.as('miit-officer').get<{ items: EventView[] }>(`rounds/${this.id}/events`)).items;
  }

  /** Calls the round of the sample, unless an earlier run has. */
  async call(): Promise<void> {
    const { year, opens, closes, recommendBy, quota, districtCap } = sampleData().round;
    await this.api.as('miit-officer').ask<RoundReceipt>({
      method: 'POST',
      path: 'rounds',
      body: { procedure: 'smart-workshop', terms: { year, opens, closes, cutOff: recommendBy, quota, districtCap } },
      key: `story-${this.id}-call`,
    });
    this.narrator.tell(opens, {
      zh: `市工信委发布${year}年申报通知：${closes.slice(0, 10)} 0时截止，名额${quota}个，每县区至多推荐${districtCap}个`,
      en: `the round is called: quota ${quota}, at most ${districtCap} from a district`,
    });
  }

  /** Whether the round has come to this phase. */
  async reached(phase: RoundPhase): Promise<boolean> {
    return hasReached({ ...NO_ROUND, phase: (await this.view()).phase }, phase);
  }

  /** Waits for a phase that the system or the clock brings about. @throws when it does not come within two minutes. */
  async comes(phase: RoundPhase): Promise<RoundView> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.reached(phase))) {
      if (Date.now() > deadline) throw new Error(`${this.id} is ${(await this.view()).phase}, not ${phase}`);
      await sleep(POLL_MS);
    }
    return this.view();
  }

  /** Gives a command on the newest version of the round. @throws RefusedByApi */
  async command(by: ApiUser, type: RoundCommandType, payload: object, says: Text): Promise<void> {
    for (let race = 1; ; race += 1) {
      const { seq } = await this.view(by);
      try {
        const { at } = await by.ask<RoundReceipt>({
          method: 'POST',
          path: `rounds/${this.id}/commands`,
          body: { type, payload, expectedSeq: seq },
          key: `story-${this.id}-${type}-${by.name}-${seq}`,
        });
        this.narrator.tell(at, says);
        return;
      } catch (error) {
        const overtaken = error instanceof RefusedByApi && error.problem.code === 'stale-version';
        if (!overtaken || race === LONGEST_RACE) throw error;
      }
    }
  }
}
