import { randomBytes } from 'node:crypto';
import {
  NO_FACTS,
  compareInstants,
  deadlines,
  decide,
  evolve,
  NO_CASE,
  systemWork,
  wakes,
  type Actor,
  type Calendar,
  type CaseState,
  type Command,
  type DecidedEvent,
  type DueRow,
  type ExpertFact,
  type Facts,
  type Form,
  type Instant,
  type Marks,
  type Procedure,
  type TitleFact,
} from '@vermilion/domain';
import type { CaseDesk, Incident, IncidentBook, Ledger } from '@vermilion/ledger';
import { CLEAN, MemoryRounds } from './memory-rounds.js';

type Request = Parameters<Ledger['transact']>[0];
type Outcome = Awaited<ReturnType<Ledger['transact']>>;
type RoundOutcome = Awaited<ReturnType<Ledger['transactRound']>>;
type FactsFromOutside = { -readonly [K in Exclude<keyof Facts, 'calendar' | 'salt'>]: Facts[K] };

/** A case in memory: its events with what stands beside them, and their fold. */
interface StoredCase {
  state: CaseState;
  workflowSeq: number;
  readonly events: { readonly event: DecidedEvent; readonly at: Instant; readonly actor: Actor }[];
  readonly due: Map<string, DueRow>;
  draft: { version: number; form: Form; documents?: NonNullable<Facts['draft']>['documents'] };
}

/**
 * The ledger's behaviour without Postgres: the real rules, commands done once per key, and a due row for every deadline. It keeps no
 * rights, no chain and no read tables; those belong to the real one.
 */
export class MemoryLedger {
  readonly cases = new Map<string, StoredCase>();
  readonly incidents: (Incident & { open: boolean })[] = [];
  /** Business time: moved by the test, or by keepers towards `target`. */
  now: Instant = '2018-03-05T09:00:00+08:00';
  target: Instant | null = null;
  experts: ExpertFact[] = [];
  /** The title that is examined again; null in procedures that examine none. */
  title: TitleFact | null = null;
  /** While set, every transaction on a case fails with it. */
  outage: string | null = null;
  readonly rounds: MemoryRounds;
  /** Hears of every move of a case's workflow, as the driver does. */
  onMoved: (caseId: string) => void = () => undefined;
  /** Calls that were refused or accepted, by key; the same key never acts twice. */
  private readonly replies = new Map<string, Outcome | RoundOutcome>();
  private documents = 0;
  private certificates = 0;

  constructor(
    readonly procedure: Procedure,
    readonly calendar: Calendar = { version: 1, publishedYears: [2018], days: {} },
  ) {
    const cases = () =>
      new Map([...this.cases].map(([id, { state, events }]) => [id, { state, receivedAt: receivedAt(events) }]));
    this.rounds = new MemoryRounds({ procedure, calendar, now: () => this.now, cases });
  }

  readonly transact: Ledger['transact'] = async (request) => this.once(request, () => this.hear(request));

  readonly transactTogether: Ledger['transactTogether'] = async (requests) =>
    Promise.allSettled(requests.map((request) => this.transact(request)));

  readonly transactRound: Ledger['transactRound'] = async (request) =>
    this.once(request, () => this.rounds.hear(request));

  readonly desk: CaseDesk = {
    read: async (caseId) => {
      const stored = this.cases.get(caseId);
      if (!stored) return null;
      stored.workflowSeq = stored.state.stageSeq;
      if (systemWork(this.procedure, stored.state).length === 0)
        this.settle((subject) => subject.startsWith(`${caseId}:`));
      return { state: stored.state, dueAt: nextLapse(stored) };
    },
  };

  readonly incidentBook: IncidentBook = {
    open: async (incident) => {
      const same = this.incidents.some((other) => other.open && other.subject === incident.subject);
      if (!same) this.incidents.push({ ...incident, open: true });
    },
    close: async (_kind, subject) => {
      this.settle((other) => other === subject);
    },
  };

  private settle(settled: (subject: string) => boolean): void {
    for (const incident of this.incidents) if (settled(incident.subject)) incident.open = false;
  }

  /** A case by its id. @throws when there is none. */
  stored(caseId: string): StoredCase {
    const stored = this.cases.get(caseId);
    if (!stored) throw new Error(`no case ${caseId}`);
    return stored;
  }

  /** The types of a case's events, in order. */
  trail(caseId: string): string[] {
    return this.stored(caseId).events.map(({ event }) => event.type);
  }

  /** The expert who sits on a seat of the panel, as an id of the pool. */
  expertOn(caseId: string, seat: number): string {
    const { state, events } = this.stored(caseId);
    const token = state.panel?.seats.find((candidate) => candidate.seat === seat)?.token ?? '';
    return identitiesIn(events)[token] ?? '';
  }

  /** Whether the engine owes work in some case or round and no incident says that it is stuck. */
  owesSystemWork(): boolean {
    const stuck = (owner: string) =>
      this.incidents.some(({ open, subject }) => open && subject.startsWith(`${owner}:`));
    if (this.rounds.owing().some((id) => !stuck(`round:${id}`))) return true;
    return [...this.cases].some(([id, { state }]) => systemWork(this.procedure, state).length > 0 && !stuck(id));
  }

