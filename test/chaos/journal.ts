import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseView, ProblemBody, Receipt } from '@vermilion/contracts';
import type { ApiRequest, ApiUser } from '../support/api-client.js';

/** What an answer said, if one came. */
export interface Heard {
  readonly outcome: 'acknowledged' | 'refused' | 'unknown';
  readonly receipt: Receipt | null;
  readonly refusal: string | null;
}

/** One command as its sender remembers it. `unknown`: sent, and no answer came. */
export interface Entry {
  readonly user: ApiUser;
  readonly type: string;
  readonly request: ApiRequest;
  outcome: Heard['outcome'];
  receipt: Receipt | null;
  refusal: string | null;
  /** Whether an answer was missing at least once. */
  wasUnknown: boolean;
  /** What the very same command was answered when it was sent once more after an answer. */
  readonly repeats: Heard[];
  /** What its sender saw of the case right after the answer; null when nobody looked, or could not. */
  seen: { readonly status: number; readonly seq: number | null } | null;
}

const RETRY_MS = 400;

/** What the clients of the system would swear to. */
export class Journal {
  readonly entries: Entry[] = [];
  /** What went wrong beside the commands: a draft that could not be filled in. */
  readonly troubles: string[] = [];
  /** Commands that are sent and not answered at this moment. */
  underWay = 0;

  /** @param keep hears of each entry, by its number, whenever something has become known of it. */
  constructor(private readonly keep: (number: number, entry: Entry) => void = () => undefined) {}

  /** Sends a command once and writes down what became of it. */
  async send(user: ApiUser, type: string, request: ApiRequest): Promise<Entry> {
    const nothingYet = { outcome: 'unknown', receipt: null, refusal: null, wasUnknown: false, seen: null } as const;
    const entry: Entry = { user, type, request, ...nothingYet, repeats: [] };
    this.entries.push(entry);
    // Written down before it is sent: whoever dies meanwhile has sent it, perhaps.
    this.note(entry);
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

  /** Sends an answered command once more: it must get the same answer. */
  async repeat(entry: Entry): Promise<void> {
    entry.repeats.push(await this.hear(entry));
    this.note(entry);
  }

  /** The sender looks at the case right after its receipt. */
  async look(entry: Entry): Promise<void> {
    if (!entry.receipt) return;
    const reply = await entry.user.attempt({ method: 'GET', path: `cases/${entry.receipt.caseId}` });
    if (reply.kind === 'unknown') return;
    const seq = reply.status < 400 ? (reply.body as CaseView).seq : null;
    entry.seen = { status: reply.status, seq };
    this.note(entry);
  }

  with(outcome: Entry['outcome']): readonly Entry[] {
    return this.entries.filter((entry) => entry.outcome === outcome);
  }

  private async try(entry: Entry): Promise<void> {
    this.underWay += 1;
    const heard = await this.hear(entry);
    this.underWay -= 1;
    if (heard.outcome === 'unknown') entry.wasUnknown = true;
    else Object.assign(entry, heard);
    this.note(entry);
  }

  private async hear({ user, request }: Entry): Promise<Heard> {
    const reply = await user.attempt(request);
    if (reply.kind === 'unknown') return { outcome: 'unknown', receipt: null, refusal: null };
    if (reply.status < 400) return { outcome: 'acknowledged', receipt: reply.body as Receipt, refusal: null };
    return { outcome: 'refused', receipt: null, refusal: (reply.body as ProblemBody).code };
  }

  private note(entry: Entry): void {
    this.keep(this.entries.indexOf(entry), entry);
  }
}
