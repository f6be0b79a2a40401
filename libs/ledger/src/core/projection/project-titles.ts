import { dateOf, thingKey, valueAt, type EventData } from '@vermilion/domain';
import type { Session } from '../../session.js';
import { stepOf, type Move } from '../move.js';
import { workshopOf } from './project-case.js';

/** Under whose name the due row of a title stands. */
export function titleStream(certificateNumber: string): string {
  return `title:${certificateNumber}`;
}

/**
 * Brings the registers of titles and bar periods up to date with a move. Written so that a rebuild of any case of a title leaves what later
 * cases have made of it.
 */
export function projectTitles(session: Session, move: Move): void {
  const issued = stepOf(move, 'award.issued')?.event.data;
  if (issued) enterTitle(session, move, issued);
  if (move.after.origin === null) return;
  if (stepOf(move, 'application.opened')) beginReview(session, move, move.after.origin);
  const renewed = stepOf(move, 'title.renewed')?.event.data;
  if (renewed) prolong(session, move, renewed);
  const revoked = stepOf(move, 'title.revoked')?.event.data;
  if (revoked) revoke(session, move, revoked);
  if (stepOf(move, 'application.closed')) endReview(session, move);
}

function enterTitle(session: Session, move: Move, issued: EventData['award.issued']): void {
  const named = move.procedure.titledAt && valueAt(move.after.form, move.procedure.titledAt);
  const thing = typeof named === 'string' ? named : (workshopOf(move) ?? issued.title);
  session.later(
    `INSERT INTO title (certificate_number, organisation, programme, thing, thing_key, awarded_on, valid_until, document_number,
                        source, as_of, case_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      issued.certificateNumber,
      move.after.applicant,
      move.procedure.id,
      thing,
      thingKey(thing),
      issued.validFrom,
      issued.validUntil,
      issued.documentNumber,
      dateOf(move.at),
      move.caseId,
    ],
  );
}

/** The re-examination that was due has begun, whoever opened it. */
function beginReview(session: Session, { caseId, at }: Move, certificateNumber: string): void {
  session.later(
    `UPDATE title SET review_case = $2, reviewed_from = $3, reviewed_until = NULL
      WHERE certificate_number = $1 AND (review_case IS NULL OR review_case <= $2)`,
    [certificateNumber, caseId, dateOf(at)],
  );
  session.later(
    `INSERT INTO title_period (case_id, certificate_number, reviewed_from, valid_before)
     SELECT $2, certificate_number, $3, valid_until FROM title WHERE certificate_number = $1 ON CONFLICT DO NOTHING`,
    [certificateNumber, caseId, dateOf(at)],
  );
  session.later('UPDATE deadline SET recorded_at = $2 WHERE owner = $1 AND recorded_at IS NULL', [
    titleStream(certificateNumber),
    at,
  ]);
}

function endReview(session: Session, { caseId, at }: Move): void {
  const decided = [caseId, dateOf(at)];
  session.later('UPDATE title SET reviewed_until = $2 WHERE review_case = $1', decided);
  session.later('UPDATE title_period SET reviewed_until = $2 WHERE case_id = $1', decided);
}

/** Made anew when the title is renewed already, the last day before is the one that the renewal follows. */
function prolong(session: Session, { caseId }: Move, renewed: EventData['title.renewed']): void {
  session.later('UPDATE title_period SET valid_before = least(valid_before, $2::date - 1) WHERE case_id = $1', [
    caseId,
    renewed.validFrom,
  ]);
  session.later('UPDATE title SET valid_until = greatest(valid_until, $2) WHERE certificate_number = $1', [
    renewed.certificateNumber,
    renewed.validUntil,
  ]);
}

function revoke(session: Session, { at }: Move, revoked: EventData['title.revoked']): void {
  const { certificateNumber, ground, barredUntil, on } = revoked;
  session.later('UPDATE title SET revoked_on = $2, ground = $3 WHERE certificate_number = $1', [
    certificateNumber,
    on,
    ground,
  ]);
  session.later('DELETE FROM deadline WHERE owner = $1 AND recorded_at IS NULL', [titleStream(certificateNumber)]);
  if (barredUntil === null) return;
  session.later(
    `INSERT INTO bar (bar, organisation, ground, source, as_of, from_on, until_on, certificate_number)
     SELECT $1, organisation, $2, $3, $4, $5, $6, $1 FROM title WHERE certificate_number = $1 ON CONFLICT DO NOTHING`,
    [certificateNumber, ground, `撤销称号 ${certificateNumber}`, dateOf(at), on, barredUntil],
  );
}