  private once<Reply extends Outcome | RoundOutcome>(
    { actor, key }: { readonly actor: Actor; readonly key: string },
    act: () => Reply,
  ): Reply {
    if (this.outage) throw new Error(this.outage);
    const owner = `${actor.kind === 'person' ? `${actor.person}@${actor.organisation}` : actor.kind} ${key}`;
    const replied = this.replies.get(owner) as Reply | undefined;
    if (replied?.kind === 'accepted') return { ...replied, receipt: { ...replied.receipt, replayed: true } };
    const outcome = act();
    if (outcome.kind === 'accepted') this.replies.set(owner, outcome);
    return outcome;
  }

  private hear({ caseId, command, actor }: Request): Outcome {
    const id = caseId ?? `2018-${String(this.cases.size + 1).padStart(6, '0')}`;
    const stored = this.cases.get(id);
    if (caseId !== null && !stored) return { kind: 'not-found' };
    const before = stored ?? this.blank();
    const facts = this.factsFor(id, before, command, actor);
    const decision = decide(this.procedure, before.state, command, facts, actor, this.now);
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
    this.cases.set(id, before);
    const outcome = this.record(id, before, decision.events, actor);
    if (decision.events.some(({ type }) => wakes(type))) this.onMoved(id);
    return outcome;
  }

  private blank(): StoredCase {
    return { state: NO_CASE, workflowSeq: 0, events: [], due: new Map(), draft: { version: 1, form: {} } };
  }

  private record(id: string, stored: StoredCase, events: readonly DecidedEvent[], actor: Actor): Outcome {
    const first = stored.state.seq + 1;
    for (const event of events) {
      if (event.type === 'award.issued') this.certificates += 1;
      const alone = event.type === 'award.issued' && stored.state.round === null;
      if (alone || event.type === 'title.renewed') this.documents += 1;
      stored.state = evolve(stored.state, event);
      stored.events.push({ event, at: this.now, actor });
    }
    stored.due.clear();
    for (const row of deadlines(this.procedure, stored.state, this.calendar)) stored.due.set(row.id, row);
    const { seq, stageSeq } = stored.state;
    const named = events.map(({ type }, index) => ({ id: `application:${id}/${first + index}`, type }));
    return { kind: 'accepted', receipt: { caseId: id, seq, stageSeq, events: named, at: this.now, replayed: false } };
  }

  private factsFor(caseId: string, { events, draft, state }: StoredCase, command: Command, actor: Actor): Facts {
    const outside: FactsFromOutside = {
      ...NO_FACTS,
      draft: { documents: [], ...draft },
      personal: {},
      experts: this.experts,
      title: this.title,
      token: actor.kind === 'person' && actor.role === 'expert' ? this.tokenOf(events, actor.organisation) : null,
      marks: sealedMarks(events),
      ...this.roundFacts(caseId, state),
    };
    if (actor.kind === 'person' && actor.organisation.startsWith('enterprise:')) {
      const { organisation } = actor;
      outside.applicant = { organisation, creditCode: organisation.replace('enterprise:', ''), district: '410122' };
    }
    if (command.type === 'issue' || command.type === 'follow-round')
      outside.numbers = { document: this.documents + 1, certificate: this.certificates + 1 };
    return { calendar: this.calendar, salt: randomBytes(32).toString('hex'), ...outside };
  }

  private roundFacts(caseId: string, state: CaseState) {
    const round = this.rounds.roundOf(state, caseId);
    const check = this.procedure.credit ? (this.rounds.checks.get(caseId) ?? CLEAN) : null;
    return { round, roundId: round?.id ?? null, caseId, check };
  }

  private tokenOf(events: StoredCase['events'], organisation: string): string | null {
    const identities = identitiesIn(events);
    return Object.keys(identities).find((token) => `expert:${identities[token]}` === organisation) ?? null;
  }
}

function identitiesIn(events: StoredCase['events']): Record<string, string> {
  const frozen = events.findLast(({ event }) => event.type === 'panel.pool-frozen')?.event.secret;
  return (frozen?.content.identities ?? {}) as Record<string, string>;
}

function sealedMarks(events: StoredCase['events']): Facts['marks'] {
  // The newest first: marks declared void are followed by those of the alternate.
  return [...events].reverse().flatMap(({ event }) => {
    if (event.type !== 'panel.mark-submitted' || !event.secret) return [];
    const { seat, salt, items, comments } = event.secret.content as unknown as Marks & { seat: number; salt: string };
    return [{ seat, salt, marks: { items, comments } }];
  });
}

function receivedAt(events: StoredCase['events']): Instant {
  return events.find(({ event }) => event.type === 'application.submitted')?.at ?? '';
}

function nextLapse({ due }: StoredCase): Instant | null {
  const lapses = [...due.values()]
    .filter(({ rung }) => rung === 'lapse')
    .sort((a, b) => compareInstants(a.dueAt, b.dueAt));
  return lapses[0]?.dueAt ?? null;
}
