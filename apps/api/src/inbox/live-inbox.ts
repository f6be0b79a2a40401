import { Inject, Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { SYSTEM, type Person } from '@vermilion/domain';
import {
  hearFromNow,
  newestNotification,
  newsFor,
  notificationsNumbered,
  notificationsSince,
  type Ledger,
  type NotificationEntry,
} from '@vermilion/ledger';
import type { Log } from '@vermilion/runtime';
import { Observable, type Subscriber } from 'rxjs';
import { LEDGER, LOG } from '../parts.js';

interface Follower {
  readonly person: Person;
  readonly still: () => Promise<boolean>;
  readonly subscriber: Subscriber<MessageEvent>;
  readonly endsAt: number;
  lastId: string;
  /** What was there already when it was last looked for. */
  heard: string;
  /** The messages that went out on this stream. */
  readonly told: Set<string>;
  /** Those of them that have grown, and nobody has said so yet. */
  readonly grown: Set<string>;
  grownAt: number;
  spokenAt: number;
  /** When it was last found that whoever reads would still be let in. */
  knownAt: number;
}

/** Who reads a stream, until when at most, and whether they would still be let in: rejected when that cannot be found out now. */
export interface Reader {
  readonly person: Person;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly still: () => Promise<boolean>;
}

const LOOK_EVERY_MS = 500;
const SAY_SOMETHING_AFTER_MS = 15_000;
/** So often it is asked whether a reader would still be let in, and so long an answer counts when none can be had. */
const ASK_EVERY_MS = 10_000;
const KNOWN_FOR_MS = 60_000;
const MOST_AT_ONCE = 100;
/** The event with which a stream begins. */
const LISTENING = 'listening';
/** A message that went out on this stream already has been joined by something: its number alone, not all that it tells of. */
const GROWN = 'grown';
/** So often it is said at most that messages have grown. */
const GROWN_EVERY_MS = 3_000;
const ID = /^\d{1,18}$/;

/**
 * Pushes new messages to those who listen: one look for all of them, then each one's messages under that person's own rights. A stream ends
 * with its token; the client comes back with a new one and the id of the last message. Whoever is signed out, disabled or loses the membership
 * loses it within ten seconds, and within a minute if nobody can be asked. Source: GB/T 22239-2019 8.1.4.2 访问控制.
 */
@Injectable()
export class LiveInbox implements OnModuleDestroy {
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The messages of the acting organisation after `lastId`; without one, from now on. It begins with a word that it does: what was read before may be old by then. */
  follow({ person, expires, still }: Reader, lastId: string | undefined): Observable<MessageEvent> {
    return new Observable((subscriber) => {
      let follower: Follower | null = null;
      const begin = async () => {
        // First from when on it listens, then what it has missed: what falls between comes twice at worst.
        const { heard, newest } = await this.ledger.read(person, async (session) => ({
          heard: await hearFromNow(session),
          newest: await newestNotification(session, person.organisation),
        }));
        const from = lastId !== undefined && ID.test(lastId) ? lastId : newest;
        if (subscriber.closed || this.closed) return subscriber.complete();
        const now = Date.now();
        const known = { lastId: from, heard, told: new Set<string>(), grown: new Set<string>() };
        const times = { endsAt: expires * 1000, spokenAt: now, grownAt: 0, knownAt: now };
        follower = { person, still, subscriber, ...known, ...times };
        subscriber.next({ id: from, type: LISTENING, data: 'now', retry: 2000 });
        if (lastId !== undefined) await this.catchUp(follower);
        if (subscriber.closed || this.closed) return subscriber.complete();
        this.followers.add(follower);
        this.lookLater();
      };
      begin().catch((error: unknown) => subscriber.error(error));
      return () => {
        if (follower) this.followers.delete(follower);
      };
    });
  }

  onModuleDestroy(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    for (const { subscriber } of this.followers) subscriber.complete();
  }

  /** What came while nobody listened. */
  private async catchUp(follower: Follower): Promise<void> {
    const { person } = follower;
    for (let missed = MOST_AT_ONCE; missed === MOST_AT_ONCE;) {
      const messages = await this.ledger.read(person, (session) =>
        notificationsSince(session, person.organisation, follower.lastId, MOST_AT_ONCE),
      );
      missed = messages.length;
      for (const message of messages) say(follower, message);
    }
  }

  private lookLater(): void {
    if (this.timer || this.closed || this.followers.size === 0) return;
    this.timer = setTimeout(() => {
      this.dismiss()
        .then(() => this.look())
        .catch((error: unknown) => this.log.warn({ err: error }, 'the live inbox could not look'))
        .finally(() => {
          this.timer = null;
          this.lookLater();
        });
    }, LOOK_EVERY_MS);
  }

  /** Ends the streams of those who would not be let in any more. */
  private async dismiss(): Promise<void> {
    await Promise.all([...this.followers].map((follower) => this.confirm(follower)));
  }

  private async confirm(follower: Follower): Promise<void> {
    const asked = Date.now();
    if (asked > follower.endsAt) return follower.subscriber.complete();
    if (asked - follower.knownAt < ASK_EVERY_MS) return;
    try {
      if (!(await follower.still())) return follower.subscriber.complete();
      follower.knownAt = asked;
    } catch (error) {
      if (Date.now() - follower.knownAt < KNOWN_FOR_MS) return;
      this.log.warn({ err: error }, 'whether a reader is still let in could not be found out');
      follower.subscriber.complete();
    }
  }

  private async look(): Promise<void> {
    const followers = [...this.followers];
    const listeners = followers.map(({ person, heard }) => ({ recipient: person.organisation, heard }));
    const { heard, ids } = await this.ledger.read(SYSTEM, (session) => newsFor(session, listeners));
    for (const [place, follower] of followers.entries()) {
      await this.tell(follower, ids[place] ?? []);
      follower.heard = heard;
      keepAlive(follower);
    }
  }

  private async tell(follower: Follower, ids: readonly string[]): Promise<void> {
    const { person, told, grown } = follower;
    const fresh = ids.filter((id) => !told.has(id));
    if (fresh.length > 0) {
      const messages = await this.ledger.read(person, (session) =>
        notificationsNumbered(session, person.organisation, fresh),
      );
      for (const message of messages) say(follower, message);
    }
    for (const id of ids) if (!fresh.includes(id)) grown.add(id);
    if (grown.size > 0 && Date.now() - follower.grownAt >= GROWN_EVERY_MS) sayGrown(follower);
  }
}

function sayGrown(follower: Follower): void {
  follower.subscriber.next({ id: follower.lastId, type: GROWN, data: { ids: [...follower.grown] } });
  follower.grown.clear();
  follower.spokenAt = follower.grownAt = Date.now();
}

function say(follower: Follower, message: NotificationEntry): void {
  // One that came late, with a lower number, does not take the reader back.
  if (BigInt(message.id) > BigInt(follower.lastId)) follower.lastId = message.id;
  follower.subscriber.next({ id: follower.lastId, type: 'notification', data: message });
  follower.told.add(message.id);
  follower.spokenAt = Date.now();
}

/** A word now and then, so that nobody on the way takes the line for dead. */
function keepAlive(follower: Follower): void {
  if (Date.now() - follower.spokenAt < SAY_SOMETHING_AFTER_MS) return;
  follower.subscriber.next({ comment: 'still here' });
  follower.spokenAt = Date.now();
}
