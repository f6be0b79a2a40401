import type { ProcedureBook } from '@vermilion/catalogue';
import { NO_ROUND, roundWork, type CaseState, type Follower, type RoundState, type RoundWork } from '@vermilion/domain';
import { procedureIn } from '../core/procedure-in.js';
import { roundStreamOf } from '../core/rounds/lock-round.js';
import type { Session } from '../session.js';

/** A round with the cases that follow it. */
export interface RoundStanding {
  readonly round: RoundState;
  readonly followers: readonly Follower[];
}

/** The cases of a round, and those without a round that a district has put on its list; drafts are nothing to a round. */
const FOLLOWERS = `c.submitted_at IS NOT NULL AND (c.round = r.id OR (c.round IS NULL AND c.id IN (
  SELECT jsonb_array_elements_text(d.value) FROM jsonb_each(r.state->'recommendations') AS d)))`;

/** The round and who follows it, as they stand now; null when there is none that the actor may see. Needs the rights of the engine. */
export async function roundStanding(
  session: Session,
  procedures: ProcedureBook,
  id: string,
): Promise<RoundStanding | null> {
  const row = await session.first<{ state: RoundState }>('SELECT state FROM round WHERE id = $1', [id]);
  if (!row) return null;
  const cases = await session.rows<{ id: string; state: CaseState }>(
    `SELECT c.id, c.state FROM round r JOIN "case" c ON ${FOLLOWERS} WHERE r.id = $1 ORDER BY c.id`,
    [id],
  );
  return {
    round: { ...NO_ROUND, ...row.state },
    followers: cases.map(({ id: caseId, state }) => ({ caseId, state, procedure: procedureIn(procedures, state) })),
  };
}

/** What the engine owes the round, in order. */
export function workOf(procedures: ProcedureBook, { round, followers }: RoundStanding): readonly RoundWork[] {
  const rules = procedureIn(procedures, round).round;
  return rules ? roundWork(rules, round, followers) : [];
}

/** A round in which something may have changed since it was looked at last: the mark is another one then. */
interface MarkedRound {
  readonly id: string;
  readonly mark: string;
}

/** The rounds that are not over, each with a mark that changes with every event of the round and of any case that follows it. */
async function openRounds(session: Session): Promise<readonly MarkedRound[]> {
  return session.rows<MarkedRound>(
    `SELECT r.id, concat_ws('/', r.seq, count(c.id), sum(c.seq), max(c.updated_at)) AS mark
       FROM round r LEFT JOIN "case" c ON ${FOLLOWERS} WHERE r.phase <> 'completed' GROUP BY r.id ORDER BY r.id`,
  );
}

/** Work of a round that nobody has done yet. */
export interface PendingWork {
  readonly roundId: string;
  readonly work: readonly RoundWork[];
}

/** Tells which rounds the engine owes work. */
export type RoundWatch = (session: Session) => Promise<readonly PendingWork[]>;

/**
 * A watch with a memory of its own: rounds and cases are read again only when one of them has moved. Work that is stuck, as an incident of
 * the round or of its case says, is operations' and left out. Needs the rights of the engine.
 */
export function watchRounds(procedures: ProcedureBook): RoundWatch {
  const known = new Map<string, { readonly mark: string; readonly work: readonly RoundWork[] }>();
  return async (session) => {
    const pending: PendingWork[] = [];
    for (const { id, mark } of await openRounds(session)) {
      const seen = known.get(id);
      const work = seen?.mark === mark ? seen.work : await readWork(session, procedures, id);
      known.set(id, { mark, work });
      if (work.length > 0) pending.push({ roundId: id, work });
    }
    return pending.length === 0 ? [] : withoutStuck(session, pending);
  };
}

async function readWork(session: Session, procedures: ProcedureBook, id: string): Promise<readonly RoundWork[]> {
  const standing = await roundStanding(session, procedures, id);
  return standing ? workOf(procedures, standing) : [];
}

async function withoutStuck(session: Session, pending: readonly PendingWork[]): Promise<readonly PendingWork[]> {
  const subjects = await stuckSubjects(session);
  return pending
    .map(({ roundId, work }) => ({
      roundId,
      work: work.filter((piece) => !subjects.some((subject) => isAbout(subject, roundId, piece))),
    }))
    .filter(({ work }) => work.length > 0);
}

/** The subjects of open incidents of system work. */
export async function stuckSubjects(session: Session): Promise<readonly string[]> {
  const rows = await session.rows<{ subject: string }>(
    `SELECT subject FROM incident WHERE closed_at IS NULL AND kind = 'system-work'`,
  );
  return rows.map(({ subject }) => subject);
}

/** Whether an incident is about this work: `round:<id>:publish`, `round:<id>:follow:<case>:…`, or `round:<id>:follow:<seq>` for all cases. */
export function isAbout(subject: string, roundId: string, piece: RoundWork): boolean {
  const [own, ...rest] = splitAfter(subject, `${roundStreamOf(roundId)}:`);
  if (own !== piece.type) return false;
  return piece.type !== 'follow' || rest.length === 1 || rest[0] === piece.caseId;
}

function splitAfter(text: string, prefix: string): string[] {
  return text.startsWith(prefix) ? text.slice(prefix.length).split(':') : [];
}
