import type { Evidence, Published } from './evidence.js';
import type { Event } from './rows.js';
import { claims, grouped, plainText, type Violation } from './violation.js';

/** P3: every row of the ledger is in Kafka, unchanged, and in the order of its stream once stale repetitions are left out. */
export function publicationFaults({ events, published, outbox }: Evidence): Violation[] {
  const records = grouped(published, ({ subject }) => subject);
  const inOrder = [...grouped(events, ({ stream }) => stream)].flatMap(([stream, written]) => {
    const seen = firsts((records.get(stream) ?? []).map(({ seq }) => seq)).join(' ');
    const expected = written.map(({ seq }) => seq).join(' ');
    return claims('P3', stream, [[seen !== expected, `its consumers see ${seen} of ${expected}`]]);
  });
  const ledger = new Map(events.map((event) => [`${event.stream}/${event.seq}`, event]));
  const unchanged = published.flatMap((record) => claims('P3', record.id, recordFaults(record, ledger.get(record.id))));
  return [...claims('P3', 'outbox', [[outbox > 0, `${outbox} rows are not published`]]), ...inOrder, ...unchanged];
}

function recordFaults({ id, key, subject, seq, type, data }: Published, event: Event | undefined) {
  const same = event && type.includes(event.type) && plainText(data) === plainText(event.data);
  return [
    [!event, 'is in Kafka and not in the ledger'],
    [event !== undefined && !same, 'says something else in Kafka than in the ledger'],
    [key !== subject || id !== `${subject}/${seq}`, 'its key and its place do not agree'],
  ] as const;
}

/** What a consumer sees that refuses numbers which it has had. */
function firsts(seqs: readonly number[]): number[] {
  let highest = 0;
  return seqs.filter((seq) => seq > highest && (highest = seq) > 0);
}

/** What must be told to the applicant, at least. Source: notices in libs/domain/GLOSSARY.md and 行政许可法 §32. */
const TOLD: { readonly [event: string]: readonly string[] } = {
  'application.submitted': ['application.submitted'],
  'application.accepted': ['application.accepted', 'application.accepted-by-silence'],
  'application.returned': ['application.returned'],
  'application.refused': ['application.refused'],
};

/** P3, the effects: each event is handled once, and told once to each recipient, in one transaction with the mark that says so. */
export function effectFaults(evidence: Evidence): Violation[] {
  const { events, inbox, items, notifications } = evidence;
  const marks = grouped(
    inbox.filter(({ consumer }) => consumer === 'notifier'),
    ({ event_id }) => event_id,
  );
  const taken = events
    .filter(({ stream }) => /^(application|round):/.test(stream))
    .flatMap(({ stream, seq }) => {
      const times = marks.get(`${stream}/${seq}`)?.length ?? 0;
      return claims('P3', `${stream}/${seq}`, [[times !== 1, `was taken ${times} times by the notifier`]]);
    });
  const kinds = new Map(notifications.map(({ id, kind }) => [id, kind]));
  const told = items.flatMap(({ event_id, recipient, notification_id, tx }) => {
    const kind = kinds.get(notification_id);
    const apart = kind !== undefined && kind !== 'escalation' && marks.get(event_id)?.[0]?.tx !== tx;
    return claims('P3', event_id, [
      [kind === undefined, `a message to ${recipient} is gone`],
      [apart, `was told to ${recipient} in another transaction than that of its mark`],
    ]);
  });
  return [...taken, ...told, ...noticeFaults(evidence), ...mailFaults(evidence)];
}

function noticeFaults({ events, items, notifications, cases }: Evidence): Violation[] {
  const found: Violation[] = [];
  const messages = new Map(notifications.map((message) => [message.id, message]));
  const tellings = items.map(({ event_id, notification_id: id }) => {
    const { kind = '', recipient = '' } = messages.get(id) ?? {};
    return { id, place: `${event_id} ${kind} ${recipient}` };
  });
  const places = grouped(tellings, ({ place }) => place);
  for (const [place, group] of places)
    if (group.length > 1) found.push({ invariant: 'P3', subject: place, what: `told ${group.length} times` });
  const applicants = new Map(cases.map(({ stream, applicant }) => [stream, applicant]));
  for (const { type, stream, seq } of events) {
    const kinds = TOLD[type] ?? [];
    const heard = kinds.some((kind) => places.has(`${stream}/${seq} ${kind} ${applicants.get(stream)}`));
    if (kinds.length > 0 && !heard)
      found.push({ invariant: 'P3', subject: `${stream}/${seq}`, what: `the applicant has not been told of ${type}` });
  }
  return found;
}

/** Every mail has gone out, and each that went out belongs to a message. It may come twice, but under the same id. */
function mailFaults({ deliveries, mails, notifications }: Evidence): Violation[] {
  const found: Violation[] = [];
  const told = (subject: string, what: string) => found.push({ invariant: 'P3', subject, what });
  const known = new Set(notifications.map(({ id }) => id));
  const arrived = new Set(mails.map(({ messageId }) => messageId));
  for (const { notification_id, message_id, state } of deliveries) {
    if (!known.has(notification_id)) told(message_id, 'a mail without a message');
    if (state !== 'sent') told(message_id, `its mail is ${state}`);
    else if (!arrived.has(message_id)) told(message_id, 'its mail is said to be sent and has not arrived');
  }
  const wanted = new Set(deliveries.map(({ message_id }) => message_id));
  for (const id of arrived) if (!wanted.has(id ?? '')) told(id ?? 'a mail', 'arrived, and nobody wanted to send it');
  return found;
}
