import { organisationOf, type DecidedEvent, type NoticeStage, type Objection, type Office } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Move, Step } from '../move.js';

/** Writes the case's entries in public notices, and how the objections to it stand. */
export function projectObjections(session: Session, move: Move): void {
  for (const step of move.steps) {
    if (step.event.type === 'notice.published') writeEntry(session, move, step.event.data, step.state.round);
    CHANGES[step.event.type]?.(session, move, step);
  }
}

function writeEntry(
  session: Session,
  { caseId }: Move,
  { number, from, until, closesAt }: Extract<DecidedEvent, { type: 'notice.published' }>['data'],
  round: string | null,
): void {
  session.later(
    `INSERT INTO notice_entry (case_id, number, round, from_date, until_date, closes_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (case_id, number) DO NOTHING`,
    [caseId, number, round ?? '', from, until, closesAt],
  );
}

type Change = (session: Session, move: Move, step: Step) => void;

const CHANGES: { readonly [type in DecidedEvent['type']]?: Change } = {
  'objection.lodged': (session, move, step) => {
    const [objection, stage] = [objectionIn(step), noticeOf(move)];
    if (!objection || !stage) return;
    const { id, kind, late, status } = objection;
    session.later(
      `INSERT INTO objection (id, case_id, kind, late, status, lodged_at, lodged_event, readers)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
      [id, move.caseId, kind, late, status, move.at, step.id, [reader(move, stage.objection.verifier)]],
    );
  },
  'objection.verified': (session, move, step) => {
    const objection = objectionIn(step);
    session.later(
      'UPDATE objection SET status = $2, finding = $3, verified_at = $4, verified_event = $5 WHERE id = $1',
      [objection?.id, objection?.status, objection?.finding, move.at, step.id],
    );
  },
  // From here on the second instance must know who objects, too.
  'objection.appealed': (session, move, step) => {
    const [objection, stage] = [objectionIn(step), noticeOf(move)];
    if (!objection || !stage || step.event.type !== 'objection.appealed') return;
    session.later(
      `UPDATE objection SET status = $2, appealed_by = $3, appealed_at = $4, appealed_event = $5, readers = readers || $6::text
        WHERE id = $1`,
      [
        objection.id,
        objection.status,
        step.event.data.by,
        move.at,
        step.id,
        reader(move, stage.objection.secondInstance.office),
      ],
    );
  },
  'objection.concluded': (session, move, step) => {
    const objection = objectionIn(step);
    if (step.event.type !== 'objection.concluded') return;
    session.later(
      'UPDATE objection SET status = $2, by_silence = $3, concluded_at = $4, concluded_event = $5 WHERE id = $1',
      [objection?.id, objection?.status, step.event.data.bySilence, move.at, step.id],
    );
  },
};

/** The objection that an event is about, as it stands after it. */
function objectionIn({ event, state }: Step): Objection | undefined {
  const id = 'objection' in event.data ? event.data.objection : null;
  return state.objections.find((objection) => objection.id === id);
}

function noticeOf({ procedure }: Move): NoticeStage | undefined {
  return procedure.stages.find((stage): stage is NoticeStage => stage.kind === 'notice');
}

/** An office as the row-level right names it. */
function reader({ after }: Move, office: Office): string {
  return `${organisationOf(office, after.district)}#${office.body === 'district' ? 'reviewer' : office.role}`;
}
