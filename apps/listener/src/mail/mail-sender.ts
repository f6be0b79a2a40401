import { SYSTEM } from '@vermilion/domain';
import { claimDeliveries, recordNotSent, recordSent, type Connection, type DueDelivery } from '@vermilion/ledger';
import type { Log } from '@vermilion/runtime';
import { createTransport, type Transporter } from 'nodemailer';
import { Loop } from '../loop.js';
import { mailText } from './mail-text.js';
import { isLoopback, isReserved } from './safe-address.js';

const LOOK_EVERY_MS = 500;
const AT_ONCE = 20;
/** Longer than the server may take for all mails of one claim. */
const LEASE_MS = 120_000;
const TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 300_000;
const REFUSED = 'reserved test domain: handed only to a mail server on this machine';

/** How mail leaves. */
export interface MailSetting {
  readonly smtpUrl: string;
  readonly from: string;
}

/** Sends the mails that are due. A mail may arrive twice after a crash, then with the same Message-ID; none is forgotten. */
export class MailSender {
  private readonly loop: Loop;
  private readonly transport: Transporter;
  private readonly local: boolean;
  private count = { sent: 0, failed: 0 };

  constructor(
    private readonly ledger: Pick<Connection, 'write'>,
    private readonly setting: MailSetting,
    private readonly log: Log,
  ) {
    this.local = isLoopback(setting.smtpUrl);
    this.transport = createTransport(setting.smtpUrl, {
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    } as object);
    this.loop = new Loop('mail sender', LOOK_EVERY_MS, () => this.sendDue(), log);
  }

  /** Mails sent, and mails given up, since the start. */
  get counts(): { readonly sent: number; readonly failed: number } {
    return this.count;
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    this.transport.close();
  }

  /** @returns whether there may be more at once. */
  async sendDue(): Promise<boolean> {
    const due = await this.ledger.write(SYSTEM, (session) => claimDeliveries(session, AT_ONCE, LEASE_MS));
    for (const delivery of due) await this.send(delivery);
    return due.length === AT_ONCE;
  }

  private async send(delivery: DueDelivery): Promise<void> {
    if (isReserved(delivery.address) && !this.local) return this.giveUp(delivery, REFUSED);
    try {
      await this.transport.sendMail({
        from: this.setting.from,
        to: delivery.address,
        messageId: delivery.messageId,
        ...mailText(delivery),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      if (isFinal(error)) return this.giveUp(delivery, reasonOf(error));
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (delivery.attempts - 1), LONGEST_RETRY_MS);
      this.log.warn(
        { delivery: delivery.id, attempts: delivery.attempts, retryMs, reason: reasonOf(error) },
        'mail not sent',
      );
      return this.ledger.write(SYSTEM, (session) => recordNotSent(session, delivery.id, reasonOf(error), retryMs));
    }
    await this.ledger.write(SYSTEM, (session) => recordSent(session, delivery));
    this.count = { ...this.count, sent: this.count.sent + 1 };
  }

  private async giveUp(delivery: DueDelivery, reason: string): Promise<void> {
    this.log.error({ delivery: delivery.id, reason }, 'mail given up');
    await this.ledger.write(SYSTEM, (session) => recordNotSent(session, delivery.id, reason, null));
    this.count = { ...this.count, failed: this.count.failed + 1 };
  }
}

/** The server has answered that it never will take this mail. */
function isFinal(error: unknown): boolean {
  const code = (error as { responseCode?: unknown } | null)?.responseCode;
  return typeof code === 'number' && code >= 500;
}

/** The server's code, without the address that its text may repeat. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = (error ?? {}) as { code?: string; responseCode?: number };
  return `mail server: ${[code, responseCode].filter((part) => part !== undefined).join(' ') || 'no answer'}`;
}
