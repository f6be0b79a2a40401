import {
  decideRound,
  evolveRound,
  NO_ROUND,
  roundDeadlines,
  roundWork,
  type Calendar,
  type CaseState,
  type DecidedRoundEvent,
  type DueRow,
  type Follower,
  type Instant,
  type Procedure,
  type RegisterResult,
  type RoundFacts,
  type RoundState,
} from '@vermilion/domain';
import type { Ledger, RoundDesk } from '@vermilion/ledger';

type Request = Parameters<Ledger['transactRound']>[0];
type Outcome = Awaited<ReturnType<Ledger['transactRound']>>;

interface StoredRound {
  state: RoundState;
  readonly events: DecidedRoundEvent[];
  readonly due: Map<string, DueRow>;
}

/** A case as rounds see it. */
interface CaseOfRound {
  readonly state: CaseState;
  readonly receivedAt: Instant;
}

/** What rounds need of the ledger in memory around them. */
interface Surroundings {
  readonly procedure: Procedure;
  readonly calendar: Calendar;
  readonly now: () => Instant;
  readonly cases: () => ReadonlyMap<string, CaseOfRound>;
}

/** What the registers say of somebody of whom they know nothing. */
export const CLEAN: RegisterResult = {
  credit: { grade: 'none', record: null, source: '测试登记簿', until: null },
  title: null,
  barredUntil: null,
};

/** Rounds without Postgres: the real rules over the cases of a ledger in memory. */
export class MemoryRounds {
  readonly rounds = new Map<string, StoredRound>();
  /** What the registers say of a case, where they say anything. */
  readonly checks = new Map<string, RegisterResult>();
  /** While false, the series of numbers is out of reach: nothing can be published or signed. */
  numbersGiven = true;
  /** Hears of every move of a round, as the driver does. */
  onMoved: (roundId: string) => void = () => undefined;
  private numbers = 0;

  constructor(private readonly around: Surroundings) {}

  /** What the workflow reads. */
  readonly desk: RoundDesk = {
    read: async (roundId) => {
      const stored = this.rounds.get(roundId);
      if (!stored) return null;
      const next = [...stored.due.values()].map(({ dueAt }) => dueAt).sort()[0] ?? null;
      return { round: stored.state, followers: this.followersOf(roundId), dueAt: next };
    },
  };

  /** A round by its id. @throws when there is none. */
  stored(roundId: string): StoredRound {
    const stored = this.rounds.get(roundId);
    if (!stored) throw new Error(`no round ${roundId}`);
    return stored;
  }

  /** The types of a round's events, in order. */
  trail(roundId: string): string[] {
    return this.stored(roundId).events.map(({ type }) => type);
  }

  hear({ roundId, command, actor }: Request): Outcome {
    const stored = this.rounds.get(roundId) ?? { state: NO_ROUND, events: [], due: new Map<string, DueRow>() };
    const { procedure, now } = this.around;
    const decision = decideRound(procedure, stored.state, command, this.factsFor(roundId, command), actor, now());
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
    if (command.type === 'publish' || command.type === 'issue') this.numbers += 1;
    const first = stored.state.seq + 1;
    for (const event of decision.events) {
      stored.state = evolveRound(stored.state, event);
      stored.events.push(event);
    }
    this.rounds.set(roundId, stored);
    stored.due.clear();
    for (const row of roundDeadlines(stored.state, this.around.calendar, procedure.round)) stored.due.set(row.id, row);
    this.onMoved(roundId);
    const events = decision.events.map(({ type }, index) => ({ id: `round:${roundId}/${first + index}`, type }));
    const { seq, stageSeq } = stored.state;
    return { kind: 'accepted', receipt: { roundId, seq, stageSeq, events, at: now(), replayed: false } };
  }

  /** The round on which a command of a case depends: its own, the one whose district list names it, or the newest. */
  roundOf(state: CaseState, caseId: string | null): RoundState | null {
    const all = [...this.rounds.values()].map((stored) => stored.state);
    const listed = all.find((round) =>
      Object.values(round.recommendations)
        .flat()
        .includes(caseId ?? ''),
    );
    return this.rounds.get(state.round ?? '')?.state ?? listed ?? all.at(-1) ?? null;
  }

  /** Rounds that owe work of the engine. */
  owing(): string[] {
    const { round: rules } = this.around.procedure;
    return [...this.rounds].flatMap(([id, { state }]) =>
      rules && roundWork(rules, state, this.followersOf(id)).length > 0 ? [id] : [],
    );
  }

  private followersOf(roundId: string): Follower[] {
    const listed = Object.values(this.stored(roundId).state.recommendations).flat();
    return [...this.around.cases()]
      .filter(([caseId, { state }]) => state.round === roundId || (state.round === null && listed.includes(caseId)))
      .filter(([, { state }]) => state.phase !== 'draft' && state.outcome !== 'withdrawn')
      .map(([caseId, { state }]) => ({ caseId, state, procedure: this.around.procedure }));
  }

  private factsFor(roundId: string, command: Request['command']): RoundFacts {
    const { calendar, procedure } = this.around;
    const known = [...this.around.cases()].map(([caseId, { state, receivedAt }]) => {
      const check = this.checks.get(caseId) ?? CLEAN;
      return { caseId, state, procedure, receivedAt, check };
    });
    const named = command.type === 'recommend' ? command.cases : [];
    const cases = known.filter(
      ({ caseId, state }) => state.phase !== 'draft' && (state.round === roundId || named.includes(caseId)),
    );
    return { calendar, cases, number: this.numbersGiven ? this.numbers + 1 : null, office: null };
  }
}
