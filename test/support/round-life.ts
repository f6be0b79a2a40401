import {
  CLOCK,
  compareInstants,
  deadlines,
  decide,
  decideRound,
  evolve,
  evolveRound,
  hashText,
  NO_CASE,
  NO_FACTS,
  NO_ROUND,
  recusalOf,
  roundDeadlines,
  roundStepsOpenTo,
  roundWork,
  stepsOpenTo,
  SYSTEM,
  systemWork,
  type Actor,
  type Calendar,
  type CaseState,
  type Command,
  type CommandType,
  type DecidedEvent,
  type ExpertFact,
  type Facts,
  type Form,
  type Follower,
  type Instant,
  type Marks,
  type OfficeFact,
  type Person,
  type Procedure,
  type Refusal,
  type RegisterResult,
  type RoundCommand,
  type RoundCommandType,
  type RoundFacts,
  type RoundState,
} from '@vermilion/domain';
import { CLEAN } from './memory-rounds.js';
import { pool } from './small-people.js';
import { ROUND_ID, smallRoundProcedure } from './small-round.js';

const calendar: Calendar = { version: 1, publishedYears: [2018, 2019], days: {} };
const experts: readonly ExpertFact[] = pool(14, 9);

/** A case of the life, with what the ledger would keep beside its state. */
interface LivingCase {
  state: CaseState;
  receivedAt: Instant;
  readonly events: DecidedEvent[];
  identities: { readonly [token: string]: string };
  sealed: { readonly seat: number; readonly salt: string; readonly marks: Marks }[];
}

/** A due row of the round (`caseId` null) or of one of its cases. */
interface Ripe {
  readonly caseId: string | null;
  readonly id: string;
  readonly dueAt: Instant;
}

/** A round with its cases by the pure rules alone: whoever loads facts, does the engine's work and keeps time is this class. */
export class RoundLife {
  round: RoundState = NO_ROUND;
  now: Instant = '2018-03-05T09:00:00+08:00';
  readonly cases = new Map<string, LivingCase>();
  /** Who works in the offices today, and who is on leave. */
  staff: Pick<OfficeFact, 'members' | 'standIns'> = { members: [], standIns: [] };
  /** Officials who belong to a firm as well. */
  relations: readonly { readonly person: string; readonly firm: string }[] = [];
  /** What the registers say of a case today. */
  readonly checks = new Map<string, RegisterResult>();
  private salts = 0;
  private numbers = 0;

  constructor(readonly procedure: Procedure = smallRoundProcedure) {}

  stateOf(caseId: string): CaseState {
    return this.caseOf(caseId).state;
  }

  eventsOf(caseId: string): readonly DecidedEvent[] {
    return this.caseOf(caseId).events;
  }

  give(caseId: string, command: Command, actor: Actor): Refusal | null {
    const found = this.cases.get(caseId) ?? newCase(this.now);
    const facts = this.factsFor(caseId, found, actor);
    const decision = decide(this.procedure, found.state, command, facts, actor, this.now);
    if (!decision.ok) return decision.refusal;
    this.cases.set(caseId, found);
    for (const event of decision.events) this.remember(found, event);
    return null;
  }

  /** Whether a command would be accepted now; nothing changes. */
  would(caseId: string, command: Command, actor: Actor): boolean {
    const found = this.caseOf(caseId);
    const facts = this.factsFor(caseId, found, actor);
    return decide(this.procedure, found.state, command, facts, actor, this.now).ok;
  }

  /** The buttons of a case that somebody has. */
  stepsOf(caseId: string, actor: Actor): CommandType[] {
    const found = this.caseOf(caseId);
    const facts = this.factsFor(caseId, found, actor);
    return stepsOpenTo(this.procedure, found.state, facts, actor, this.now).map(({ type }) => type);
  }

