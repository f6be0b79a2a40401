import { SYSTEM } from '@vermilion/domain';
import {
  claimDeliveries,
  ORDERED_ATTEMPTS,
  recordDeliveries,
  type Connection,
  type DeliveryOutcome,
  type DueDelivery,
} from '@vermilion/ledger';
import { Loop, type Log } from '@vermilion/runtime';
import { createTransport, type Transporter } from 'nodemailer';
import { MailDoor } from './mail-door.js';
import { failureOf, reasonOf } from './mail-errors.js';
import { mailText } from './mail-text.js';
import { OutcomeBook } from './outcome-book.js';
import { isLoopback, isReserved } from './safe-address.js';

const LOOK_EVERY_MS = 500;
/** Sessions with the mail server at the same time, kept from mail to mail; the most mails in one, as servers end sessions that go on for ever. */
const CONNECTIONS = 8;
const MAILS_OF_A_SESSION = 500;
/** The most mails that are claimed and not yet written down. The next ones are claimed when half of them are left. */
const UNDER_WAY = 200;
/** For how long a claim holds; no sending begins in its last seconds, so that no other sender has the mail meanwhile. */
const LEASE_MS = 60_000;
const LEASE_MARGIN_MS = 20_000;
const TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 300_000;
const REFUSED = 'reserved test domain: handed only to a mail server on this machine';

/** How mail leaves. */
export interface MailSetting {
  readonly smtpUrl: string;
  readonly from: string;
}

/** The mails of one claim to one address, in the order in which they are to arrive. */
interface Lane {
  readonly mails: readonly DueDelivery[];
  /** When the claim holds no longer for a new sending, in ms of the machine. */
  readonly until: number;
}

/**
 * Sends the mails that are due: several addresses at a time, to each address one after another. A mail may arrive twice after a crash, then with the
 * same Message-ID; none is forgotten.
 */
export class MailSender {
  private readonly loop: Loop;
  private readonly transport: Transporter;
  private readonly book: OutcomeBook;
  private readonly door = new MailDoor();
  private readonly lanes: Lane[] = [];
  private readonly local: boolean;
  private sending = 0;
  private underWay = 0;
  private stopped = false;
  private wake: () => void = () => undefined;
  private count = { sent: 0, failed: 0 };

