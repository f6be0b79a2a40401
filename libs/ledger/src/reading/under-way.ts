import type { Instant } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import { shown, type NamedOrganisation } from './organisations.js';

/** A case that is under way, as far as its time is concerned. */
export interface CaseUnderWay {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly workshopName: string | null;
  readonly stage: string;
  readonly office: NamedOrganisation | null;
  readonly holderKind: string | null;
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  /** When it came to its stage. */
  readonly since: Instant;
}

interface Line {
  id: string;
  procedure: string;
  version: number;
  workshop_name: string | null;
  stage: string;
  holder_kind: string | null;
  holder_organisation: string | null;
  name_zh: string | null;
  name_en: string | null;
  due_at: Date | null;
  overdue: boolean;
  since: Date;
}

/** Every case under way that the actor may see, by number. */
export async function casesUnderWay(session: Session): Promise<readonly CaseUnderWay[]> {
  const rows = await session.rows<Line>(
    `SELECT c.id, c.procedure, c.version, c.workshop_name, c.stage, c.holder_kind, c.holder_organisation, h.name_zh, h.name_en,
            c.due_at, c.overdue, coalesce(e.at, c.opened_at) AS since
       FROM "case" c
       LEFT JOIN party h ON h.organisation = c.holder_organisation
       LEFT JOIN LATERAL (
         SELECT max(at) AS at FROM event WHERE stream = c.stream AND type = 'stage.entered') e ON true
      WHERE c.phase = 'running' AND c.stage IS NOT NULL ORDER BY c.id`,
  );
  return rows.map((row) => ({
    id: row.id,
    procedure: row.procedure,
    version: row.version,
    workshopName: row.workshop_name,
    stage: row.stage,
    office: officeOf(row),
    holderKind: row.holder_kind,
    dueAt: row.due_at && instantOf(row.due_at),
    overdue: row.overdue,
    since: instantOf(row.since),
  }));
}

function officeOf({ holder_organisation: id, name_zh: zh, name_en: en }: Line): NamedOrganisation | null {
  return id === null ? null : shown(id, zh === null ? null : { zh, en: en ?? zh });
}