  giveRound(command: RoundCommand, actor: Actor): Refusal | null {
    const facts = this.roundFacts(command, actor);
    const decision = decideRound(this.procedure, this.round, command, facts, actor, this.now);
    if (!decision.ok) return decision.refusal;
    for (const event of decision.events) this.round = evolveRound(this.round, event);
    return null;
  }

  /** The buttons of the round that somebody has. */
  roundSteps(actor: Actor): RoundCommandType[] {
    const facts = this.roundFacts({ type: 'issue', opinion: '' }, actor);
    return roundStepsOpenTo(this.procedure, this.round, facts, actor, this.now);
  }

  /** The expert on a seat, acting. */
  seated(caseId: string, seat: number): Person {
    const { state, identities } = this.caseOf(caseId);
    const token = state.panel?.seats.find((other) => other.seat === seat)?.token ?? '';
    const id = identities[token] ?? 'nobody';
    return { kind: 'person', person: id, organisation: `expert:${id}`, role: 'expert' };
  }

  /** What rounds need to see of the cases that follow them: their own, and those that a district has listed. */
  followers(): Follower[] {
    const listed = Object.values(this.round.recommendations).flat();
    return [...this.cases]
      .filter(([caseId, { state }]) => state.round === ROUND_ID || (state.round === null && listed.includes(caseId)))
      .filter(([, { state }]) => state.phase !== 'draft' && state.outcome !== 'withdrawn')
      .map(([caseId, { state }]) => ({ caseId, state, procedure: this.procedure }));
  }

  /** Everything that the engine owes now. */
  owed(): (() => Refusal | null)[] {
    const ofCases = [...this.cases].flatMap(([caseId, { state }]) =>
      systemWork(this.procedure, state)
        .slice(0, 1)
        .map((work) => () => this.give(caseId, this.commandFor(work), SYSTEM)),
    );
    const rules = this.procedure.round;
    const ofRound = (rules ? roundWork(rules, this.round, this.followers()) : []).map(
      (work) => () =>
        work.type === 'follow'
          ? this.give(work.caseId, { type: 'follow-round' }, SYSTEM)
          : this.giveRound({ type: work.type }, SYSTEM),
    );
    return [...ofCases, ...ofRound];
  }

  /** Does what the engine owes until nothing is left. @throws when some of it is refused, or never ends. */
  work(): void {
    for (let turns = 0; turns < 500; turns += 1) {
      const [piece] = this.owed();
      if (!piece) return;
      const refusal = piece();
      if (refusal) throw new Error(`the engine's work is refused: ${JSON.stringify(refusal)}`);
    }
    throw new Error("the engine's work never ends");
  }

  /** Every date on which the clock will act, the next first. */
  due(): Ripe[] {
    const ofRound = roundDeadlines(this.round, calendar).map(({ id, dueAt }): Ripe => ({ caseId: null, id, dueAt }));
    const ofCases = [...this.cases].flatMap(([caseId, { state }]) =>
      deadlines(this.procedure, state, calendar).map(({ id, dueAt }): Ripe => ({ caseId, id, dueAt })),
    );
    return [...ofRound, ...ofCases].sort((a, b) => compareInstants(a.dueAt, b.dueAt));
  }

  /** Time passes until the next date, and the clock acts. @returns whether there was one. */
  pass(): boolean {
    const [next] = this.due();
    if (!next) return false;
    if (compareInstants(next.dueAt, this.now) > 0) this.now = next.dueAt;
    const command = { type: 'fire', deadline: next.id } as const;
    const refusal = next.caseId === null ? this.giveRound(command, CLOCK) : this.give(next.caseId, command, CLOCK);
    if (refusal) throw new Error(`the clock is refused: ${next.id} ${JSON.stringify(refusal)}`);
    return true;
  }

  /** What the firm has in its draft now. */
  protected draftOf(_caseId: string): NonNullable<Facts['draft']> {
    return { version: 1, form: { workshop: { name: `车间 ${this.salts}` } }, documents: [] };
  }

  /** What of it only some may see, as submitted last. */
  protected personalOf(_caseId: string): Form {
    return {};
  }

