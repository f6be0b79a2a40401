import type { Evidence } from './evidence.js';
import type { Deadline, Event } from './rows.js';
import { grouped, repeated, type Violation } from './violation.js';

/** P4: what is due by the business clock is recorded, once for each rung, and never before its time. */
export function dueFaults(evidence: Evidence): Violation[] {
  const { deadlines, incidents, now } = evidence;
  const found: Violation[] = [];
  const raised = new Set(incidents.map(({ subject }) => subject));
  for (const { owner, ref, due_at, recorded_at } of deadlines) {
    const row = `${owner}:${ref}`;
    if (!recorded_at && due_at <= now && !raised.has(row))
      found.push(fault(row, `is due since ${due_at.toISOString()}`));
    if (recorded_at && recorded_at < due_at) found.push(fault(row, 'was recorded before its time'));
  }
  return [...found, ...firedFaults(evidence), ...ladderFaults(evidence)];
}

/** How late what was due in cases was recorded, by the business clock, in seconds: a manual clock waits for it. */
export function lateness({ deadlines }: Evidence): { readonly recorded: number; readonly mostSeconds: number } {
  const late = deadlines.flatMap(({ due_at, recorded_at, case_id }) =>
    recorded_at && case_id ? [(recorded_at.getTime() - due_at.getTime()) / 1000] : [],
  );
  return { recorded: late.length, mostSeconds: Math.max(0, ...late) };
}

const FIRED: { readonly [event: string]: string } = { 'limit.lapsed': 'lapse', 'limit.reminded': 'remind' };

/** `<stream>:<limit>:<rung>`, as the due rows call it. */
function placeOf({ stream, type, data }: Event): string {
  return `${stream}:${String(data['limit'])}:${FIRED[type]}`;
}

/** Each recorded row of a case has one event, and each event has its row. */
function firedFaults({ events, deadlines }: Evidence): Violation[] {
  const fired = events.filter(({ type }) => type in FIRED);
  const twice = repeated(fired, (event) => `${placeOf(event)} of ${String(event.data['dueAt'])}`);
  const early = fired.filter(
    ({ type, at, data }) => type === 'limit.lapsed' && at.getTime() < Date.parse(String(data['dueAt'])),
  );
  const rows = new Map(deadlines.map((row) => [`${row.owner}:${row.ref}`, row]));
  const places = new Set(fired.map(placeOf));
  const withoutRow = [...places].filter((place) => !rows.get(place)?.recorded_at);
  const recorded = deadlines.filter(({ kind, recorded_at, case_id }) => kind === 'limit' && recorded_at && case_id);
  const withoutEvent = recorded.map(({ owner, ref }) => `${owner}:${ref}`).filter((place) => !places.has(place));
  return [
    ...twice.map((place) => fault(place, 'was recorded twice')),
    ...early.map((event) => fault(placeOf(event), 'lapsed before its time')),
    ...withoutRow.map((place) => fault(place, 'was recorded in the ledger and not in its due row')),
    ...withoutEvent.map((place) => fault(place, 'its due row is recorded, and no event says so')),
  ];
}

/** Every rung whose time has come is recorded in each case that nobody has touched since, told to its recipients, and the rungs are in order. */
function ladderFaults(evidence: Evidence): Violation[] {
  const rungs = grouped(
    evidence.deadlines.filter(({ kind }) => kind === 'escalation'),
    ({ owner }) => owner,
  );
  const streams = grouped(evidence.events, ({ stream }) => stream);
  const found: Violation[] = [];
  for (const { stream, obligation } of evidence.cases)
    for (const lapse of streams.get(stream) ?? []) {
      if (lapse.type !== 'limit.lapsed' || lapse.data['rule'] !== 'overdue') continue;
      const owner = `escalation:${obligation}:${String(lapse.data['dueAt']).slice(0, 13)}`;
      const ladder = rungs.get(owner) ?? [];
      if (!ladder.some(({ ref }) => ref === 'lead')) found.push(fault(`${owner}:lead`, `is missing for ${stream}`));
      for (const rung of ladder) found.push(...untold(streams.get(stream) ?? [], lapse, rung));
    }
  return [...found, ...rungOrder(rungs), ...tellings(evidence)];
}

/** The case was late and untouched when the rung was recorded, and its ledger does not say that anybody was told. */
function untold(stream: readonly Event[], lapse: Event, rung: Deadline): Violation[] {
  const { recorded_at: recorded } = rung;
  if (!recorded || recorded < lapse.at) return [];
  const touched = stream.some(
    ({ seq, at, type }) => seq > lapse.seq && at <= recorded && !/^(limit|escalation)\./.test(type),
  );
  const told = stream.filter(
    ({ type, data }) =>
      type === 'escalation.notified' && data['rung'] === rung.ref && data['limit'] === lapse.data['limit'],
  );
  const subject = `${rung.owner}:${rung.ref} ${lapse.stream}`;
  if (told.some(({ at }) => at < rung.due_at)) return [fault(subject, 'was told before its time')];
  if (told.length > 1) return [fault(subject, `stands ${told.length} times in the ledger of the case`)];
  return told.length === 0 && !touched ? [fault(subject, 'was recorded, and the case was not told of')] : [];
}

const LADDER = ['lead', 'co-responsible', 'supervision'];

function rungOrder(rungs: ReadonlyMap<string, readonly Deadline[]>): Violation[] {
  const found: Violation[] = [];
  for (const [owner, ladder] of rungs)
    for (const { ref, recorded_at } of ladder) {
      const before = ladder.find((row) => row.ref === LADDER[LADDER.indexOf(ref) - 1]);
      if (LADDER.indexOf(ref) > 0 && recorded_at && !before?.recorded_at)
        found.push(fault(`${owner}:${ref}`, 'came before the rung below it'));
    }
  return found;
}

/** Who is named as told has the message. */
function tellings({ events, items }: Evidence): Violation[] {
  const heard = new Set(items.map(({ event_id, recipient }) => `${event_id} ${recipient}`));
  return events
    .filter(({ type }) => type === 'escalation.notified')
    .flatMap(({ stream, seq, data }) =>
      (data['recipients'] as readonly string[]).flatMap((recipient) =>
        heard.has(`${stream}/${seq} ${recipient}`) ? [] : [fault(`${stream}/${seq}`, `${recipient} was never told`)],
      ),
    );
}

function fault(subject: string, what: string): Violation {
  return { invariant: 'P4', subject, what };
}
