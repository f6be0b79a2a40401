import type { ProcedureBook } from '@vermilion/catalogue';
import type { Command, CommandType, Instant, RoundState } from '@vermilion/domain';
import { inLedgerScope, type Session } from '../../session.js';
import { timeBefore } from '../time-of.js';
import type { TransactRequest } from '../request.js';
import { holdRound } from './lock-round.js';

/** What a command to a case needs of the case before the case is locked. */
interface Seen {
  readonly caseId: string | null;
  readonly procedure: string;
  readonly version: number;
  readonly round: string | null;
}

type Choice = (session: Session, seen: Seen, now: Instant, command: Command) => Promise<string | null>;

/** Which round a command to a case depends on; commands that are not here depend on none. */
const CHOICES: { readonly [type in CommandType]?: Choice } = {
  open: async (session, { procedure }, now, command) =>
    (command.type === 'open' && command.round) || ((await windowFor(session, procedure, null, now))?.id ?? null),
  submit: async (session, { procedure, round }, now) => {
    const found = await windowFor(session, procedure, round, now);
    return found?.id ?? round ?? (await newestOf(session, procedure));
  },
  'follow-round': async (session, { caseId, procedure, round }) =>
    round ?? (caseId === null ? null : recommendingRound(session, procedure, caseId)),
  'send-back': async (_session, { round }) => round,
  'take-back': async (_session, { round }) => round,
  // One that came in time holds up what the round has not signed for yet.
  object: async (_session, { round }) => round,
  'decide-objection': async (_session, { round }) => round,
  'decide-appeal': async (_session, { round }) => round,
  // The end of an objection's window may end the case, unless the round has signed for it.
  fire: async (_session, { round }, _now, command) =>
    command.type === 'fire' && endsObjections(command.deadline) ? round : null,
  resume: async (session, { procedure, round }, now) =>
    round ?? (await windowFor(session, procedure, null, now))?.id ?? null,
};

/** Whether a command of the engine may depend on a round: of the ends of limits, that of an objection's window. */
export function mayDependOnRound(command: Command): boolean {
  return command.type === 'fire' ? endsObjections(command.deadline) : command.type in CHOICES;
}

function endsObjections(deadline: string): boolean {
  return deadline.endsWith('/appeal:lapse');
}

/**
 * Finds the round that a command to a case depends on and keeps it as it is for this transaction, before the case is locked: rounds come
 * first, then cases by number, so that nobody waits in a circle. Null where there is none, where the version of the case knows no rounds, or
 * the case is none of the actor's.
 */
export async function holdRoundOf(
  session: Session,
  procedures: ProcedureBook,
  request: TransactRequest,
): Promise<RoundState | null> {
  const { command, caseId } = request;
  const choose = CHOICES[command.type];
  if (!choose) return null;
  const seen = command.type === 'open' ? { ...command, caseId: null, round: null } : await seenOf(session, caseId);
  if (!seen || !procedures.get(`${seen.procedure}@${seen.version}`)?.round) return null;
  return inLedgerScope(session, async () => {
    const id = await choose(session, seen, await timeBefore(session, request), command);
    const round = id === null ? null : await holdRound(session, id);
    return round?.procedure === seen.procedure ? round : null;
  });
}

async function seenOf(session: Session, caseId: string | null): Promise<Seen | null> {
  return session.first<Seen>('SELECT id AS "caseId", procedure, version, round FROM "case" WHERE id = $1', [caseId]);
}

/** The round whose window is not over: that of the case, else one that is open, else the next one to open. */
async function windowFor(
  session: Session,
  procedure: string,
  own: string | null,
  now: Instant,
): Promise<{ id: string } | null> {
  return session.first<{ id: string }>(
    `SELECT id FROM round WHERE procedure = $1 AND (terms->>'closes')::timestamptz > $3
      ORDER BY (id = $2) DESC NULLS LAST, greatest((terms->>'opens')::timestamptz, $3), (terms->>'closes')::timestamptz DESC, id LIMIT 1`,
    [procedure, own, now],
  );
}

async function newestOf(session: Session, procedure: string): Promise<string | null> {
  const row = await session.first<{ id: string }>(
    `SELECT id FROM round WHERE procedure = $1 ORDER BY (terms->>'closes')::timestamptz DESC, id LIMIT 1`,
    [procedure],
  );
  return row?.id ?? null;
}

/** The round in which a district has put a case on its list that belongs to no round any more. */
async function recommendingRound(session: Session, procedure: string, caseId: string): Promise<string | null> {
  const row = await session.first<{ id: string }>(
    `SELECT id FROM round WHERE procedure = $1 AND phase <> 'completed'
        AND EXISTS (SELECT FROM jsonb_each(state->'recommendations') AS district WHERE district.value ? $2)
      ORDER BY (terms->>'closes')::timestamptz DESC, id LIMIT 1`,
    [procedure, caseId],
  );
  return row?.id ?? null;
}