  private caseOf(caseId: string): LivingCase {
    const found = this.cases.get(caseId);
    if (!found) throw new Error(`no case ${caseId}`);
    return found;
  }

  private commandFor(work: ReturnType<typeof systemWork>[number]): Command {
    if (work.type === 'replace') return { type: 'replace', seat: work.seat };
    return work.type === 'draw' ? { type: 'draw', seed: this.salt() } : work;
  }

  private salt(): string {
    this.salts += 1;
    return hashText(`salt ${this.salts}`);
  }

  private factsFor(caseId: string, { state, identities, sealed }: LivingCase, actor: Actor): Facts {
    const organisation = actor.kind === 'person' ? actor.organisation : '';
    const recused = new Map(state.recused.map((token) => [identities[token], recusalOf(state, token)]));
    this.numbers += 1;
    const draftOf = () => this.draftOf(caseId);
    const personalOf = () => this.personalOf(caseId);
    const ofTheApplicant = this.relations.filter(({ firm }) => firm === state.applicant);
    return {
      ...NO_FACTS,
      calendar,
      salt: this.salt(),
      caseId,
      applicant: { organisation, creditCode: organisation.replace('enterprise:', ''), district: '410122' },
      experts: experts.map((expert) => ({ ...expert, recused: recused.get(expert.id) ?? null })),
      token: tokenOf(state, identities, organisation),
      marks: sealed,
      round: this.round.phase === 'none' ? null : this.round,
      roundId: this.round.phase === 'none' ? null : ROUND_ID,
      office: { ...this.staff, ofTheApplicant: ofTheApplicant.map(({ person }) => person) },
      check: this.checks.get(caseId) ?? CLEAN,
      numbers: { document: this.numbers, certificate: this.numbers },
      // Few rules look at the draft, and it is long.
      get draft() {
        return draftOf();
      },
      get personal() {
        return personalOf();
      },
    };
  }

  private roundFacts(command: RoundCommand, actor: Actor): RoundFacts {
    const named = command.type === 'recommend' ? command.cases : [];
    const cases = [...this.cases]
      .filter(([caseId, { state }]) => state.phase !== 'draft' && (state.round === ROUND_ID || named.includes(caseId)))
      .filter(([, { state }]) => command.type === 'recommend' || state.outcome !== 'withdrawn')
      .map(([caseId, { state, receivedAt }]) => ({
        caseId,
        state,
        procedure: this.procedure,
        receivedAt,
        check: this.checks.get(caseId) ?? CLEAN,
      }));
    const own = this.relations.filter(({ person }) => actor.kind === 'person' && actor.person === person);
    const office = { ...this.staff, ownFirms: own.map(({ firm }) => firm) };
    return { calendar, cases, number: (this.numbers += 1), office };
  }

  private remember(found: LivingCase, event: DecidedEvent): void {
    found.state = evolve(found.state, event);
    found.events.push(event);
    const content = event.secret?.content ?? {};
    if (event.type === 'application.submitted') found.receivedAt = this.now;
    // An earlier pool of the case knew the experts by other tokens.
    if (event.type === 'panel.pool-frozen')
      found.identities = { ...found.identities, ...(content['identities'] as LivingCase['identities']) };
    if (event.type !== 'panel.mark-submitted') return;
    const { seat, salt, items, comments } = content as unknown as Marks & { seat: number; salt: string };
    found.sealed = [{ seat, salt, marks: { items, comments } }, ...found.sealed.filter((mark) => mark.seat !== seat)];
  }
}

function newCase(receivedAt: Instant): LivingCase {
  return { state: NO_CASE, receivedAt, events: [], identities: {}, sealed: [] };
}

/** The token of an expert in the present pool. */
function tokenOf(state: CaseState, identities: LivingCase['identities'], organisation: string): string | null {
  const present = state.panel?.candidates.map(({ token }) => token) ?? [];
  return present.find((token) => `expert:${identities[token]}` === organisation) ?? null;
}
