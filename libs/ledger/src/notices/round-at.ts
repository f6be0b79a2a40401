import { evolveRound, NO_ROUND, type RecordedRound, type RoundState } from '@vermilion/domain';
import type { Session } from '../session.js';

/** An event with the state of its round right after it. */
export interface EventInRound {
  readonly seq: number;
  readonly event: RecordedRound;
  readonly state: RoundState;
}

/** What the wanted events of a round meant when they happened: the fold up to each of them. Events that are not there are left out. */
export async function eventsInRound(
  session: Session,
  stream: string,
  wanted: ReadonlySet<number>,
): Promise<EventInRound[]> {
  const rows = await session.rows<{ seq: number } & RecordedRound>(
    'SELECT seq, type, data FROM event WHERE stream = $1 AND seq <= $2 ORDER BY seq',
    [stream, Math.max(0, ...wanted)],
  );
  let state = NO_ROUND;
  const found: EventInRound[] = [];
  for (const { seq, ...event } of rows) {
    state = evolveRound(state, event);
    if (wanted.has(seq)) found.push({ seq, event, state });
  }
  return found;
}

/** How many open cases of a round stand at each stage, by district. */
export async function openCasesByStage(
  session: Session,
  roundId: string,
): Promise<readonly { readonly district: string; readonly stage: string; readonly count: number }[]> {
  return session.rows(
    `SELECT district, stage, count(*)::int AS count FROM "case"
      WHERE round = $1 AND phase = 'running' AND stage IS NOT NULL GROUP BY district, stage`,
    [roundId],
  );
}
