import { SYSTEM } from '@vermilion/domain';
import {
  claimWebhooks,
  recordWebhook,
  releaseWebhook,
  type Connection,
  type DueEvent,
  type DueWebhook,
  type WebhookOutcome,
  type WebhookSecrets,
} from '@vermilion/ledger';
import { Loop, postOnce, type AllowedHosts, type Log, type Posted, type Resolve } from '@vermilion/runtime';
import { signedHeaders } from './signature.js';

const LOOK_EVERY_MS = 500;
/** To so many systems at the same time, to each one event after another. One that is slow takes one of these places. */
const PLACES = 32;
/** For how long a claim holds; no sending begins in its last seconds, so that no other sender has the webhook meanwhile. */
const LEASE_MS = 60_000;
const LEASE_MARGIN_MS = 20_000;
const TIMEOUT_MS = 5_000;
/** RFC 9110 §15.5.11: what was there is gone for good. */
const GONE = 410;

/** Where events may be sent, and how they are signed. */
export interface WebhookSetting {
  readonly hosts: AllowedHosts;
  readonly secrets: WebhookSecrets;
  /** How a host is looked up; by default as this machine does. */
  readonly resolve?: Resolve;
}

/** Sends events to the systems of organisations. One may arrive twice after a crash, then with the same `webhook-id`; none is forgotten within its time. */
export class WebhookSender {
  private readonly loop: Loop;
  private readonly places = new Set<Promise<void>>();
  private stopped = false;
  private count = { sent: 0, failed: 0 };

  constructor(
    private readonly ledger: Pick<Connection, 'write'>,
    private readonly setting: WebhookSetting,
    private readonly log: Log,
  ) {
    this.loop = new Loop({ what: 'webhook sender', pauseMs: LOOK_EVERY_MS, log }, () => this.sendDue());
  }

  /** Events sent, and attempts that failed, since the start. */
  get counts(): { readonly sent: number; readonly failed: number } {
    return this.count;
  }

  start(): void {
    this.loop.start();
  }

  /** What is being sent is sent to its end. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.loop.stop();
    await Promise.all(this.places);
  }

  /** @returns whether there may be more at once */
  private async sendDue(): Promise<boolean> {
    const room = PLACES - this.places.size;
    if (room === 0) return false;
    const until = Date.now() + LEASE_MS - LEASE_MARGIN_MS;
    const due = await this.ledger.write(SYSTEM, (session) => claimWebhooks(session, room, LEASE_MS));
    for (const webhook of due) {
      const place: Promise<void> = this.sendAll(webhook, until)
        .catch((error: unknown) => this.log.warn({ webhook: webhook.id, reason: reasonOf(error) }, 'not written down'))
        .finally(() => this.places.delete(place));
      this.places.add(place);
    }
    return due.length === room;
  }

  /** One event after another, until one fails: then the webhook rests. */
  private async sendAll(webhook: DueWebhook, until: number): Promise<void> {
    for (const event of webhook.events) {
      if (this.stopped || Date.now() > until) break;
      const outcome = outcomeOf(await this.send(webhook, event));
      await this.ledger.write(SYSTEM, (session) => recordWebhook(session, webhook, event, outcome));
      if (outcome.result === 'sent') this.count.sent += 1;
      else return this.failed(webhook, event, outcome);
    }
    await this.ledger.write(SYSTEM, (session) => releaseWebhook(session, webhook));
  }

  private send({ id, url, generation, rotating }: DueWebhook, { event_id, body }: DueEvent): Promise<Posted> {
    const { hosts, secrets, resolve } = this.setting;
    const keys = (rotating ? [generation, generation - 1] : [generation]).map((one) => secrets(id, one));
    const signed = signedHeaders(keys, event_id, Math.floor(Date.now() / 1000), body);
    const headers = { ...signed, 'content-type': 'application/json', 'user-agent': 'Vermilion-Webhooks' };
    return postOnce({ url, headers, body }, { hosts, timeoutMs: TIMEOUT_MS, ...(resolve && { resolve }) });
  }

  private failed({ id }: DueWebhook, event: DueEvent, outcome: WebhookOutcome): void {
    this.count.failed += 1;
    this.log.warn({ webhook: id, delivery: event.id, ...outcome }, 'webhook not sent');
  }
}

/** Only 2xx is taken; a redirect is a failure like any other. */
function outcomeOf(posted: Posted): WebhookOutcome {
  if ('failure' in posted) return { result: 'failed', reason: posted.failure };
  const { status } = posted;
  if (status >= 200 && status < 300) return { result: 'sent' };
  return { result: status === GONE ? 'gone' : 'failed', reason: `HTTP ${status}` };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
