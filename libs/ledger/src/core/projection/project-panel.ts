import type { Marks, Secret } from '@vermilion/domain';
import type { Session } from '../../session.js';
import { stepOf, type Move } from '../move.js';

/** Which experts the tokens of cases stand for. */
export interface Experts {
  /** `expert:<id>`. @throws for a token that no pool of the case has frozen. */
  organisationOf(caseId: string, token: string | null): string;
}

/** Reads who stands behind the present seats of cases. */
export async function readExperts(session: Session, moves: readonly Move[]): Promise<Experts> {
  const seats = moves.flatMap(({ caseId, after }) => after.panel?.seats.map(({ token }) => ({ caseId, token })) ?? []);
  const rows =
    seats.length === 0
      ? []
      : await session.rows<{ case_id: string; token: string; expert_id: string }>(
          `SELECT case_id, token, expert_id FROM candidate
            WHERE (case_id, token) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
          [seats.map(({ caseId }) => caseId), seats.map(({ token }) => token)],
        );
  const known = new Map(rows.map((row) => [`${row.case_id}/${row.token}`, `expert:${row.expert_id}`]));
  return {
    organisationOf(caseId, token) {
      const organisation = token === null ? undefined : known.get(`${caseId}/${token}`);
      if (!organisation) throw new Error(`nobody stands behind a seat of case ${caseId}`);
      return organisation;
    },
  };
}

/** Writes what a panel's events keep secret: who is in the pool, who sits where, and the sealed marks. */
export function projectPanel(session: Session, move: Move): void {
  const frozen = stepOf(move, 'panel.pool-frozen');
  if (frozen?.event.secret) writeCandidates(session, move, frozen.event.secret);
  if (stepOf(move, 'panel.dissolved')) {
    session.later('DELETE FROM seat WHERE case_id = $1', [move.caseId]);
    session.later('DELETE FROM score WHERE case_id = $1', [move.caseId]);
  }
  writeSeats(session, move);
  const marked = stepOf(move, 'panel.mark-submitted');
  if (marked?.event.secret) writeScore(session, move, marked.event.secret);
  openScores(session, move);
}

/** 启封: the marks that count become readable with their comments, in place of those of an earlier panel. */
function openScores(session: Session, move: Move): void {
  const opened = stepOf(move, 'panel.opened');
  if (!opened) return;
  const counted = opened.event.data.marks.map(({ seat }) => seat);
  const seats = opened.state.panel?.seats.filter(({ seat }) => counted.includes(seat)) ?? [];
  session.later('UPDATE score SET opened = (token = ANY($2)) WHERE case_id = $1', [
    move.caseId,
    seats.map(({ token }) => token),
  ]);
}

function writeCandidates(session: Session, { caseId, after }: Move, { content }: Secret): void {
  const identities = Object.entries(content['identities'] as { readonly [token: string]: string });
  session.later(
    `INSERT INTO candidate (case_id, visit, token, expert_id)
     SELECT $1, $2, token, expert_id FROM unnest($3::text[], $4::text[]) AS t(token, expert_id)
     ON CONFLICT (case_id, token) DO NOTHING`,
    [caseId, after.visit, identities.map(([token]) => token), identities.map(([, expert]) => expert)],
  );
}

/** The seats as they last were: the panel may have ended with this very move. */
function writeSeats(session: Session, { caseId, steps }: Move): void {
  const seats = steps.findLast(({ state }) => state.panel !== null)?.state.panel?.seats ?? [];
  if (seats.length === 0) return;
  session.later(
    `INSERT INTO seat AS s (case_id, seat, token, expert_id, status)
     SELECT $1, t.seat, t.token, c.expert_id, t.status
       FROM unnest($2::int[], $3::text[], $4::text[]) AS t(seat, token, status)
       JOIN candidate c ON c.case_id = $1 AND c.token = t.token
     ON CONFLICT (case_id, seat) DO UPDATE SET token = excluded.token, expert_id = excluded.expert_id, status = excluded.status
      WHERE (s.token, s.status) IS DISTINCT FROM (excluded.token, excluded.status)`,
    [caseId, seats.map(({ seat }) => seat), seats.map(({ token }) => token), seats.map(({ status }) => status)],
  );
}

function writeScore(session: Session, { caseId, steps }: Move, { subject, content }: Secret): void {
  const { seat, salt, items, comments } = content as unknown as Marks & { seat: number; salt: string };
  const token = steps[0]?.state.panel?.seats.find((candidate) => candidate.seat === seat)?.token;
  if (!token) throw new Error(`marks of ${subject} without a seat`);
  session.later(
    `INSERT INTO score (case_id, seat, token, marks, comments, salt) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (case_id, token) DO NOTHING`,
    [caseId, seat, token, JSON.stringify(items), JSON.stringify(comments), salt],
  );
}
