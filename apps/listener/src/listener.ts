import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TOPICS } from '@vermilion/contracts';
import { SYSTEM } from '@vermilion/domain';
import { connect, isBehind, type Connection } from '@vermilion/ledger';
import { startConsumer, type Connection as KafkaConnection, type RunningConsumer } from '@vermilion/messaging';
import type { Log } from '@vermilion/runtime';
import { procedureOf } from './events/procedure-of.js';
import { Notifier, NOTIFIER } from './events/notifier.js';
import { Reconciler } from './events/reconciler.js';
import { WorkflowDriver } from './events/workflow-driver.js';
import { MailSender, type MailSetting } from './mail/mail-sender.js';
import { parkingIn } from './parking.js';
import { PatientTemporal } from './patient-temporal.js';
import { WebhookSender, type WebhookSetting } from './webhooks/webhook-sender.js';

const DRIVER = 'workflow-driver';
/** From so many events a second on, what happens to a case within a second is taken together: one signal, one transaction. */
const GATHER = { above: 25, restMs: 1_000 };

/** What the listener needs from outside. */
export interface ListenerSetting {
  readonly databaseUrl: string;
  readonly kafka: KafkaConnection;
  readonly temporalAddress: string;
  readonly reconcileAfterMs: number;
  readonly mail: MailSetting;
  /** Null: nothing is sent to other systems. */
  readonly webhooks: WebhookSetting | null;
  readonly log: Log;
  /** Ends the process: a consumer cannot go on, another process must take over. */
  readonly onFatal: (reason: string) => void;
}

interface Parts {
  readonly ledger: Connection;
  readonly temporal: PatientTemporal;
  readonly reconciler: Reconciler;
  readonly mail: MailSender;
  readonly webhooks: WebhookSender | null;
}

/** Everything that follows from published events: workflows are told, people are told, mail goes out. */
@Injectable()
export class Listener implements OnApplicationBootstrap, OnModuleDestroy {
  private parts: Parts | null = null;
  private readonly consumers = new Map<string, RunningConsumer>();
  private closed = false;

  constructor(private readonly setting: ListenerSetting) {}

  async onApplicationBootstrap(): Promise<void> {
    const { databaseUrl, temporalAddress, reconcileAfterMs, mail, webhooks, log } = this.setting;
    const ledger = await connect({ url: databaseUrl, poolSize: 12 });
    const temporal = new PatientTemporal(temporalAddress);
    const reconciler = new Reconciler(ledger, temporal, reconcileAfterMs, log);
    this.parts = {
      ledger,
      temporal,
      reconciler,
      mail: new MailSender(ledger, mail, log),
      webhooks: webhooks && new WebhookSender(ledger, webhooks, log),
    };
    this.parts.reconciler.start();
    this.parts.mail.start();
    this.parts.webhooks?.start();
    // Not awaited: brokers may be away for long, and mail goes out without them.
    void this.consume(ledger, temporal).catch((error: unknown) => {
      if (!this.closed) this.setting.onFatal(error instanceof Error ? error.message : 'consumers did not start');
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    // At once and together: a consumer may take long to leave its group, and meanwhile no further mail begins.
    const consumers = [...this.consumers.values()].map((consumer) => consumer.stop());
    const { reconciler, mail, webhooks } = this.parts ?? {};
    await Promise.all([...consumers, reconciler?.stop(), mail?.stop(), webhooks?.stop()]);
    await Promise.all([this.parts?.temporal.close(), this.parts?.ledger.close()]);
  }

  /** Ready means: consuming. That Temporal is away pauses the driver and shows in the lag, but the notifier goes on. */
  readiness(): { readonly [part: string]: boolean } {
    return {
      database: this.parts !== null,
      driver: this.consumers.has(DRIVER),
      notifier: this.consumers.has(NOTIFIER),
    };
  }

  /** For the measurements: the consumers by group, and the mail sender's counts. */
  running(): ReadonlyMap<string, RunningConsumer> {
    return this.consumers;
  }

  mailCounts(): { readonly sent: number; readonly failed: number } {
    return this.parts?.mail.counts ?? { sent: 0, failed: 0 };
  }

  webhookCounts(): { readonly sent: number; readonly failed: number } {
    return this.parts?.webhooks?.counts ?? { sent: 0, failed: 0 };
  }

  private async consume(ledger: Connection, temporal: PatientTemporal): Promise<void> {
    const driver = new WorkflowDriver(temporal, (move) => ledger.glance(SYSTEM, (session) => isBehind(session, move)));
    const notifier = new Notifier(ledger, procedureOf);
    const handlers = [
      { group: DRIVER, handle: driver.handle.bind(driver) },
      { group: NOTIFIER, handle: notifier.handle.bind(notifier) },
    ];
    for (const { group, handle } of handlers) {
      const { kafka: connection, onFatal } = this.setting;
      const parking = parkingIn(ledger, group);
      const topics = [TOPICS.cases, TOPICS.rounds];
      const consumer = await startConsumer({ connection, group, topics, handle, parking, onFatal, gather: GATHER });
      this.consumers.set(group, consumer);
      if (this.closed) await consumer.stop();
    }
  }
}
