import { canonicalText } from '@vermilion/domain';
import type { Session } from '../session.js';
import type { EventRow } from '../tables/events.js';
import { linkOf, type EventBody } from './append-events.js';
import { instantOf } from './instant.js';
import { NO_HASH } from './lock-case.js';

/** Where a stream's chain is broken, and how. `cut`: events at the end are gone that the case or the round still knows of. */
export interface ChainFault {
  readonly seq: number;
  readonly fault: 'missing' | 'altered' | 'relinked' | 'cut';
}

export interface ChainReport {
  readonly events: number;
  /** Hash of the last event: with it, an anchor outside can be compared. */
  readonly head: string;
  readonly faults: readonly ChainFault[];
}

/**
 * Recomputes the chain of a stream. A changed column, body or link and a missing event are found always; a tail that was cut together
 * with the stream's own row only by an anchor outside. Needs a session that sees all events of the stream.
 */
export async function verifyChain(session: Session, stream: string): Promise<ChainReport> {
  const rows = await session.rows<EventRow>('SELECT * FROM event WHERE stream = $1 ORDER BY seq', [stream]);
  const faults: ChainFault[] = [];
  let head = NO_HASH;
  let expected = 1;
  for (const row of rows) {
    for (; expected < row.seq; expected++) faults.push({ seq: expected, fault: 'missing' });
    if (row.hash !== linkOf(row.prev_hash, row.body) || canonicalText(bodyIn(row)) !== row.body) {
      faults.push({ seq: row.seq, fault: 'altered' });
    } else if (row.prev_hash !== head) faults.push({ seq: row.seq, fault: 'relinked' });
    head = row.hash;
    expected = row.seq + 1;
  }
  const known = await session.first<{ seq: number }>(
    'SELECT seq FROM "case" WHERE stream = $1 UNION ALL SELECT seq FROM round WHERE stream = $1',
    [stream],
  );
  if (known && known.seq >= expected) faults.push({ seq: expected, fault: 'cut' });
  return { events: rows.length, head, faults };
}

/** The body as the columns tell it. */
function bodyIn(row: EventRow): EventBody {
  return {
    stream: row.stream,
    seq: row.seq,
    type: row.type,
    version: row.version,
    data: row.data,
    actor: {
      kind: row.actor_kind,
      organisation: row.actor_organisation,
      person: row.actor_person,
      role: row.actor_role,
    },
    onBehalfOf: row.on_behalf_of,
    at: instantOf(row.at),
    recordedAt: instantOf(row.recorded_at),
    commandId: row.command_id,
    ordinal: row.ordinal,
  };
}
