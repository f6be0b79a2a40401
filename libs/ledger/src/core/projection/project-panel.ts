import type { CaseState, Marks, Secret } from '@vermilion/domain';
import type { Session } from '../../session.js';
import { stepOf, type Move } from '../move.js';

/** Which experts the tokens of a case stand for. */
export interface Experts {
  /** `expert:<id>`. @throws for a token that no pool of the case has frozen. */
  organisationOf(token: string | null): string;
}

/** Reads who stands behind the present seats. */
export async function readExperts(session: Session, caseId: string, state: CaseState): Promise<Experts> {
  const tokens = state.panel?.seats.map(({ token }) => token) ?? [];
  const rows =
    tokens.length === 0
      ? []
      : await session.rows<{ token: string; expert_id: string }>(
          'SELECT token, expert_id FROM candidate WHERE case_id = $1 AND token = ANY($2)',
          [caseId, tokens],
        );
  const known = new Map(rows.map((row) => [row.token, `expert:${row.expert_id}`]));
  return {
    organisationOf(token) {
      const organisation = token === null ? undefined : known.get(token);
      if (!organisation) throw new Error(`nobody stands behind a seat of case ${caseId}`);
      return organisation;
    },
  };
}

/** Writes what a panel's events keep secret: who is in the pool, who sits where, and the sealed marks. */
export async function projectPanel(session: Session, move: Move): Promise<void> {
  const frozen = stepOf(move, 'panel.pool-frozen');
  if (frozen?.event.secret) await writeCandidates(session, move, frozen.event.secret);
  if (stepOf(move, 'panel.dissolved')) {
    await session.execute('DELETE FROM seat WHERE case_id = $1', [move.caseId]);
    await session.execute('DELETE FROM score WHERE case_id = $1', [move.caseId]);
  }
  await writeSeats(session, move);
  const marked = stepOf(move, 'panel.mark-submitted');
  if (marked?.event.secret) await writeScore(session, move, marked.event.secret);
  await openScores(session, move);
}

/** 启封: the marks that count become readable with their comments, in place of those of an earlier panel. */
async function openScores(session: Session, move: Move): Promise<void> {
  const opened = stepOf(move, 'panel.opened');
  if (!opened) return;
  const counted = opened.event.data.marks.map(({ seat }) => seat);
  const seats = opened.state.panel?.seats.filter(({ seat }) => counted.includes(seat)) ?? [];
  await session.execute('UPDATE score SET opened = (token = ANY($2)) WHERE case_id = $1', [
    move.caseId,
    seats.map(({ token }) => token),
  ]);
}

async function writeCandidates(session: Session, { caseId, after }: Move, { content }: Secret): Promise<void> {
  const identities = Object.entries(content['identities'] as { readonly [token: string]: string });
  await session.execute(
    `INSERT INTO candidate (case_id, visit, token, expert_id)
     SELECT $1, $2, token, expert_id FROM unnest($3::text[], $4::text[]) AS t(token, expert_id)
     ON CONFLICT (case_id, token) DO NOTHING`,
    [caseId, after.visit, identities.map(([token]) => token), identities.map(([, expert]) => expert)],
  );
}

/** The seats as they last were: the panel may have ended with this very move. */
async function writeSeats(session: Session, { caseId, steps }: Move): Promise<void> {
  const seats = steps.findLast(({ state }) => state.panel !== null)?.state.panel?.seats ?? [];
  if (seats.length === 0) return;
  await session.execute(
    `INSERT INTO seat AS s (case_id, seat, token, expert_id, status)
     SELECT $1, t.seat, t.token, c.expert_id, t.status
       FROM unnest($2::int[], $3::text[], $4::text[]) AS t(seat, token, status)
       JOIN candidate c ON c.case_id = $1 AND c.token = t.token
     ON CONFLICT (case_id, seat) DO UPDATE SET token = excluded.token, expert_id = excluded.expert_id, status = excluded.status
      WHERE (s.token, s.status) IS DISTINCT FROM (excluded.token, excluded.status)`,
    [caseId, seats.map(({ seat }) => seat), seats.map(({ token }) => token), seats.map(({ status }) => status)],
  );
}

async function writeScore(session: Session, { caseId, steps }: Move, { subject, content }: Secret): Promise<void> {
  const { seat, salt, items, comments } = content as unknown as Marks & { seat: number; salt: string };
  const token = steps[0]?.state.panel?.seats.find((candidate) => candidate.seat === seat)?.token;
  if (!token) throw new Error(`marks of ${subject} without a seat`);
  await session.execute(
    `INSERT INTO score (case_id, seat, token, marks, comments, salt) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (case_id, token) DO NOTHING`,
    [caseId, seat, token, JSON.stringify(items), JSON.stringify(comments), salt],
  );
}
