import { SYSTEM } from '@vermilion/domain';
import { DUE_SHARDS, shardOf } from '../core/shard.js';
import type { Ledger } from '../ledger.js';
import { businessDay } from '../reading/stand-ins.js';
import type { Session } from '../session.js';
import type { ShardRange } from './due-book.js';
import { openIncident } from './incidents.js';

const KIND = 'office-empty';

interface EmptyDesk {
  readonly caseId: string;
  readonly stream: string;
  readonly seq: number;
  readonly subject: string;
  readonly organisation: string;
  readonly role: string;
}

/**
 * 提级办理: where nobody of the office can decide (none on the post, or all of them on leave without anybody standing in, or of the
 * applicant's own firm), an incident says so, and the case is raised to the post above, if somebody is there. The rule decides again, case by
 * case; this is only where to look. Incidents close when somebody of the office can decide again, or the case has gone on.
 */
export async function helpEmptyOffices(
  ledger: Ledger,
  shards: ShardRange,
  onProgress: (done: number) => void,
): Promise<void> {
  const empty = await ledger.read(SYSTEM, emptyDesks);
  const mine = empty.filter(({ stream }) => within(shards, shardOf(stream, DUE_SHARDS)));
  for (const desk of mine) {
    const { caseId, seq, subject, organisation, role } = desk;
    await ledger.write(SYSTEM, (session) =>
      openIncident(session, { kind: KIND, subject, detail: { caseId, organisation, role } }),
    );
    const key = `${subject}:raise:${seq}`;
    await ledger.transact({ caseId, command: { type: 'raise' }, actor: SYSTEM, key, expectedSeq: null });
    onProgress(0);
  }
  await ledger.write(SYSTEM, (session) =>
    closeOver(
      session,
      empty.map(({ subject }) => subject),
    ),
  );
}

function within({ from, to }: ShardRange, shard: number): boolean {
  return shard >= from && shard <= to;
}

const official = (organisation: string): string =>
  `(${organisation} LIKE 'district:%' OR ${organisation} LIKE 'bureau:%')`;
/** Without an opinion that is asked for beside the office in charge the case goes on. */
const ALONE = `kind <> 'give-opinion'`;

/** Who can decide for an office on the day `$1`: on its post and not on leave, or standing in for somebody who is, and not on leave either. */
const PRESENT = `
  SELECT m.organisation, m.role, CASE WHEN leave.away THEN leave.person ELSE m.sub END AS person
    FROM member m
    LEFT JOIN LATERAL (SELECT s.person, true AS away FROM stand_in s WHERE s.organisation = m.organisation AND s.absent = m.sub
        AND s.withdrawn_at IS NULL AND $1::date BETWEEN s.from_date AND s.until_date ORDER BY s.person IS NULL LIMIT 1) leave ON true
   WHERE ${official('m.organisation')} AND (leave.away IS NULL OR (leave.person IS NOT NULL AND NOT EXISTS (
           SELECT FROM stand_in s WHERE s.organisation = m.organisation AND s.absent = leave.person
              AND s.withdrawn_at IS NULL AND $1::date BETWEEN s.from_date AND s.until_date)))`;

/** Offices with open tasks in which nobody can decide: for no applicant, or not for the one to which all who are there belong. */
const EMPTY = `
  SELECT o.organisation, o.role, NULL AS applicant
    FROM (SELECT DISTINCT organisation, role FROM task WHERE ${official('organisation')} AND ${ALONE}) o
   WHERE NOT EXISTS (SELECT FROM present p WHERE (p.organisation, p.role) = (o.organisation, o.role))
  UNION ALL
  SELECT p.organisation, p.role, firm.organisation
    FROM present p JOIN member firm ON firm.sub = p.person AND firm.organisation <> p.organisation
   GROUP BY p.organisation, p.role, firm.organisation
  HAVING count(DISTINCT p.person) = (SELECT count(DISTINCT person) FROM present q WHERE (q.organisation, q.role) = (p.organisation, p.role))`;

/** Looks at offices first and at their tasks only where one is empty: there are a hundred of the one and many thousands of the other. */
async function emptyDesks(session: Session): Promise<EmptyDesk[]> {
  return session.rows<EmptyDesk>(
    `WITH present AS (${PRESENT}), empty AS (${EMPTY})
     SELECT DISTINCT ON (c.id) c.id AS "caseId", c.stream, c.seq, c.id || '/' || c.stage || '#' || c.visit AS subject,
            t.organisation, t.role
       FROM empty JOIN task t ON (t.organisation, t.role) = (empty.organisation, empty.role)
        AND (empty.applicant IS NULL OR t.applicant = empty.applicant)
       JOIN "case" c ON c.id = t.case_id
      WHERE c.phase = 'running' AND t.${ALONE}
      ORDER BY c.id`,
    [await businessDay(session)],
  );
}

/** A raised case keeps its incident: the office is still empty, only the case is not. */
async function closeOver(session: Session, still: readonly string[]): Promise<void> {
  await session.execute(
    `UPDATE incident i SET closed_at = now() WHERE kind = $1 AND closed_at IS NULL AND subject <> ALL($2::text[])
        AND NOT EXISTS (SELECT FROM "case" c WHERE c.id = split_part(i.subject, '/', 1) AND c.phase = 'running'
              AND i.subject = c.id || '/' || c.stage || '#' || c.visit AND c.state->'desk'->'raised' IS NOT NULL
              AND c.state->'desk'->'raised' <> 'null'::jsonb)`,
    [KIND, still],
  );
}
