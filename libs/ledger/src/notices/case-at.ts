import { evolve, NO_CASE, type CaseState, type Recorded } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';

/** An event with the state of its case right after it. */
export interface EventInCase {
  readonly seq: number;
  readonly event: Recorded;
  readonly state: CaseState;
}

/** What the wanted events of a stream meant when they happened: the fold up to each of them. Events that are not there are left out. */
export async function eventsInCase(
  session: Session,
  stream: string,
  wanted: ReadonlySet<number>,
): Promise<EventInCase[]> {
  const rows = await session.rows<{ seq: number } & Recorded>(
    'SELECT seq, type, data FROM event WHERE stream = $1 AND seq <= $2 ORDER BY seq',
    [stream, Math.max(0, ...wanted)],
  );
  let state = NO_CASE;
  const found: EventInCase[] = [];
  for (const { seq, ...rest } of rows) {
    const event: Recorded = rest;
    state = evolve(state, event);
    if (wanted.has(seq)) found.push({ seq, event, state });
  }
  return found;
}

/** The organisations behind seats' tokens (`expert:<id>`), by token. */
export async function expertsBehind(
  session: Session,
  caseId: string,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (tokens.length === 0) return new Map();
  const rows = await session.rows<{ token: string; expert_id: string }>(
    'SELECT token, expert_id FROM candidate WHERE case_id = $1 AND token = ANY($2::text[])',
    [caseId, tokens],
  );
  return new Map(rows.map((row) => [row.token, `expert:${row.expert_id}`]));
}

/** The due instant of a limit of a case, ISO text; null when it no longer runs. */
export async function dueInstantOf(session: Session, stream: string, limit: string): Promise<string | null> {
  const row = await session.first<{ due_at: Date }>('SELECT due_at FROM deadline WHERE owner = $1 AND ref = $2', [
    stream,
    `${limit}:lapse`,
  ]);
  return row ? instantOf(row.due_at) : null;
}
