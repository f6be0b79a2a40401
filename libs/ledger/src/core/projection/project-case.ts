import { holderOf, overdueLimits, tellsOfMarks, type DueRow, type Holder } from '@vermilion/domain';
import type { Session } from '../../session.js';
import { stepOf, type DatedMove, type Move } from '../move.js';

/** Writes the rows of cases. What their workflows have noted in them stays. */
export function projectCases(session: Session, moves: readonly DatedMove[]): void {
  session.later(
    `INSERT INTO "case" AS c (id, stream, procedure, version, obligation, applicant, district, phase, stage, visit, holder_kind,
                         holder_organisation, outcome, seq, stage_seq, state, workshop_name, due_at, overdue,
                         opened_at, submitted_at, closed_at, updated_at, round)
     SELECT id, stream, procedure, version, obligation, applicant, district, phase, stage, visit, holder_kind, holder_organisation, outcome, seq,
            stage_seq, state, workshop_name, due_at, overdue, at, submitted_at, closed_at,
            coalesce((SELECT k.updated_at FROM "case" k WHERE t.unseen AND k.id = t.id), t.recorded_at), round
       FROM json_to_recordset($1) AS t(id text, stream text, procedure text, version int, obligation text, applicant text, district text, phase text,
              stage text, visit int, holder_kind text, holder_organisation text, outcome text, seq int, stage_seq int, state jsonb, workshop_name text,
              due_at timestamptz, overdue boolean, at timestamptz, submitted_at timestamptz, closed_at timestamptz, recorded_at timestamptz,
              round text, unseen boolean)
     ON CONFLICT (id) DO UPDATE SET
       phase = excluded.phase, stage = excluded.stage, visit = excluded.visit, holder_kind = excluded.holder_kind,
       holder_organisation = excluded.holder_organisation, outcome = excluded.outcome, round = excluded.round, seq = excluded.seq,
       stage_seq = excluded.stage_seq, state = excluded.state, workshop_name = excluded.workshop_name,
       due_at = excluded.due_at, overdue = excluded.overdue, updated_at = excluded.updated_at,
       submitted_at = coalesce(c.submitted_at, excluded.submitted_at),
       closed_at = CASE WHEN excluded.phase = 'closed' THEN coalesce(excluded.closed_at, c.closed_at) END`,
    [JSON.stringify(moves.map(rowOf))],
  );
}

function rowOf(move: DatedMove): object {
  const { after, procedure, at } = move;
  const holder = holderOf(procedure, after);
  const during = (type: Parameters<typeof stepOf>[1]) => (stepOf(move, type) ? at : null);
  return {
    id: move.caseId,
    stream: move.stream,
    procedure: after.procedure,
    version: after.version,
    obligation: procedure.obligation,
    applicant: after.applicant,
    district: after.district,
    phase: after.phase,
    stage: after.stage,
    visit: after.visit,
    holder_kind: holder?.kind,
    holder_organisation: holder?.organisation,
    outcome: after.outcome,
    seq: after.seq,
    stage_seq: after.stageSeq,
    state: after,
    workshop_name: workshopOf(move),
    due_at: nextLapse(move.rows),
    overdue: overdueLimits(after).length > 0,
    at,
    submitted_at: during('application.submitted'),
    closed_at: during('application.closed'),
    recorded_at: move.recordedAt,
    round: after.round,
    // Who has marked when is told to nobody by the order of a list, nor by when a case was changed last.
    unseen: move.steps.every(({ event }) => tellsOfMarks(event.type)),
  };
}

/** The name under which people know the case: that of its workshop, as submitted. */
export function workshopOf({ after }: Pick<Move, 'after'>): string | null {
  const workshop = after.form['workshop'];
  const name = workshop && 'name' in workshop ? workshop.name : null;
  return typeof name === 'string' ? name : null;
}

/** All due instants are written with the same offset, so that their texts are in order. */
function nextLapse(rows: readonly DueRow[]): string | null {
  const lapses = rows.filter((row) => row.rung === 'lapse').map((row) => row.dueAt);
  return lapses.sort()[0] ?? null;
}

/** Notes from when on somebody else holds each case. */
export function projectHolders(session: Session, moves: readonly Move[]): void {
  const changes = moves.flatMap(({ caseId, before, after, procedure, at }) => {
    const held = before.phase === 'none' ? undefined : holderOf(procedure, before);
    const holder = holderOf(procedure, after);
    if (held !== undefined && sameHolder(held, holder)) return [];
    return [{ case_id: caseId, seq: after.seq, at, kind: holder?.kind, organisation: holder?.organisation }];
  });
  if (changes.length === 0) return;
  session.later(
    `INSERT INTO holder (case_id, seq, from_at, kind, organisation)
     SELECT case_id, seq, at, kind, organisation
       FROM json_to_recordset($1) AS t(case_id text, seq int, at timestamptz, kind text, organisation text)`,
    [JSON.stringify(changes)],
  );
}

function sameHolder(a: Holder | null, b: Holder | null): boolean {
  return a?.kind === b?.kind && a?.organisation === b?.organisation;
}

/** Writes what was awarded. */
export function projectAward(session: Session, move: Move): void {
  const issued = stepOf(move, 'award.issued')?.event.data;
  if (!issued) return;
  session.later(
    `INSERT INTO award (case_id, document_number, certificate_number, title, valid_from, valid_until, organisation, round)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      move.caseId,
      issued.documentNumber,
      issued.certificateNumber,
      issued.title,
      issued.validFrom,
      issued.validUntil,
      move.after.applicant,
      move.after.round,
    ],
  );
}
