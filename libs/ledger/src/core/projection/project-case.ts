import { holderOf, overdueLimits, tellsOfMarks, type DueRow, type Holder } from '@vermilion/domain';
import type { Session } from '../../session.js';
import { stepOf, type Move } from '../move.js';

/** Writes the row of the case. What the workflow has noted in it stays. */
export async function projectCase(session: Session, move: Move, rows: readonly DueRow[]): Promise<void> {
  const { after, procedure, at } = move;
  const holder = holderOf(procedure, after);
  const during = (type: Parameters<typeof stepOf>[1]) => (stepOf(move, type) ? at : null);
  await session.execute(
    `INSERT INTO "case" AS c (id, stream, procedure, version, obligation, applicant, district, phase, stage, visit, holder_kind,
                         holder_organisation, outcome, seq, stage_seq, state, workshop_name, due_at, overdue,
                         opened_at, submitted_at, closed_at, updated_at, round)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
     ON CONFLICT (id) DO UPDATE SET
       phase = excluded.phase, stage = excluded.stage, visit = excluded.visit, holder_kind = excluded.holder_kind,
       holder_organisation = excluded.holder_organisation, outcome = excluded.outcome, round = excluded.round, seq = excluded.seq,
       stage_seq = excluded.stage_seq, state = excluded.state, workshop_name = excluded.workshop_name,
       due_at = excluded.due_at, overdue = excluded.overdue, updated_at = CASE WHEN $25 THEN c.updated_at ELSE excluded.updated_at END,
       submitted_at = coalesce(c.submitted_at, excluded.submitted_at),
       closed_at = CASE WHEN excluded.phase = 'closed' THEN coalesce(excluded.closed_at, c.closed_at) END`,
    [
      move.caseId,
      move.stream,
      after.procedure,
      after.version,
      procedure.obligation,
      after.applicant,
      after.district,
      after.phase,
      after.stage,
      after.visit,
      holder?.kind ?? null,
      holder?.organisation ?? null,
      after.outcome,
      after.seq,
      after.stageSeq,
      JSON.stringify(after),
      workshopOf(move),
      nextLapse(rows),
      overdueLimits(after).length > 0,
      at,
      during('application.submitted'),
      during('application.closed'),
      move.recordedAt,
      after.round,
      // Who has marked when is told to nobody by the order of a list, nor by when a case was changed last.
      move.steps.every(({ event }) => tellsOfMarks(event.type)),
    ],
  );
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

/** Notes from when on somebody else holds the case. */
export async function projectHolder(session: Session, { caseId, before, after, procedure, at }: Move): Promise<void> {
  const held = before.phase === 'none' ? undefined : holderOf(procedure, before);
  const holder = holderOf(procedure, after);
  if (held !== undefined && sameHolder(held, holder)) return;
  await session.execute('INSERT INTO holder (case_id, seq, from_at, kind, organisation) VALUES ($1, $2, $3, $4, $5)', [
    caseId,
    after.seq,
    at,
    holder?.kind ?? null,
    holder?.organisation ?? null,
  ]);
}

function sameHolder(a: Holder | null, b: Holder | null): boolean {
  return a?.kind === b?.kind && a?.organisation === b?.organisation;
}

/** Writes what was awarded. */
export async function projectAward(session: Session, move: Move): Promise<void> {
  const issued = stepOf(move, 'award.issued')?.event.data;
  if (!issued) return;
  await session.execute(
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
