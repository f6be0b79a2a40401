import type { EventType, Instant, Role } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import type { EventRow } from '../tables/events.js';
import { organisationsNamed, type NamedOrganisation } from './organisations.js';

/** A fact of a case. An expert appears as an expert, never by identity. */
export interface EventEntry {
  readonly id: string;
  readonly seq: number;
  readonly type: EventType;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly actor: {
    readonly kind: 'person' | 'clock' | 'system';
    readonly organisation: NamedOrganisation | null;
    readonly role: Role | null;
  };
  readonly data: { readonly [key: string]: unknown };
  readonly hash: string;
}

/** The stream of a case. */
export function streamOf(caseId: string): string {
  return `application:${caseId}`;
}

/** The facts of a case that come after `afterSeq`, in order. */
export async function eventsOf(session: Session, caseId: string, afterSeq = 0): Promise<readonly EventEntry[]> {
  const rows = await session.rows<EventRow>(
    `SELECT stream, seq, type, at, recorded_at, actor_kind, actor_organisation, actor_role, data, hash
       FROM event WHERE stream = $1 AND seq > $2 ORDER BY seq`,
    [streamOf(caseId), afterSeq],
  );
  const names = await organisationsNamed(
    session,
    rows.flatMap((row) => row.actor_organisation ?? []),
  );
  return rows.map((row) => ({
    id: `${row.stream}/${row.seq}`,
    seq: row.seq,
    type: row.type,
    at: instantOf(row.at),
    recordedAt: instantOf(row.recorded_at),
    actor: {
      kind: row.actor_kind,
      organisation: row.actor_organisation === null ? null : (names.get(row.actor_organisation) ?? null),
      role: row.actor_role,
    },
    data: row.data,
    hash: row.hash,
  }));
}