  constructor(
    private readonly ledger: Pick<Connection, 'write'>,
    private readonly setting: MailSetting,
    private readonly log: Log,
  ) {
    this.local = isLoopback(setting.smtpUrl);
    this.transport = createTransport({
      url: setting.smtpUrl,
      pool: true,
      maxConnections: CONNECTIONS,
      maxMessages: MAILS_OF_A_SESSION,
      // A mail that is tried again is tried by its row, and not by the library's memory.
      maxRequeues: 0,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    });
    this.book = new OutcomeBook(
      (outcomes) => this.record(outcomes),
      (error) => log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'mails not written down yet'),
    );
    this.loop = new Loop({ what: 'mail sender', pauseMs: LOOK_EVERY_MS, log }, () => this.sendDue());
  }

  /** Mails sent, and mails given up, since the start. */
  get counts(): { readonly sent: number; readonly failed: number } {
    return this.count;
  }

  start(): void {
    this.loop.start();
  }

  /** What is being sent is sent to its end; the rest of the claimed is given back. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.loop.stop();
    while (this.sending > 0) await this.change();
    await this.book.settle();
    this.transport.close();
  }

  /** @returns whether there may be more at once. */
  private async sendDue(): Promise<boolean> {
    while (!this.stopped && this.underWay > (this.door.isTrying ? 0 : UNDER_WAY / 2)) await this.change();
    const room = this.stopped || this.book.isStuck ? 0 : this.door.admits(UNDER_WAY - this.underWay);
    if (room === 0) return false;
    const until = Date.now() + LEASE_MS - LEASE_MARGIN_MS;
    const due = await this.ledger.write(SYSTEM, (session) => claimDeliveries(session, room, LEASE_MS));
    this.underWay += due.length;
    const addresses = new Map<string, DueDelivery[]>();
    for (const mail of due) addresses.set(mail.address, [...(addresses.get(mail.address) ?? []), mail]);
    for (const mails of addresses.values()) this.lanes.push({ mails, until });
    this.fillConnections();
    return due.length === room;
  }

  /** Resolves at the next change of what is under way. */
  private change(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }

  private fillConnections(): void {
    for (let lane = this.next(); lane; lane = this.next()) {
      this.sending += 1;
      void this.sendLane(lane).finally(() => {
        this.sending -= 1;
        this.fillConnections();
        this.wake();
      });
    }
  }

  private next(): Lane | undefined {
    return this.sending < CONNECTIONS ? this.lanes.shift() : undefined;
  }

  /** One mail after another. Behind one that is to be tried again soon, the later ones wait for it. */
  private async sendLane({ mails, until }: Lane): Promise<void> {
    let waits: Waits | null = null;
    for (const delivery of mails) {
      waits ??= this.mayBegin(until) ? null : { reason: null, retryMs: 0 };
      const outcome: DeliveryOutcome = waits ? { delivery, result: 'untried', ...waits } : await this.send(delivery);
      this.book.add(outcome);
      waits ??= waitsBehind(outcome);
    }
  }

  private mayBegin(until: number): boolean {
    return !this.stopped && !this.door.isClosed && !this.book.isStuck && Date.now() <= until;
  }

  private async send(delivery: DueDelivery): Promise<DeliveryOutcome> {
    if (isReserved(delivery.address) && !this.local) return { delivery, result: 'refused', reason: REFUSED };
    try {
      await this.transport.sendMail({
        from: this.setting.from,
        to: delivery.address,
        messageId: delivery.messageId,
        ...mailText(delivery),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      return this.failed(delivery, error);
    }
    this.door.passed();
    return { delivery, result: 'sent' };
  }

  private failed(delivery: DueDelivery, error: unknown): DeliveryOutcome {
    const [failure, reason] = [failureOf(error), reasonOf(error)];
    if (failure === 'refused') {
      this.door.passed();
      return { delivery, result: 'refused', reason };
    }
    const pauseMs = this.door.failed(failure === 'away');
    if (pauseMs !== null) this.log.warn({ reason, pauseMs }, 'the mail server is in trouble; mails wait');
    if (failure === 'away') return { delivery, result: 'untried', reason, retryMs: 0 };
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (delivery.attempts - 1), LONGEST_RETRY_MS);
    this.log.warn({ delivery: delivery.id, attempts: delivery.attempts, retryMs, reason }, 'mail not sent');
    return { delivery, result: 'later', reason, retryMs };
  }

  /** They are under way until they are written down. */
  private async record(outcomes: readonly DeliveryOutcome[]): Promise<void> {
    await this.ledger.write(SYSTEM, (session) => recordDeliveries(session, outcomes));
    for (const { delivery, ...outcome } of outcomes) {
      if (outcome.result === 'sent') this.count.sent += 1;
      if (outcome.result !== 'refused') continue;
      this.count.failed += 1;
      this.log.error({ delivery: delivery.id, reason: outcome.reason }, 'mail given up');
    }
    this.underWay -= outcomes.length;
    this.wake();
  }
}

/** Why mails of a lane are given back, and when they are due again. */
type Waits = Pick<Extract<DeliveryOutcome, { result: 'untried' }>, 'reason' | 'retryMs'>;

/** What holds for the later mails of a lane; null when they go on. */
function waitsBehind(outcome: DeliveryOutcome): Waits | null {
  if (outcome.result === 'sent' || outcome.result === 'refused') return null;
  if (outcome.result === 'later' && outcome.delivery.attempts > ORDERED_ATTEMPTS) return null;
  return { reason: outcome.reason, retryMs: outcome.retryMs };
}
