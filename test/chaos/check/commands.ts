import { createHash } from 'node:crypto';
import type { JournalLine } from '../journal-file.js';
import type { Evidence } from './evidence.js';
import type { Command, Event } from './rows.js';
import { grouped, plainText, repeated, type Violation } from './violation.js';

/** P1: what was acknowledged is there once and visible, what was refused has left nothing, and what is unknown is there wholly or not at all. */
export function commandFaults(evidence: Evidence): Violation[] {
  const book = new CommandBook(evidence);
  const sent = evidence.journal.filter(({ type }) => type !== 'filled');
  return [...sent.flatMap((line) => book.faultsOf(line)), ...book.faultsOfLog(), ...book.faultsOfEvents(sent)];
}

/** The log of commands beside the events that they have left. */
class CommandBook {
  private readonly byKey: Map<string, Command[]>;
  private readonly events: Map<string, Event>;
  private readonly byCommand: Map<string, Event[]>;

  constructor(private readonly evidence: Evidence) {
    this.byKey = grouped(evidence.commands, ({ actor, key }) => `${personIn(actor)} ${key}`);
    this.events = new Map(evidence.events.map((event) => [`${event.stream}/${event.seq}`, event]));
    this.byCommand = grouped(evidence.events, (event) => event.command_id);
  }

  faultsOf(line: JournalLine): Violation[] {
    const logged = this.byKey.get(`${line.user} ${line.key}`) ?? [];
    const told = (what: string): Violation => ({
      invariant: 'P1',
      subject: line.caseId ?? line.key ?? '',
      what: `${line.type} ${line.key}: ${what}`,
    });
    if (logged.length > 1) return [told(`stands ${logged.length} times in the log`)];
    const answers = [line, ...line.repeats];
    const found: string[] = [];
    if (answers.some(({ outcome }) => outcome === 'acknowledged')) found.push(...this.acknowledged(line, logged[0]));
    else if (line.outcome === 'refused' && logged.length > 0) found.push('was refused, and stands in the log');
    return [...found, ...unseen(line)].map(told);
  }

  /** Each command of the log with the events that its reply names, and no others. */
  faultsOfLog(): Violation[] {
    return this.evidence.commands.flatMap((command) => {
      const { actor, key, reply } = command;
      const told = (what: string): Violation => ({ invariant: 'P1', subject: `${actor} ${key}`, what });
      if (!reply) return [told('stands in the log without a reply')];
      if (!reply.events) return [];
      const named = reply.events.flatMap(({ id }) => this.events.get(id) ?? []);
      if (named.length !== reply.events.length)
        return [told(`${named.length} of its ${reply.events.length} events are in the ledger`)];
      const left = this.byCommand.get(idOf(command))?.filter(({ stream }) => stream === named[0]?.stream) ?? [];
      const found =
        left.length === named.length ? [] : [told(`has left ${left.length} events and names ${named.length}`)];
      if (named.some(({ tx }) => tx !== command.tx)) found.push(told('its events were written in another transaction'));
      return found;
    });
  }

  /** Nothing stands in the ledger that nobody commanded, or twice. */
  faultsOfEvents(sent: readonly JournalLine[]): Violation[] {
    const known = new Set(this.evidence.commands.map(idOf));
    const orphans = this.evidence.events.filter((event) => !known.has(event.command_id));
    const twice = repeated(this.evidence.events, (one) => `${one.stream} ${one.command_id} ${one.ordinal}`);
    const receipts = sent.flatMap(({ receipt }) => (receipt ? [receipt] : []));
    const claimed = repeated(
      receipts.flatMap(({ events }) => events),
      ({ id }) => id,
    );
    return [
      ...orphans.map(({ stream, seq, type }) => fault(`${stream}/${seq}`, `${type} belongs to no command`)),
      ...twice.map((key) => fault(key, 'stands twice in the ledger')),
      ...claimed.map((id) => fault(id, 'two commands have a receipt for the same event')),
    ];
  }

  private acknowledged(line: JournalLine, logged: Command | undefined): string[] {
    const receipts = [line, ...line.repeats].flatMap(({ receipt }) => (receipt ? [receipt] : []));
    const receipt = receipts[0];
    if (!receipt) return ['was acknowledged without a receipt'];
    if (!logged) return ['was acknowledged, and does not stand in the log'];
    const found: string[] = [];
    if (line.repeats.some(({ outcome }) => outcome === 'refused')) found.push('was refused when it was sent again');
    if (new Set(receipts.map((one) => plainText({ ...one, replayed: false }))).size > 1)
      found.push('got another reply when it was sent again');
    const missing = receipt.events.filter(({ id, type }) => this.events.get(id)?.type !== type);
    if (missing.length > 0) found.push(`${missing.map(({ id }) => id).join(', ')} of its receipt is not in the ledger`);
    const first = Number(receipt.events[0]?.id.split('/').at(-1));
    if (line.expectedSeq !== null && first !== line.expectedSeq + 1)
      found.push(`was given for the state ${line.expectedSeq} and stands at ${first}`);
    return found;
  }
}

/** Visible at once to whoever has the receipt. */
function unseen({ seen, receipt }: JournalLine): string[] {
  if (!seen || !receipt) return [];
  if (seen.seq === null) return [`its sender then asked for the case and got ${seen.status}`];
  return seen.seq < receipt.seq ? [`its sender then saw the state ${seen.seq}, before its own`] : [];
}

function fault(subject: string, what: string): Violation {
  return { invariant: 'P1', subject, what };
}

function personIn(actor: string): string {
  return /^person:([^@]*)@/.exec(actor)?.[1] ?? actor;
}

/** By which events name their command: SHA-256 over author and key. */
function idOf({ actor, key }: Command): string {
  return createHash('sha256')
    .update(plainText({ key, owner: actor }))
    .digest('hex');
}
