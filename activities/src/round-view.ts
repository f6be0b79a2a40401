import { isSettled, roundWork, type Follower, type Instant, type Procedure, type RoundPhase } from '@vermilion/domain';
import type { RoundAsRead } from '@vermilion/ledger';

/** A case that must be brought to where its round is, and where it stands now (`stage#visit`). */
export interface Straggler {
  readonly caseId: string;
  readonly at: string;
}

/** The next piece of work that the round gives to the engine. */
export type RoundTask =
  | { readonly type: 'follow'; readonly seq: number; readonly cases: readonly Straggler[] }
  | { readonly type: 'rank' | 'publish' | 'complete' };

/** A round as its workflow needs to see it: codes, dates and counts, no person's data. */
export interface RoundView {
  readonly roundId: string;
  readonly procedure: string;
  /** In Chinese, for operations. */
  readonly title: string;
  readonly phase: RoundPhase;
  readonly stageSeq: number;
  /** The bureau that leads the round. */
  readonly bureau: string;
  readonly dueAt: Instant | null;
  readonly counts: { readonly cases: number; readonly candidates: number; readonly judged: number };
  /** Cases that are not yet where the round is. */
  readonly behind: number;
  readonly task: RoundTask | null;
}

/** Cases that one activity brings along at most; what is left, the next one does. */
const BATCH = 100;

/** Views a round for its workflow. `dueAt` is the next instant at which the clock acts in it. @throws when its procedure knows no rounds. */
export function viewRound(roundId: string, procedure: Procedure, { round, followers, dueAt }: RoundAsRead): RoundView {
  const rules = procedure.round;
  if (!rules) throw new Error(`procedure ${procedure.id}@${procedure.version} knows no rounds`);
  const work = roundWork(rules, round, followers);
  const behind = work.flatMap((piece) => (piece.type === 'follow' ? [piece.caseId] : []));
  const candidates = followers.filter(({ caseId }) => round.candidates.includes(caseId));
  const [first] = work;
  return {
    roundId,
    procedure: procedure.id,
    title: `${procedure.title.zh}（${round.terms?.year ?? ''}年度）`,
    phase: round.phase,
    stageSeq: round.stageSeq,
    bureau: rules.office.body === 'bureau' ? rules.office.bureau : '',
    dueAt,
    counts: {
      cases: followers.length,
      candidates: round.candidates.length,
      judged: candidates.filter(({ state }) => isSettled(rules, state)).length,
    },
    behind: behind.length,
    task: !first ? null : first.type === 'follow' ? followTask(round.seq, behind, followers) : first,
  };
}

function followTask(seq: number, behind: readonly string[], followers: readonly Follower[]): RoundTask {
  const places = new Map(followers.map(({ caseId, state }) => [caseId, `${state.stage ?? ''}#${state.visit}`]));
  const cases = behind.slice(0, BATCH).map((caseId) => ({ caseId, at: places.get(caseId) ?? '' }));
  return { type: 'follow', seq, cases };
}
