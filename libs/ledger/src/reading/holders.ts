import type { Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import type { HolderRow } from '../tables/cases.js';
import { organisationsNamed, type NamedOrganisation } from './organisations.js';

/** Whose time it was from when until when; the last one runs. `holder` null: the case is closed. */
export interface HolderSpan {
  readonly from: Instant;
  readonly until: Instant | null;
  readonly seq: number;
  readonly holder: {
    readonly kind: NonNullable<HolderRow['kind']>;
    readonly organisation: NamedOrganisation | null;
  } | null;
}

/** The holders of a case without gap or overlap: a span ends where the next one begins. */
export async function holdersOf(session: Session, caseId: string): Promise<readonly HolderSpan[]> {
  const rows = await session.rows<HolderRow>(
    'SELECT seq, from_at, kind, organisation FROM holder WHERE case_id = $1 ORDER BY seq',
    [caseId],
  );
  const names = await organisationsNamed(
    session,
    rows.flatMap((row) => row.organisation ?? []),
  );
  return rows.map((row, index) => {
    const next = rows[index + 1];
    const organisation = row.organisation === null ? null : (names.get(row.organisation) ?? null);
    return {
      from: instantOf(row.from_at),
      until: next ? instantOf(next.from_at) : null,
      seq: row.seq,
      holder: row.kind === null ? null : { kind: row.kind, organisation },
    };
  });
}
