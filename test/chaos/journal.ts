import { setTimeout as sleep } from 'node:timers/promises';
import type { ProblemBody, Receipt } from '@vermilion/contracts';
import type { ApiRequest, ApiUser } from '../support/api-client.js';

/** One command as its sender remembers it. `unknown`: sent, and no answer came. */
export interface Entry {
  readonly user: ApiUser;
  readonly type: string;
  readonly request: ApiRequest;
  outcome: 'acknowledged' | 'refused' | 'unknown';
  receipt: Receipt | null;
  refusal: string | null;
  /** Whether an answer was missing at least once. */
  wasUnknown: boolean;
}

const RETRY_MS = 400;

/** What the clients of the system would swear to. */
export class Journal {
  readonly entries: Entry[] = [];
  /** Commands that are sent and not answered at this moment. */
  underWay = 0;

  /** Sends a command once and writes down what became of it. */
  async send(user: ApiUser, type: string, request: ApiRequest): Promise<Entry> {
    const entry: Entry = { user, type, request, outcome: 'unknown', receipt: null, refusal: null, wasUnknown: false };
    this.entries.push(entry);
    await this.try(entry);
    return entry;
  }

  /** Sends the very same command again, with the same key, until somebody answers. @throws after the patience. */
  async resolve(entry: Entry, patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (entry.outcome === 'unknown') {
      if (Date.now() > deadline) throw new Error(`no answer to ${entry.type} ${entry.request.key}`);
      await sleep(RETRY_MS);
      await this.try(entry);
    }
  }

  with(outcome: Entry['outcome']): readonly Entry[] {
    return this.entries.filter((entry) => entry.outcome === outcome);
  }

  private async try(entry: Entry): Promise<void> {
    this.underWay += 1;
    const reply = await entry.user.attempt(entry.request);
    this.underWay -= 1;
    if (reply.kind === 'unknown') {
      entry.wasUnknown = true;
      return;
    }
    entry.outcome = reply.status < 400 ? 'acknowledged' : 'refused';
    if (reply.status < 400) entry.receipt = reply.body as Receipt;
    else entry.refusal = (reply.body as ProblemBody).code;
  }
}
