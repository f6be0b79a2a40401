import { evolveRound, NO_ROUND, type DecidedRoundEvent, type RoundState } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { EventRow } from '../../tables/events.js';
import { instantOf } from '../instant.js';
import { procedureIn } from '../procedure-in.js';
import { byCommand, differences, snapshot, type Difference } from '../rebuild.js';
import { stepsFrom } from '../move.js';
import type { Workshop } from '../workshop.js';
import { roundStreamOf } from './lock-round.js';
import { projectRound, type RoundMove } from './project-round.js';

/** The read tables of a round: its row, and its due rows, which belong to no case. */
const readTables = [
  { table: 'round', where: 'stream = $1', beside: ['workflow_seq', 'calendar'] },
  { table: 'deadline', where: 'owner = $1', beside: ['id', 'attempts'] },
] as const;

/** Makes the read tables of a round anew from its events, as a rebuild of a case does. The actor must be the system. */
export async function rebuildRoundIn(
  session: Session,
  workshop: Workshop,
  roundId: string,
): Promise<readonly Difference[]> {
  const stream = roundStreamOf(roundId);
  await session.rows('SELECT FROM round WHERE id = $1 FOR UPDATE', [roundId]);
  const before = await snapshot(session, readTables, stream);
  await session.execute('DELETE FROM deadline WHERE owner = $1', [stream]);
  for (const move of await movesOf(session, workshop, stream)) projectRound(session, move);
  return differences(before, await snapshot(session, readTables, stream));
}

async function movesOf(session: Session, workshop: Workshop, stream: string): Promise<RoundMove[]> {
  const rows = await session.rows<EventRow>('SELECT * FROM event WHERE stream = $1 ORDER BY seq', [stream]);
  const calendar = await workshop.calendar(session);
  const moves: RoundMove[] = [];
  let state: RoundState = NO_ROUND;
  for (const group of byCommand(rows)) {
    const [first] = group;
    if (!first) continue;
    const events = group.map(({ type, data }) => ({ type, data }) as unknown as DecidedRoundEvent);
    const steps = stepsFrom(stream, state, events, evolveRound);
    state = steps.at(-1)?.state ?? state;
    const procedure = procedureIn(workshop.procedures, state);
    const [at, recordedAt] = [instantOf(first.at), first.recorded_at];
    moves.push({ stream, procedure, calendar, after: state, steps, at, recordedAt });
  }
  return moves;
}
