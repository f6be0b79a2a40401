import { Inject, Injectable } from '@nestjs/common';
import { EVENT_TITLES, type HistoryEntry, type HistoryView } from '@vermilion/contracts';
import { compareInstants, type Instant, type Person, type Procedure, type Text } from '@vermilion/domain';
import {
  deliveriesOf,
  eventsOf,
  instantOf,
  streamOf,
  type DeliveryEntry,
  type EventEntry,
  type Ledger,
} from '@vermilion/ledger';
import { visibleCase } from '../cases/visible-case.js';
import { Procedures } from '../cases/procedures.js';
import { ENGINE, ENGINE_PAGES, LEDGER, PROCEDURES } from '../parts.js';
import type { Engine, EngineHistory } from './engine.js';
import { tellsOfTheCase, workflowTitle } from './workflow-titles.js';

/** Lays what the ledger, the workflow engine and the mail remember of a case on one time line. */
@Injectable()
export class HistoryDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(ENGINE_PAGES) private readonly pages: string | null,
  ) {}

  /** The history of a case, in the order in which the machine recorded it. @throws Problem `not-found` */
  async history(person: Person, caseId: string): Promise<HistoryView> {
    const { found, events, deliveries } = await this.ledger.read(person, async (session) => ({
      found: await visibleCase(session, caseId),
      events: await eventsOf(session, caseId),
      deliveries: await deliveriesOf(session, caseId),
    }));
    const workflow = await this.remembered(streamOf(caseId));
    const escalations = await this.escalationsOf(this.procedures.of(found).obligation, events);
    const engineEntries = [...(workflow ?? []), ...escalations]
      .filter(tellsOfTheCase)
      .map((entry) => fromWorkflow(entry, events, this.pages));
    const procedure = this.procedures.of(found);
    const entries = [
      ...events.map((event) => fromLedger(event, procedure)),
      ...engineEntries,
      ...deliveries.map(fromDelivery),
    ];
    return {
      caseId,
      entries: entries.sort((a, b) => compareInstants(a.recordedAt, b.recordedAt)),
      missing: workflow === null ? ['workflow'] : [],
    };
  }

  /** The escalations of the instants that this case has missed. Their ids follow from obligation and instant. */
  private async escalationsOf(obligation: string, events: readonly EventEntry[]): Promise<readonly Remembered[]> {
    const missed = events.filter(({ type, data }) => type === 'limit.lapsed' && data['rule'] === 'overdue');
    const ids = new Set(missed.map(({ data }) => `escalation:${obligation}:${String(data['dueAt']).slice(0, 13)}`));
    const found = await Promise.all([...ids].map((id) => this.remembered(id)));
    return found.flatMap((entries) => entries ?? []);
  }

  private async remembered(workflow: string): Promise<readonly Remembered[] | null> {
    const entries = await this.engine.historyOf(workflow);
    return entries && entries.map((entry) => ({ ...entry, workflow }));
  }
}

/** Something that the engine remembers, with the workflow whose history it is. */
type Remembered = EngineHistory[number] & { readonly workflow: string };

function fromLedger(event: EventEntry, procedure: Procedure): HistoryEntry {
  // The whole form would drown the time line; it stands in the case.
  const { form: _form, ...data } = event.data;
  return {
    at: event.at,
    recordedAt: event.recordedAt,
    source: 'ledger',
    what: ledgerTitle(event, procedure),
    ref: event.id,
    actor: event.actor.organisation?.name.zh ?? event.actor.kind,
    link: null,
    details: { type: event.type, ...data },
  };
}

/** The event's title; where it begins a stage, with the stage's name. */
function ledgerTitle({ type, data }: EventEntry, procedure: Procedure): Text {
  const title = EVENT_TITLES[type];
  const stage = type === 'stage.entered' && procedure.stages.find(({ id }) => id === data['stage'])?.title;
  return stage ? { zh: `${title.zh}：${stage.zh}`, en: `${title.en}: ${stage.en}` } : title;
}

/** The engine knows machine time only: its business time is that of the last fact recorded before. */
function fromWorkflow(entry: Remembered, events: readonly EventEntry[], pages: string | null): HistoryEntry {
  const recordedAt = instantOf(entry.at);
  const { type, name, summary, failure } = entry;
  return {
    at: businessTimeAt(recordedAt, events),
    recordedAt,
    source: 'workflow',
    what: workflowTitle(entry),
    ref: `${entry.runId}/${entry.eventId}`,
    actor: 'temporal',
    link: pages && pageOf(pages, entry),
    details: { type, name, summary, failure },
  };
}

/** Where the engine's own pages show the run. */
function pageOf(pages: string, { workflow, runId }: Remembered): string {
  return `${pages}/namespaces/default/workflows/${encodeURIComponent(workflow)}/${runId}/history`;
}

function businessTimeAt(recordedAt: Instant, events: readonly EventEntry[]): Instant {
  const before = events.findLast((event) => compareInstants(event.recordedAt, recordedAt) <= 0);
  return before?.at ?? events[0]?.at ?? recordedAt;
}

function fromDelivery(delivery: DeliveryEntry): HistoryEntry {
  return {
    at: delivery.eventAt,
    recordedAt: delivery.recordedAt,
    source: 'delivery',
    what: deliveryTitle(delivery),
    ref: `delivery/${delivery.id}`,
    actor: delivery.recipient.name.zh,
    link: null,
    details: { event: delivery.eventId, channel: delivery.channel, state: delivery.state, attempts: delivery.attempts },
  };
}

const DELIVERY_STATES: { readonly [state in DeliveryEntry['state']]: Text } = {
  pending: { zh: '待发送', en: 'to be sent' },
  sent: { zh: '已发送', en: 'sent' },
  failed: { zh: '发送失败', en: 'failed' },
};

function deliveryTitle({ state, recipient, eventType }: DeliveryEntry): Text {
  const [said, event] = [DELIVERY_STATES[state], EVENT_TITLES[eventType]];
  return {
    zh: `邮件${said.zh}：${recipient.name.zh}（${event.zh}）`,
    en: `Mail ${said.en}: ${recipient.name.en} (${event.en})`,
  };
}
