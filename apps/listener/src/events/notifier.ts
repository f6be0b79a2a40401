import { SYSTEM, type Procedure } from '@vermilion/domain';
import {
  dueInstantOf,
  eventsInCase,
  expertsBehind,
  takeFromInbox,
  writeNotification,
  type Connection,
  type Session,
} from '@vermilion/ledger';
import { PermanentlyBad, type IncomingMessage } from '@vermilion/messaging';
import { noticesOf, type Notice } from '../notices/notice-rules.js';
import { wordingOf } from '../notices/wording.js';
import { caseEventFrom, type CaseEvent } from './case-event.js';

/** The name under which the inbox and the consumer group know this consumer. */
export const NOTIFIER = 'notifier';

/** Writes what events mean to people: into their inboxes and, by mail, to their addresses. Each event does so once. */
export class Notifier {
  constructor(
    private readonly ledger: Pick<Connection, 'write'>,
    private readonly procedureOf: (id: string, version: number) => Procedure,
  ) {}

  async handle(messages: readonly IncomingMessage[]): Promise<void> {
    const events = messages.map(caseEventFrom);
    await this.ledger.write(SYSTEM, async (session) => {
      const taken = await takeFromInbox(
        session,
        NOTIFIER,
        events.map(({ id }) => id),
      );
      const fresh = events.filter(
        ({ id }, index) => taken.has(id) && events.findIndex((other) => other.id === id) === index,
      );
      if (fresh.length > 0) await this.notify(session, fresh);
    });
  }

  /** All events are of one stream: the key of the messages. */
  private async notify(session: Session, events: readonly CaseEvent[]): Promise<void> {
    const stream = events[0]?.stream ?? '';
    const meant = await eventsInCase(session, stream, new Set(events.map(({ seq }) => seq)));
    for (const event of events) {
      const found = meant.find(({ seq }) => seq === event.seq);
      if (!found) throw new PermanentlyBad(`the ledger has no event ${event.id}`);
      const procedure = this.procedureOf(found.state.procedure, found.state.version);
      for (const notice of noticesOf(procedure, found.state, found.event)) await this.write(session, event, notice);
    }
  }

  private async write(session: Session, event: CaseEvent, notice: Notice): Promise<void> {
    const recipient = await recipientOf(session, event.caseId, notice);
    if (recipient === null) return;
    const dueAt = notice.dueOf ? await dueInstantOf(session, event.stream, notice.dueOf) : null;
    const { title, body } = wordingOf(notice, { caseId: event.caseId, dueAt: notice.dueAt ?? dueAt });
    const due = notice.dueAt ?? dueAt;
    await writeNotification(session, {
      recipient,
      kind: notice.kind,
      instant: event.time,
      digestKey: [notice.kind, recipient, notice.perInstant ? event.time : event.id].join('|'),
      title,
      body,
      items: [{ caseId: event.caseId, eventId: event.id, ...(due ? { dueAt: due } : {}) }],
      ...(notice.perInstant ? {} : { caseId: event.caseId }),
    });
  }
}

/** The organisation to tell; a seat's token is looked up in private tables. Null when nobody stands behind it. */
async function recipientOf(session: Session, caseId: string, { to }: Notice): Promise<string | null> {
  if ('organisation' in to) return to.organisation;
  return (await expertsBehind(session, caseId, [to.token])).get(to.token) ?? null;
}
