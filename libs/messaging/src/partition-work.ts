import type { EachBatchPayload } from 'kafkajs';
import type { Log } from './connection.js';
import type { Gathering } from './gathering.js';
import { ComeBackLater, reasonOf, type KeyWork } from './key-work.js';
import { groupByKey, messageFrom, type IncomingMessage } from './message.js';
import type { Parking } from './parking.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;

/** What happened to the partitions so far; the watchdog and the metrics read it. */
export interface Progress {
  handled: number;
  at: number;
  /** Partitions that stand still because a dependency is away, with the number of tries. */
  readonly waiting: Map<string, number>;
}

/** How much is done at a time. */
interface Pace {
  /** Keys side by side. */
  readonly keysAtOnce: number;
  /** How long a partition rests after a poll. */
  readonly gathering: Gathering;
}

/** Processes one poll of one partition: keys side by side, the messages of a key in order, the offset afterwards, and on the way when it takes long. */
export class PartitionWork {
  private readonly turns = new Map<string, Promise<void>>();

  constructor(
    private readonly keyWork: KeyWork,
    private readonly parking: Parking,
    private readonly progress: Progress,
    private readonly pace: Pace,
    private readonly log: Log,
  ) {}

  /** Runs `work` while no batch of the partition is in progress. */
  async inTurn(place: string, work: () => Promise<void>): Promise<void> {
    const before = this.turns.get(place) ?? Promise.resolve();
    const turn = before.then(work);
    this.turns.set(
      place,
      turn.catch(() => undefined),
    );
    await turn;
  }

  /** Handles a batch; what was not reached is fetched again, because its offset stays where it was. */
  async batch(payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    const place = `${topic}/${partition}`;
    await this.inTurn(place, () => this.workOff(payload, place));
  }

  private async workOff(payload: EachBatchPayload, place: string): Promise<void> {
    const { batch } = payload;
    const messages = batch.messages.map((record) => messageFrom(batch.topic, batch.partition, record));
    const done = new Set<IncomingMessage>();
    const alive = keepAlive(payload, () => this.settle(payload, place, messages, done));
    let failure: unknown;
    try {
      const groups = [...groupByKey(messages).values()];
      const parked = await this.parkedAmong(groups);
      const next = () =>
        failure === undefined && payload.isRunning() && !payload.isStale() ? groups.shift() : undefined;
      const lane = async () => {
        for (let group = next(); group; group = next()) {
          await this.keyWork.process(group, parked.has(group[0]?.key ?? ''));
          for (const message of group) done.add(message);
          this.progress.handled += group.length;
        }
      };
      const lanes = Array.from({ length: this.pace.keysAtOnce }, () =>
        lane().catch((error: unknown) => void (failure ??= error)),
      );
      await Promise.all(lanes);
    } catch (error) {
      failure ??= error;
    } finally {
      await alive.stop();
    }
    await this.settle(payload, place, messages, done);
    if (failure !== undefined) this.comeBackLater(payload, place, failure);
    else {
      this.progress.waiting.delete(place);
      rest(payload, this.pace.gathering.restAfter(messages.length));
    }
    alive.check();
  }

  private async parkedAmong(groups: readonly IncomingMessage[][]): Promise<ReadonlySet<string>> {
    try {
      return await this.parking.parkedAmong(groups.map((group) => group[0]?.key ?? ''));
    } catch (error) {
      throw new ComeBackLater(reasonOf(error), { cause: error });
    }
  }

  /** Commits up to the first message that is not done. */
  private async settle(
    payload: EachBatchPayload,
    place: string,
    messages: readonly IncomingMessage[],
    done: ReadonlySet<IncomingMessage>,
  ) {
    const reached = messages.findIndex((message) => !done.has(message));
    const last = messages[(reached < 0 ? messages.length : reached) - 1];
    if (!last) return;
    const { topic, partition } = payload.batch;
    payload.resolveOffset(last.offset);
    const offset = String(BigInt(last.offset) + 1n);
    await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
    this.progress.at = Date.now();
    this.log.debug({ place, offset, messages: done.size }, 'processed');
  }

  private comeBackLater(payload: EachBatchPayload, place: string, failure: unknown): void {
    const tries = (this.progress.waiting.get(place) ?? 0) + 1;
    this.progress.waiting.set(place, tries);
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
    this.log.warn({ place, tries, wait, reason: reasonOf(failure) }, 'partition waits for what it depends on');
    rest(payload, wait);
  }
}

/** Nothing is fetched of the partition for so long. */
function rest(payload: EachBatchPayload, ms: number): void {
  if (ms > 0) setTimeout(payload.pause(), ms).unref();
}

const BEAT_MS = 1_000;

/**
 * Heartbeats while handlers work, and commits what they have done: a poll of a backlog may take minutes, and who dies over it begins where it was. The error of one
 * (the group is rebalancing) is thrown by `check`, after the work.
 */
function keepAlive(
  payload: EachBatchPayload,
  settle: () => Promise<void>,
): { stop: () => Promise<void>; check: () => void } {
  let failure: unknown;
  let beating: Promise<void> | null = null;
  const beat = async (): Promise<void> => {
    try {
      await payload.heartbeat();
      await settle();
    } catch (error) {
      failure ??= error;
    }
    beating = null;
  };
  const timer = setInterval(() => {
    beating ??= beat();
  }, BEAT_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await beating;
    },
    check: () => {
      if (failure !== undefined) throw failure as Error;
    },
  };
}
