import { SYSTEM, type Procedure } from '@vermilion/domain';
import {
  dueInstantOf,
  eventsInCase,
  eventsInRound,
  expertsBehind,
  openCasesByStage,
  takeFromInbox,
  tellWebhooks,
  writeNotifications,
  type Connection,
  type NotificationDraft,
  type Session,
} from '@vermilion/ledger';
import { PermanentlyBad, type IncomingMessage } from '@vermilion/messaging';
import { noticesOf } from '../notices/notice-rules.js';
import type { Notice } from '../notices/notice.js';
import { roundNoticesOf, type InDistrict } from '../notices/round-rules.js';
import { wordingOf } from '../notices/wording.js';
import { newsOf } from '../webhooks/news.js';
import { ledgerEventFrom, type CaseEvent, type LedgerEvent } from './ledger-event.js';

/** The name under which the inbox and the consumer group know this consumer. */
export const NOTIFIER = 'notifier';

/** Writes what events mean to people, into their inboxes and, by mail, to their addresses, and tells their systems that they happened. Each event does so once. */
export class Notifier {
  constructor(
    private readonly ledger: Pick<Connection, 'write'>,
    private readonly procedureOf: (id: string, version: number) => Procedure,
  ) {}

  async handle(messages: readonly IncomingMessage[]): Promise<void> {
    const events = messages.map(ledgerEventFrom);
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
  private async notify(session: Session, events: readonly LedgerEvent[]): Promise<void> {
    const [first] = events;
    if (!first) return;
    const notices =
      first.of === 'case'
        ? await this.noticesOfCase(session, first, events)
        : await this.noticesOfRound(session, first.stream, new Set(events.map(({ seq }) => seq)));
    const drafts = events.flatMap((event) => {
      const found = notices.get(event.seq);
      if (!found) throw new PermanentlyBad(`the ledger has no event ${event.id}`);
      return found.map((notice) => draftOf(session, event, notice));
    });
    await writeNotifications(
      session,
      (await Promise.all(drafts)).filter((draft) => draft !== null),
    );
  }

  private async noticesOfCase(
    session: Session,
    { stream, caseId }: CaseEvent,
    all: readonly LedgerEvent[],
  ): Promise<NoticesBySeq> {
    const events = all.filter((event) => event.of === 'case');
    const meant = await eventsInCase(session, stream, new Set(events.map(({ seq }) => seq)));
    tellWebhooks(session, caseId, newsOf(events, meant));
    return new Map(
      meant.map(({ seq, event, state }) => [
        seq,
        noticesOf(this.procedureOf(state.procedure, state.version), state, event),
      ]),
    );
  }

  private async noticesOfRound(session: Session, stream: string, wanted: ReadonlySet<number>): Promise<NoticesBySeq> {
    const meant = await eventsInRound(session, stream, wanted);
    const found = new Map<number, readonly Notice[]>();
    for (const { seq, event, state } of meant) {
      const procedure = this.procedureOf(state.procedure, state.version);
      const inDistrict =
        event.type === 'round.reminded' ? await stillWithDistricts(session, procedure, state.id) : NONE;
      found.set(seq, roundNoticesOf({ procedure, state, inDistrict }, event));
    }
    return found;
  }
}

type NoticesBySeq = ReadonlyMap<number, readonly Notice[]>;
const NONE: ReadonlyMap<string, InDistrict> = new Map();

/** Null when there is nobody to tell. */
async function draftOf(session: Session, event: LedgerEvent, notice: Notice): Promise<NotificationDraft | null> {
  const caseId = event.of === 'case' ? event.caseId : null;
  const [recipient, dueAt] = await Promise.all([
    recipientOf(session, caseId, notice),
    dueOf(session, event.stream, notice),
  ]);
  if (recipient === null) return null;
  const shared = notice.occasion ?? (notice.perInstant ? event.time : null);
  return {
    recipient,
    kind: notice.kind,
    instant: event.time,
    digestKey: [notice.kind, recipient, shared ?? event.id].join('|'),
    ...wordingOf(notice, { caseId, dueAt }),
    items: caseId === null ? [] : [{ caseId, eventId: event.id, ...(dueAt === null ? {} : { dueAt }) }],
    ...(caseId === null || shared !== null ? {} : { caseId }),
  };
}

/** The date of which the notice speaks: the one that its event names, or that of a limit that still runs. */
async function dueOf(session: Session, stream: string, { dueAt, dueOf: limit }: Notice): Promise<string | null> {
  return dueAt ?? (limit ? dueInstantOf(session, stream, limit) : null);
}

/** The organisation to tell; a seat's token is looked up in private tables. Null when nobody stands behind it. */
async function recipientOf(session: Session, caseId: string | null, { to }: Notice): Promise<string | null> {
  if ('organisation' in to) return to.organisation;
  return caseId === null ? null : ((await expertsBehind(session, caseId, [to.token])).get(to.token) ?? null);
}

/** What waits for the recommendation of each district, and what is still before it. */
async function stillWithDistricts(
  session: Session,
  { round, stages }: Procedure,
  roundId: string,
): Promise<ReadonlyMap<string, InDistrict>> {
  const placeOf = (stage: string) => stages.findIndex(({ id }) => id === stage);
  const last = placeOf(round?.stages.recommendation ?? '');
  const found = new Map<string, InDistrict>();
  for (const { district, stage, count } of await openCasesByStage(session, roundId)) {
    const { waiting, reviewing } = found.get(district) ?? { waiting: 0, reviewing: 0 };
    if (placeOf(stage) === last) found.set(district, { waiting: waiting + count, reviewing });
    else if (placeOf(stage) < last) found.set(district, { waiting, reviewing: reviewing + count });
  }
  return found;
}
